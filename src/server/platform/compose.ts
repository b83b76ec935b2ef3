import type { OpenAPIHono } from '@hono/zod-openapi'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TenantId } from '#protocol/ids.ts'
import { createAuditTrail, sealedNumberOf } from '../adapters/clickhouse/audit-trail.ts'
import { createDeletionScope } from '../adapters/clickhouse/deletion-scope.ts'
import { createImportRegistry } from '../adapters/clickhouse/import-registry.ts'
import { createCallStoryReader } from '../adapters/clickhouse/read/call-story.ts'
import {
  createClickHouseEventReader,
  createReadContext,
} from '../adapters/clickhouse/read/clickhouse-event-reader.ts'
import { createClickHouseValueReader } from '../adapters/clickhouse/read/values.ts'
import { createSubjectReader } from '../adapters/clickhouse/read/subject.ts'
import { createImportRejects } from '../adapters/clickhouse/read/import-rejects.ts'
import { createPayloadReader } from '../adapters/clickhouse/read/payloads.ts'
import { createRecentReader } from '../adapters/clickhouse/read/recent.ts'
import { createRemovalReader } from '../adapters/clickhouse/read/removals.ts'
import { numberKeysFrom } from '../adapters/clickhouse/sql/number-keys.ts'
import { liveDays, rejectCounts, storeFigures } from '../adapters/clickhouse/store-figures.ts'
import { loadMasterKeys } from '../adapters/keys/key-file.ts'
import { auditRoutes } from '../audit/audit-routes.ts'
import { deletionRoutes } from '../deletions/deletion-routes.ts'
import { createExportLog } from '../exports/export-log.ts'
import { exportRoutes } from '../exports/export-routes.ts'
import type { AppEnv } from '../http/env.ts'
import type { Log } from '../http/log.ts'
import { importRejectRoutes } from '../imports/import-rejects.ts'
import { importRoutes } from '../imports/import-routes.ts'
import { createImportService } from '../imports/import-service.ts'
import { workerParsers } from '../imports/worker-parser.ts'
import { deliveryRoutes } from '../ingest/delivery-routes.ts'
import { parseIngestKeys } from '../ingest/ingest-keys.ts'
import { ingestRoutes } from '../ingest/ingest-routes.ts'
import { uploadCounters } from '../ingest/upload-counters.ts'
import { createCommitFeed } from '../live/commit-feed.ts'
import { commitRoutes } from '../live/commit-routes.ts'
import { createTailHub } from '../live/tail-hub.ts'
import { tailRoutes } from '../live/tail-routes.ts'
import type { Clock, StoreRemoval } from '../ports.ts'
import { callStoryRoutes } from '../query/call-story-routes.ts'
import { payloadRoutes } from '../query/payload-routes.ts'
import { queryRoutes } from '../query/query-routes.ts'
import { subjectDashboardRoutes } from '../query/subject-dashboard-routes.ts'
import { valueRoutes } from '../query/value-routes.ts'
import { recentRoutes } from '../query/recent-routes.ts'
import { removalRoutes } from '../query/removal-routes.ts'
import { createRunningQueries } from '../query/running-queries.ts'
import { createKeyring } from '../process/keyring.ts'
import type { Removal } from '../retention/retention.ts'
import { settingsRoutes } from '../settings/settings-routes.ts'
import { sampleRoutes } from '../status/sample-routes.ts'
import { statusRoutes } from '../status/status-routes.ts'
import type { HealthSource } from '../status/health.ts'
import { isLoopback, type ServerConfig } from './config.ts'
import type { DiskWatch } from './disk-watch.ts'
import { importWorkerFile } from './import-worker-file.ts'
import { loadSample } from './load-sample.ts'
import { StoreFault, type OpenStore } from './open-store.ts'
import type { Package } from './package-root.ts'
import { startRetention } from './retention-timer.ts'
import { openRunningSettings } from './running-settings.ts'

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
/** Beside package.json. */
const SAMPLE_FOLDER = 'public/sample'

const pause = (seconds: number, signal: AbortSignal) =>
  sleep(seconds * 1_000, undefined, { signal }).catch(() => undefined)

/** The server's functions, wired to this store. */
export interface Functions {
  readonly modules: readonly OpenAPIHono<AppEnv>[]
  /** A round of retention now: the server also runs them by the clock. */
  retain(): Promise<readonly Removal[]>
  /** Ends live tails and commit feeds, so that their connections can close. */
  endStreams(): void
  /** Awaits what is being written. */
  stop(): Promise<void>
}

export async function composeFunctions(deps: FunctionDeps): Promise<Functions> {
  const { config, store, clock, disk, health, log, program } = deps
  const masterKeys = loadMasterKeys(join(config.data, NUMBER_KEY_FILE))
  const keyring = createKeyring(masterKeys)
  const ingestKeys = parseIngestKeys(config.ingestKeys, isLoopback(config.host))
  if (!ingestKeys.ok) throw new StoreFault(ingestKeys.error.join('\n'))
  const counters = uploadCounters()
  const settings = openRunningSettings(config, ingestKeys.value)
  const readerDeps = {
    clients: store.clients,
    numberKeysOf: numberKeysFrom(keyring),
    recent: store.events.recentCounts,
  }
  const readContext = createReadContext(readerDeps)
  const reader = createClickHouseEventReader(readerDeps, readContext)
  const queryDeps = {
    reader,
    committed: () => store.events.committed(),
    keyring,
    queries: createRunningQueries(reader),
  }
  // What the reader remembers of counts no longer holds after anything was removed.
  const forget = () => reader.forget()
  const removal = {
    deleteSessions: (...args: Parameters<StoreRemoval['deleteSessions']>) =>
      store.events.deleteSessions(...args).finally(forget),
    deleteKind: (...args: Parameters<StoreRemoval['deleteKind']>) =>
      store.events.deleteKind(...args).finally(forget),
    deleteNumber: (...args: Parameters<StoreRemoval['deleteNumber']>) =>
      store.events.deleteNumber(...args).finally(forget),
    dropReceivedBefore: (...args: Parameters<StoreRemoval['dropReceivedBefore']>) =>
      store.events.dropReceivedBefore(...args).finally(forget),
  }
  const payloads = createPayloadReader(store.clients)
  const committed = () => store.events.committed()
  const hub = createTailHub({ reader, committed })
  const commits = createCommitFeed(committed)
  const registry = createImportRegistry(store.clients, clock)
  const imports = createImportService({
    clock,
    log,
    writer: store.events,
    masterKeys,
    removal,
    registry,
    startParser: workerParsers(importWorkerFile()),
    readers: queryDeps.queries,
    sleep: pause,
  })
  await imports.recover()
  const removeSample = async (tenant: TenantId) => {
    const removed = await removal.deleteKind(tenant, 'sample', 'removed by hand')
    const entries = await registry.list(tenant)
    for (const { id, kind } of entries) if (kind === 'sample') await registry.remove(tenant, id)
    return removed
  }
  const trail = createAuditTrail(store.clients, clock)
  const modules = [
    ingestRoutes({ writer: store.events, keyring, counters, keys: settings.keys, clock }),
    deliveryRoutes({ delivery: store.events.delivery, counters, keyring }),
    statusRoutes({
      health,
      figures: () => storeFigures(store.clients.writer),
      rejects: (tenant) => rejectCounts(store.clients.reader, tenant),
      delivery: store.events.delivery,
      retention: settings.rules,
    }),
    sampleRoutes(removeSample),
    queryRoutes(queryDeps),
    recentRoutes(queryDeps, createRecentReader(store.clients)),
    valueRoutes(createClickHouseValueReader(readContext), queryDeps),
    callStoryRoutes(createCallStoryReader(store.clients), queryDeps),
    subjectDashboardRoutes({ ...queryDeps, subjects: createSubjectReader(readContext, queryDeps.committed) }),
    payloadRoutes(payloads, queryDeps.queries),
    exportRoutes({ ...queryDeps, payloads, exports: createExportLog(), sleep: pause, log }),
    removalRoutes(createRemovalReader(store.clients), queryDeps.queries),
    settingsRoutes({ store: settings.store, fixed: settings.fixed, trail, clock }),
    auditRoutes({
      trail,
      keyring,
      sealedNumber: (tenant, callid) => sealedNumberOf(store.clients.reader, tenant, callid),
    }),
    deletionRoutes({ removal, scope: createDeletionScope(store.clients.reader), trail, keyring }),
    importRoutes({ imports }),
    importRejectRoutes(imports, createImportRejects(store.clients)),
    tailRoutes({ hub, committed }),
    commitRoutes(commits),
  ]
  const retention = startRetention(
    {
      clock,
      rules: settings.rules,
      disk: () => disk?.latest(),
      live: {
        days: () => liveDays(store.clients.writer),
        dropReceivedBefore: removal.dropReceivedBefore,
      },
    },
    log,
  )
  if (config.loadSample)
    await loadSample(config.tenant, config.data, join(program.root, SAMPLE_FOLDER), imports, log)
  return {
    modules,
    retain: () => retention.round(),
    endStreams: () => {
      hub.close()
      commits.close()
    },
    stop: async () => {
      await imports.stop()
      await retention.stop()
    },
  }
}
