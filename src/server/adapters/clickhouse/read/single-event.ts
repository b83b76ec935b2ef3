import type { EventKey, StoredEvent } from '#protocol/event.ts'
import type { TenantId } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import type { EventContext, EventScope, WholeEvent } from '../../../query/event-reader.ts'
import { decodeStoredEvent, type StoredEventRow } from '../event-rows.ts'
import type { TimeRange } from './bucket-counts.ts'
import type { ReadContext } from './read-context.ts'
import { EVENT_COLUMNS } from './rows.ts'
import { eventsOf, timeCondition } from './scope-sql.ts'
import { sessionSpan } from './narrowed.ts'
import type { Budget, Statements } from './statements.ts'

/** One event with its payload. An event keeps its identity for ever, so no snapshot is needed. */
export async function wholeEvent(
  { statements }: ReadContext,
  tenant: TenantId,
  key: EventKey,
  budget: Budget,
): Promise<WholeEvent | undefined> {
  const span = await sessionSpan(statements, tenant, key.session, budget)
  return span && readEvent(statements, tenant, key, span, budget)
}

async function readEvent(
  statements: Statements,
  tenant: TenantId,
  { session, seq }: EventKey,
  span: TimeRange,
  budget: Budget,
): Promise<WholeEvent | undefined> {
  const named = { text: 'session = {session:String} AND seq = {seq:UInt64}', params: { session, seq } }
  const events = eventsOf({ tenant, kinds: 'all', asOf: 'now' }, timeCondition(span), named)
  const [row] = await statements.rows<readonly [...StoredEventRow, payload: string]>(
    { text: `SELECT ${EVENT_COLUMNS}, payload FROM ${events.text} LIMIT 1`, params: events.params },
    budget,
  )
  if (row === undefined) return undefined
  const payload = row.at(-1) as string
  return { event: decodeStoredEvent(row.slice(0, -1) as unknown as StoredEventRow), payload }
}

/** Looked at first: a session without holes needs no more than its neighbours' numbers. */
const NEAR_FACTOR = 4

/** Neighbours of an event in its session, by seq, whatever the filter hides. */
export async function eventContext(
  context: ReadContext,
  scope: Pick<EventScope, 'tenant' | 'asOf'>,
  key: EventKey,
  around: { readonly before: number; readonly after: number },
  budget: Budget,
): Promise<EventContext | undefined> {
  const { statements } = context
  const span = await sessionSpan(statements, scope.tenant, key.session, budget)
  const whole = span && (await readEvent(statements, scope.tenant, key, span, budget))
  if (span === undefined || whole === undefined) return undefined
  const { event } = whole
  // Within a session `ts` never falls, so each side has its own stretch of time.
  const older = { from: span.from, to: (event.ts + 1) as Micros }
  const newer = { from: event.ts, to: span.to }
  const [before, after] = await Promise.all([
    neighbours(context, scope, event, { range: older, limit: around.before, descending: true }, budget),
    neighbours(context, scope, event, { range: newer, limit: around.after, descending: false }, budget),
  ])
  return { before: before.toReversed(), event, after }
}

interface Side {
  readonly range: TimeRange
  readonly limit: number
  readonly descending: boolean
}

async function neighbours(
  { statements }: ReadContext,
  scope: Pick<EventScope, 'tenant' | 'asOf'>,
  event: StoredEvent,
  { range, limit, descending }: Side,
  budget: Budget,
): Promise<readonly StoredEvent[]> {
  if (limit === 0) return []
  const { tenant, asOf } = scope
  const within = async (reach: number) => {
    const [low, high] = descending ? [event.seq - reach, event.seq - 1] : [event.seq + 1, event.seq + reach]
    const near = {
      text: 'session = {session:String} AND seq >= {low:UInt64} AND seq <= {high:UInt64}',
      params: {
        session: event.session,
        low: Math.max(0, low),
        high: Math.min(Number.MAX_SAFE_INTEGER, high),
      },
    }
    const events = eventsOf({ tenant, kinds: 'all', asOf }, timeCondition(range), near)
    const rows = await statements.rows<StoredEventRow>(
      {
        text: `SELECT ${EVENT_COLUMNS} FROM ${events.text}
          ORDER BY seq ${descending ? 'DESC' : 'ASC'} LIMIT {row_limit:UInt64}`,
        params: { ...events.params, row_limit: limit },
      },
      budget,
    )
    return rows.map(decodeStoredEvent)
  }
  const near = await within(limit * NEAR_FACTOR)
  return near.length === limit ? near : within(Number.MAX_SAFE_INTEGER - event.seq)
}
