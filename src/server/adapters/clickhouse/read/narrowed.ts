import type { TenantId } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import type { EventScope } from '../../../query/event-reader.ts'
import { requiredValues } from '../../../query/required-values.ts'
import type { TimeRange } from './bucket-counts.ts'
import type { ReadContext } from './read-context.ts'
import { overlap } from './scope-sql.ts'
import type { Budget, Statements } from './statements.ts'

/** Tables that know when something was seen first and last, by the column that names it. */
const SPAN_TABLES = {
  session: 'session_days',
  callid: 'call_days',
  number: 'number_days',
} as const
type SpanColumn = keyof typeof SPAN_TABLES

interface Span {
  readonly range: TimeRange
  /** Events in it that belong to what was asked for. */
  readonly rows: number
}

async function spanOf(
  statements: Statements,
  column: SpanColumn,
  tenant: TenantId,
  values: readonly string[],
  budget: Budget,
): Promise<Span | undefined> {
  const [row] = await statements.rows<readonly [rows: string, from: string, to: string]>(
    {
      text: `SELECT sum(events), toUnixTimestamp64Micro(min(min_ts)), toUnixTimestamp64Micro(max(max_ts))
        FROM ${SPAN_TABLES[column]} WHERE tenant = {tenant:String} AND ${column} IN {values:Array(String)}`,
      params: { tenant, values },
      isSmall: true,
    },
    budget,
  )
  const rows = Number(row?.[0] ?? 0)
  if (row === undefined || rows === 0) return undefined
  return { range: { from: Number(row[1]) as Micros, to: (Number(row[2]) + 1) as Micros }, rows }
}

/** From the first to behind the last event of a session; undefined when nothing is stored of it. */
export async function sessionSpan(
  statements: Statements,
  tenant: TenantId,
  session: string,
  budget: Budget,
): Promise<TimeRange | undefined> {
  return (await spanOf(statements, 'session', tenant, [session], budget))?.range
}

export interface Narrowed {
  readonly range: Partial<TimeRange>
  /** At most so many events can match. Infinity: nobody knows without looking. */
  readonly rows: number
}

/**
 * The part of `bounds` outside of which the scope has no events: that of the sessions, calls and numbers which the
 * filter names. `undefined`: there is nothing at all.
 */
export async function narrowed(
  { statements, numberKeysOf }: ReadContext,
  { tenant, filter }: EventScope,
  bounds: Partial<TimeRange>,
  budget: Budget,
): Promise<Narrowed | undefined> {
  const numbers = requiredValues(filter, 'number')?.flatMap((written) => numberKeysOf(written, tenant))
  const named = [
    ['session', requiredValues(filter, 'session')],
    ['callid', requiredValues(filter, 'callid')],
    ['number', numbers],
  ] as const
  let found: Narrowed = { range: bounds, rows: Infinity }
  for (const [column, values] of named) {
    if (values === undefined) continue
    const span = await spanOf(statements, column, tenant, values, budget)
    const range = span && overlap(found.range, span.range)
    if (span === undefined || range === undefined) return undefined
    found = { range, rows: Math.min(found.rows, span.rows) }
  }
  return found
}
