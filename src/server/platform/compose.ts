import type { OpenAPIHono } from '@hono/zod-openapi'
import { join } from 'node:path'
import { createClickHouseEventReader } from '../adapters/clickhouse/read/clickhouse-event-reader.ts'
import { numberKeysFrom } from '../adapters/clickhouse/sql/number-keys.ts'
import { liveDays, storeFigures } from '../adapters/clickhouse/store-figures.ts'
import type { TenantId } from '#protocol/ids.ts'
import { loadMasterKeys } from '../adapters/keys/key-file.ts'
import type { AppEnv } from '../http/env.ts'
import type { Log } from '../http/log.ts'
import { deliveryRoutes } from '../ingest/delivery-routes.ts'
import { parseIngestKeys } from '../ingest/ingest-keys.ts'
import { ingestRoutes } from '../ingest/ingest-routes.ts'
import { uploadCounters } from '../ingest/upload-counters.ts'
import type { Clock } from '../ports.ts'
import { eventListRoutes } from '../query/event-list-routes.ts'
import { createRunningQueries } from '../query/running-queries.ts'
import { createKeyring } from '../process/keyring.ts'
import { sampleRoutes } from '../status/sample-routes.ts'
import { statusRoutes } from '../status/status-routes.ts'
import type { HealthSource } from '../status/health.ts'
import { isLoopback, type ServerConfig } from './config.ts'
import type { DiskWatch } from './disk-watch.ts'
import { StoreFault, type OpenStore } from './open-store.ts'
import type { Package } from './package-root.ts'
import { startRetention } from './retention-timer.ts'

export interface FunctionDeps {
  readonly config: ServerConfig
  readonly store: OpenStore
  readonly disk: DiskWatch | undefined
  readonly log: Log
  readonly program: Package
  readonly clock: Clock
  readonly health: HealthSource
}

/** In the data directory. */
export const NUMBER_KEY_FILE = 'number-keys'

/** The server's functions, wired to this store. */
export interface Functions {
  readonly modules: readonly OpenAPIHono<AppEnv>[]
  /** Ends live tails, so that their connections can close. */
  endStreams(): void
  /** Awaits what is being written. */
  stop(): Promise<void>
}

export async function composeFunctions(deps: FunctionDeps): Promise<Functions> {
  const { config, store, clock, disk, health, log } = deps
  const keyring = createKeyring(loadMasterKeys(join(config.data, NUMBER_KEY_FILE)))
  const ingestKeys = parseIngestKeys(config.ingestKeys, isLoopback(config.host))
  if (!ingestKeys.ok) throw new StoreFault(ingestKeys.error.join('\n'))
  const counters = uploadCounters()
  const rules = {
    ...(config.retentionDays === undefined ? {} : { days: config.retentionDays }),
    ...(config.retentionDiskPercent === undefined ? {} : { diskPercent: config.retentionDiskPercent }),
  }
  const reader = createClickHouseEventReader({
    clients: store.clients,
    numberKeysOf: numberKeysFrom(keyring),
  })
  const queryDeps = {
    reader,
    committed: () => store.events.committed(),
    keyring,
    queries: createRunningQueries(reader),
  }
  const removeSample = async (tenant: TenantId) => {
    const removed = await store.events.deleteKind(tenant, 'sample', 'removed by hand')
    reader.forget()
    return removed
  }
  const modules = [
    ingestRoutes({ writer: store.events, keyring, counters, keys: ingestKeys.value, clock }),
    deliveryRoutes({ delivery: store.events.delivery, counters, keyring }),
    statusRoutes({
      health,
      figures: () => storeFigures(store.clients.writer),
      delivery: store.events.delivery,
      retention: rules,
    }),
    sampleRoutes(removeSample),
    eventListRoutes(queryDeps),
  ]
  const retention = startRetention(
    {
      clock,
      rules,
      disk: () => disk?.latest(),
      live: {
        days: () => liveDays(store.clients.writer),
        dropReceivedBefore: async (limit) => {
          const days = await store.events.dropReceivedBefore(limit)
          if (days.length > 0) reader.forget()
          return days
        },
      },
    },
    log,
  )
  return { modules, endStreams: () => {}, stop: () => retention.stop() }
}
