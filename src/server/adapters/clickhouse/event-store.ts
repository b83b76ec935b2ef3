import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SessionId, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import { ok } from '#protocol/result.ts'
import type { Result } from '#protocol/result.ts'
import type { Micros } from '#protocol/time.ts'
import type { Clock, EventStore, Removed } from '../../ports.ts'
import { EngineError } from '../engine/engine-errors.ts'
import type { StoreClient } from './client.ts'
import type { RecentCounts } from './committed-counts.ts'
import type { TableMode } from './ddl.ts'
import { deliveryOf, deliveryTotals } from './delivery.ts'
import { partitionKey } from './day-partition.ts'
import type { DayPartition } from './day-partition.ts'
import { DirtyPartitions } from './dirty-partitions.ts'
import type { MarkerState } from './dirty-partitions.ts'
import { lastPosition } from './last-position.ts'
import { createWritersTable, migrate, storedFormat } from './migrate.ts'
import type { NewerData } from './migrate.ts'
import {
  namedEvents,
  recordDeletedSeqs,
  removeNamedEvents,
  removeTokens,
  stageCalls,
  unstageCalls,
} from './number-removal.ts'
import type { NumberScope } from './number-removal.ts'
import { dropPartition, eventPartitions, rebuildPartitions } from './rebuild.ts'
import {
  affectedDays,
  affectedSessions,
  expiredDays,
  forgetSilentSessions,
  removeEvents,
  stageScope,
  tenantsOfDay,
  unstageScope,
} from './removal.ts'
import type { RemovalScope } from './removal.ts'
import { insertDeletions } from './store-inserts.ts'
import type { DeletionRow } from './store-inserts.ts'
import { lastWriter, takeLease } from './writer-lease.ts'
import { WriterLoop } from './writer-loop.ts'
import type { Step, WriterOptions } from './writer-loop.ts'

export interface EventStoreOptions extends WriterOptions {
  /** Where the marker of unfinished writes lies; the server's data directory, also with an external store. */
  readonly dataDirectory: string
  readonly clock: Clock
  readonly mode?: TableMode
  /** Other servers can reach the store: it is external. */
  readonly isShared?: boolean
}

export interface OpenedEventStore extends EventStore {
  readonly recentCounts: RecentCounts
  /** Why nothing will ever be written again by this process: another server has taken over. */
  endedBecause(): string | undefined
}

/**
 * Opens the store for its one writer: takes over from an earlier one, waits for what that left running, migrates, makes
 * the derived tables agree with `events` after an unclean stop, and finds the last committed position. Only then may
 * anybody read. Rejects with `SupersededError` when another server opens it at the same moment.
 */
export async function openEventStore(
  options: EventStoreOptions,
): Promise<Result<OpenedEventStore, NewerData>> {
  const { clients, engine, mode = { type: 'single' }, isShared = false } = options
  const { writer } = clients
  const seenStops = engine.status().uncleanStops
  // Before taking over: a server that cannot read the data must not stop the one that can.
  const format = await storedFormat(writer, mode)
  if (!format.ok) return format
  await createWritersTable(writer, mode)
  const dirty = new DirtyPartitions(options.dataDirectory)
  const after = await lastWriter(writer)
  // Nobody here knows when the machine of an external store was last without power.
  const left = isShared ? dirty.read(after?.owner, () => true) : dirty.read(after?.owner)
  const owner = randomUUID()
  dirty.announce(owner)
  const lease = await takeLease(clients, { after, owner, isShared })
  const migrated = await migrate(writer, mode)
  if (!migrated.ok) return migrated
  dirty.restored(await restoreDerived(writer, left))
  const loop = new WriterLoop(options, { dirty, lease, position: await lastPosition(writer), seenStops })
  return ok(eventStore(options, dirty, loop))
}

/** Resolves to what was rebuilt. */
async function restoreDerived(writer: StoreClient, left: MarkerState): Promise<readonly DayPartition[]> {
  await unfinishedMutations(writer)
  if (left.type === 'clean') return []
  // Without a marker nothing is known of the past, for example when another machine takes over an external store.
  const partitions = left.type === 'unclean' ? left.partitions : await eventPartitions(writer)
  await rebuildPartitions(writer, partitions)
  return partitions
}

const MUTATION_POLL_MS = 100
/** A removal rewrites at most some days; longer than this, it fails again and again. */
const MUTATION_WAIT_MS = 600_000

class UnfinishedRemovalError extends EngineError {
  constructor(reason: string) {
    super(
      'removal-unfinished',
      `A removal of events that was interrupted does not finish (${reason || 'the store gives no reason'}). Look at ` +
        'system.mutations of the store, end it there with KILL MUTATION, then start again and repeat the removal.',
    )
  }
}

/** A removal that was interrupted goes on by itself after a restart; rebuilding before its end would count too much. */
async function unfinishedMutations(writer: StoreClient): Promise<void> {
  const deadline = performance.now() + MUTATION_WAIT_MS
  for (;;) {
    const answer = await writer.query({
      query: `
        SELECT count() AS left, any(latest_fail_reason) AS reason FROM system.mutations
        WHERE database = currentDatabase() AND table = 'events' AND NOT is_done`,
      format: 'JSONEachRow',
    })
    const [row] = await answer.json<{ left: string; reason: string }>()
    if (row === undefined || row.left === '0') return
    if (performance.now() > deadline) throw new UnfinishedRemovalError(row.reason)
    await sleep(MUTATION_POLL_MS)
  }
}

function eventStore(options: EventStoreOptions, dirty: DirtyPartitions, loop: WriterLoop): OpenedEventStore {
  const { clients, clock } = options
  const { writer } = clients

  const moment = () => ({ at: clock.now(), position: loop.committed() })

  // What is to go is looked up once: a step that is repeated would find less. It is on record before it goes.
  async function remove(step: Step, scope: RemovalScope, reason: string, audit = ''): Promise<number> {
    await step(() => stageScope(writer, scope))
    const days = await step(() => affectedDays(writer, scope))
    const counts = await step(() => affectedSessions(writer, scope))
    dirty.touch(days)
    loop.ledgers.forgetAll()
    const { tenant, kind } = scope
    await record(
      step,
      counts.map((count) => ({ tenant, kind, ...count, day: 0, reason, audit, ...moment() })),
    )
    await step(() => removeEvents(writer, scope, days))
    await step(() => unstageScope(writer))
    return counts.reduce((sum, { events }) => sum + events, 0)
  }

  async function removeNumber(
    step: Step,
    scope: NumberScope,
    reason: string,
    audit: string,
  ): Promise<Removed> {
    const { tenant } = scope
    await step(() => stageCalls(writer, scope))
    const found = await step(() => namedEvents(writer, scope))
    const days = [
      ...new Map(found.map(({ kind, day }) => [partitionKey({ kind, day }), { kind, day }])).values(),
    ]
    dirty.touch(days)
    loop.ledgers.forgetAll()
    const sessions = new Map<string, DeletionRow>()
    for (const { kind, session, events } of found) {
      const key = `${kind}/${session}`
      const before = sessions.get(key)?.events ?? 0
      const row = { tenant, kind, session, day: 0, reason, audit, ...moment() }
      sessions.set(key, { ...row, events: before + events })
    }
    await record(step, [...sessions.values()])
    await step(() => recordDeletedSeqs(writer, scope))
    await step(() => removeNamedEvents(writer, scope, days))
    await step(() => removeTokens(writer, scope))
    await step(() => unstageCalls(writer))
    return { sessions: sessions.size, events: found.reduce((sum, { events }) => sum + events, 0) }
  }

  async function dropReceivedBefore(step: Step, limit: Micros): Promise<readonly number[]> {
    const days = await step(() => expiredDays(writer, limit))
    dirty.touch(days)
    loop.ledgers.forgetAll()
    for (const day of days) {
      const counts = await step(() => tenantsOfDay(writer, day))
      await record(
        step,
        counts.map((count) => ({
          ...count,
          ...day,
          session: '',
          reason: 'retention',
          audit: '',
          ...moment(),
        })),
      )
      await step(() => dropPartition(writer, day))
    }
    if (days.length > 0) await step(() => forgetSilentSessions(writer, limit))
    return days.map(({ day }) => day)
  }

  async function record(step: Step, rows: readonly DeletionRow[]): Promise<void> {
    if (rows.length === 0) return
    const insert = insertDeletions(rows)
    await step(() => insert(writer))
  }

  return {
    write: (batch) => loop.write(batch),
    committed: () => loop.committed(),
    isReady: () => loop.isReady(),
    endedBecause: () => loop.endedBecause(),
    recentCounts: loop.counts,
    close: () => loop.close(),
    deleteSessions: (tenant, kind, sessions, reason, audit) =>
      sessions.length === 0
        ? Promise.resolve(0)
        : loop.exclusive((step) => remove(step, { tenant, kind, sessions }, reason, audit)),
    deleteNumber: (tenant, number, reason, audit) =>
      loop.exclusive((step) => removeNumber(step, { tenant, ...number }, reason, audit)),
    deleteKind: (tenant, kind, reason) => loop.exclusive((step) => remove(step, { tenant, kind }, reason)),
    dropReceivedBefore: (limit) => loop.exclusive((step) => dropReceivedBefore(step, limit)),
    delivery: {
      counters: () => loop.delivery.counters(),
      sessions: (tenant: TenantId, kind: Kind, sessions: readonly SessionId[]) =>
        deliveryOf(clients.reader, tenant, kind, sessions),
      totals: (tenant: TenantId, kind: Kind) => deliveryTotals(clients.reader, tenant, kind),
    },
  }
}
