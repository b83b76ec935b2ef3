import type { SessionId, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import type { Micros } from '#protocol/time.ts'
import type { StoreClient } from './client.ts'
import { eventsPartition } from './day-partition.ts'
import type { DayPartition } from './day-partition.ts'
import { dropPartition, rebuildPartitions } from './rebuild.ts'
import { writeQueryId } from './running-writes.ts'
import { dateTimeText } from './store-inserts.ts'

/** What is to be removed: some sessions, or a whole kind, of one tenant. */
export interface RemovalScope {
  readonly tenant: TenantId
  readonly kind: Kind
  /** Absent: all of them. */
  readonly sessions?: readonly SessionId[]
}

interface AffectedDay extends DayPartition {
  /** Nothing else lies in this partition, so it can be dropped as a whole. */
  readonly isWhole: boolean
  readonly events: number
}

const SCOPE = 'tenant = {tenant:String} AND kind = {kind:String}'
/** An import may have 200,000 sessions, far more than fits into a bound parameter; so they lie in a table meanwhile. */
const STAGE = 'removal_sessions'
const condition = ({ sessions }: RemovalScope) =>
  sessions === undefined ? SCOPE : `${SCOPE} AND session IN (SELECT session FROM ${STAGE})`
const params = ({ tenant, kind }: RemovalScope) => ({ tenant, kind })

/** Before the functions below are asked about `scope`. Repeatable. */
export async function stageScope(writer: StoreClient, { sessions }: RemovalScope): Promise<void> {
  if (sessions === undefined) return
  await unstageScope(writer)
  await writer.command({
    query: `CREATE TABLE ${STAGE} (session String) ENGINE = MergeTree ORDER BY session`,
  })
  await writer.insert({
    table: STAGE,
    values: sessions.map((session) => ({ session })),
    format: 'JSONEachRow',
    query_id: writeQueryId('removal'),
  })
}

/** When all is removed; a mutation that still runs needs the table. */
export async function unstageScope(writer: StoreClient): Promise<void> {
  await writer.command({ query: `DROP TABLE IF EXISTS ${STAGE} SYNC` })
}

export async function affectedDays(
  client: StoreClient,
  scope: RemovalScope,
): Promise<readonly AffectedDay[]> {
  const answer = await client.query({
    query: `
      SELECT toYYYYMMDD(day) AS date, sumIf(events, ${condition(scope)}) AS mine, sum(events) AS everything
      FROM session_days WHERE kind = {kind:String} GROUP BY day HAVING mine > 0 ORDER BY day`,
    query_params: params(scope),
    format: 'JSONEachRow',
  })
  const rows = await answer.json<{ date: number; mine: string; everything: string }>()
  return rows.map(({ date, mine, everything }) => ({
    kind: scope.kind,
    day: date,
    isWhole: mine === everything,
    events: Number(mine),
  }))
}

export interface SessionCount {
  readonly session: SessionId
  readonly events: number
}

export async function affectedSessions(
  client: StoreClient,
  scope: RemovalScope,
): Promise<readonly SessionCount[]> {
  const answer = await client.query({
    query: `SELECT session, sum(events) AS count FROM session_days WHERE ${condition(scope)} GROUP BY session`,
    query_params: params(scope),
    format: 'JSONEachRow',
  })
  const rows = await answer.json<{ session: SessionId; count: string }>()
  return rows.map(({ session, count }) => ({ session, events: Number(count) }))
}

/** Removes the events of `scope` and what was derived from them. Repeatable; nothing may be inserted meanwhile. */
export async function removeEvents(
  writer: StoreClient,
  scope: RemovalScope,
  days: readonly AffectedDay[],
): Promise<void> {
  for (const day of days) {
    if (day.isWhole) {
      await dropPartition(writer, day)
      continue
    }
    await writer.command({
      query: `ALTER TABLE events DELETE IN PARTITION ${eventsPartition(day)} WHERE ${condition(scope)}`,
      query_params: params(scope),
    })
    await rebuildPartitions(writer, [day])
  }
  for (const table of ['session_records', 'rejects']) {
    await writer.command({
      query: `ALTER TABLE ${table} DELETE WHERE ${condition(scope)}`,
      query_params: params(scope),
    })
  }
}

/** Live days of which every event, of every tenant, was received before `limit`. */
export async function expiredDays(client: StoreClient, limit: Micros): Promise<readonly DayPartition[]> {
  const answer = await client.query({
    query: `
      SELECT toYYYYMMDD(day) AS date FROM session_days WHERE kind = 'live'
      GROUP BY day HAVING max(max_received) < toDateTime64({limit:String}, 6, 'UTC') ORDER BY day`,
    query_params: { limit: dateTimeText(limit) },
    format: 'JSONEachRow',
  })
  return (await answer.json<{ date: number }>()).map(({ date }) => ({ kind: 'live', day: date }))
}

export interface TenantCount {
  readonly tenant: TenantId
  readonly events: number
}

export async function tenantsOfDay(
  client: StoreClient,
  { kind, day }: DayPartition,
): Promise<readonly TenantCount[]> {
  const answer = await client.query({
    query: `
      SELECT tenant, sum(events) AS count FROM session_days
      WHERE kind = {kind:String} AND toYYYYMMDD(day) = {day:UInt32} GROUP BY tenant`,
    query_params: { kind, day },
    format: 'JSONEachRow',
  })
  const rows = await answer.json<{ tenant: TenantId; count: string }>()
  return rows.map(({ tenant, count }) => ({ tenant, events: Number(count) }))
}

/** Records and rejects of live sessions that have no event left and were silent since `limit`. */
export async function forgetSilentSessions(writer: StoreClient, limit: Micros): Promise<void> {
  for (const table of ['session_records', 'rejects']) {
    await writer.command({
      query: `
        ALTER TABLE ${table} DELETE WHERE kind = 'live'
          AND received < toDateTime64({limit:String}, 6, 'UTC')
          AND (tenant, session) NOT IN (SELECT tenant, session FROM session_days WHERE kind = 'live')`,
      query_params: { limit: dateTimeText(limit) },
    })
  }
}
