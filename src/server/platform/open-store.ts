import { createStoreClients, type StoreClients } from '../adapters/clickhouse/client.ts'
import { migrate } from '../adapters/clickhouse/migrate.ts'
import { EngineError } from '../adapters/engine/engine-errors.ts'
import type { EngineHandle, EngineStatus } from '../adapters/engine/engine-status.ts'
import { openEngine } from '../adapters/engine/open-engine.ts'
import { KeyFileError } from '../adapters/keys/key-file.ts'
import type { Log } from '../http/log.ts'
import type { ServerConfig } from './config.ts'

/** The store with its tables up to date. */
export interface OpenStore {
  readonly clients: StoreClients
  readonly engine: EngineHandle
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

export async function openStore(config: ServerConfig, log: Log): Promise<OpenStore> {
  const engine = await openEngine({
    dataDirectory: config.data,
    onStatus: ({ state, restarts, reason }) => log.info({ state, restarts, reason }, 'engine'),
    ...(config.external ? { external: config.external } : {}),
  })
  const clients = createStoreClients(engine.connection)
  const stop = async () => {
    await clients.close()
    await engine.stop()
  }
  try {
    const migrated = await migrate(clients.writer)
    if (!migrated.ok) throw new StoreFault(migrated.error.message)
    if (migrated.value.applied.length > 0)
      log.info({ applied: migrated.value.applied }, 'tables brought up to date')
    const answer = await clients.reader.query({ query: 'SELECT version() AS version', format: 'JSONEachRow' })
    const [row] = await answer.json<{ version: string }>()
    return { clients, engine, state: () => engine.status(), version: () => row?.version ?? 'unknown', stop }
  } catch (error) {
    await stop()
    throw error
  }
}
