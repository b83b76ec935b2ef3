import { createStoreClients, type StoreClients } from '../adapters/clickhouse/client.ts'
import { openEventStore, type OpenedEventStore } from '../adapters/clickhouse/event-store.ts'
import { EngineError } from '../adapters/engine/engine-errors.ts'
import type { EngineHandle, EngineStatus } from '../adapters/engine/engine-status.ts'
import { openEngine } from '../adapters/engine/open-engine.ts'
import { KeyFileError } from '../adapters/keys/key-file.ts'
import type { Log } from '../http/log.ts'
import type { Clock } from '../ports.ts'
import type { ServerConfig } from './config.ts'
import type { DiskWatch } from './disk-watch.ts'

/** The store with its tables up to date and its one writer. */
export interface OpenStore {
  readonly clients: StoreClients
  readonly engine: EngineHandle
  readonly events: OpenedEventStore
  state(): EngineStatus
  /** Of the ClickHouse that answers, as it says it. */
  version(): string
  stop(): Promise<void>
}

/** Why the store cannot be opened, as a sentence for the person who starts the server. */
export class StoreFault extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreFault'
  }
}

/** The sentence of a fault that a person can do something about; undefined for a bug. */
export function storeFault(error: unknown): string | undefined {
  const isKnown = error instanceof EngineError || error instanceof StoreFault || error instanceof KeyFileError
  return isKnown ? error.message : undefined
}

export interface OpenStoreDeps {
  readonly config: ServerConfig
  readonly disk: DiskWatch | undefined
  readonly clock: Clock
  readonly log: Log
  /** What is being done, for those who wait. */
  readonly onStep: (step: string) => void
}

export async function openStore({ config, disk, clock, log, onStep }: OpenStoreDeps): Promise<OpenStore> {
  onStep('Starting the engine.')
  const engine = await openEngine({
    dataDirectory: config.data,
    onStatus: ({ state, restarts, reason }) => log.info({ state, restarts, reason }, 'engine'),
    ...(config.external ? { external: config.external } : {}),
  })
  const clients = createStoreClients(engine.connection)
  const abandon = async () => {
    await clients.close()
    await engine.stop()
  }
  try {
    onStep('Preparing the tables.')
    await disk?.look()
    const events = await openEventStore({
      clients,
      engine,
      clock,
      dataDirectory: config.data,
      isShared: config.external !== undefined,
      refusal: () => Promise.resolve(disk?.latest()?.refusal),
      onError: (error, what) => log.error({ err: error }, what),
    })
    if (!events.ok) throw new StoreFault(events.error.message)
    const answer = await clients.reader.query({ query: 'SELECT version() AS version', format: 'JSONEachRow' })
    const [row] = await answer.json<{ version: string }>()
    return {
      clients,
      engine,
      events: events.value,
      state: () => stateOf(engine.status(), events.value),
      version: () => row?.version ?? 'unknown',
      stop: async () => {
        await events.value.close()
        await abandon()
      },
    }
  } catch (error) {
    await abandon()
    throw error
  }
}

/** The engine may answer again while the tables are still being repaired. */
function stateOf(status: EngineStatus, events: OpenedEventStore): EngineStatus {
  const reason = events.endedBecause()
  if (reason !== undefined) return { ...status, state: 'failed', reason }
  if (status.state !== 'ready' || events.isReady()) return status
  return { ...status, state: 'restarting', reason: 'The tables are checked after the engine stopped.' }
}
