import type { TenantId } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import type { EventScope } from '../../../query/event-reader.ts'
import { requiredValues } from '../../../query/required-values.ts'
import type { TimeRange } from './bucket-counts.ts'
import { overlap } from './scope-sql.ts'
import type { Budget, Statement, Statements } from './statements.ts'

const SPAN = 'count(), toUnixTimestamp64Micro(min(min_ts)), toUnixTimestamp64Micro(max(max_ts))'

function spanOf(table: 'session_days' | 'call_days', tenant: TenantId, values: readonly string[]): Statement {
  const column = table === 'session_days' ? 'session' : 'callid'
  return {
    text: `SELECT ${SPAN} FROM ${table} WHERE tenant = {tenant:String} AND ${column} IN {values:Array(String)}`,
    params: { tenant, values },
  }
}

async function timeSpan(
  statements: Statements,
  statement: Statement,
  budget: Budget,
): Promise<TimeRange | undefined> {
  const [row] = await statements.rows<readonly [string, string, string]>(statement, budget)
  if (row === undefined || Number(row[0]) === 0) return undefined
  return { from: Number(row[1]) as Micros, to: (Number(row[2]) + 1) as Micros }
}

/** From the first to behind the last event of a session; undefined when nothing is stored of it. */
export function sessionSpan(
  statements: Statements,
  tenant: TenantId,
  session: string,
  budget: Budget,
): Promise<TimeRange | undefined> {
  return timeSpan(statements, spanOf('session_days', tenant, [session]), budget)
}

/**
 * The part of `bounds` outside of which the scope has no events: that of the sessions and calls which the filter
 * names. `undefined`: there is nothing at all.
 */
export async function narrowed(
  statements: Statements,
  scope: EventScope,
  bounds: Partial<TimeRange>,
  budget: Budget,
): Promise<Partial<TimeRange> | undefined> {
  let range: Partial<TimeRange> | undefined = bounds
  for (const [table, field] of [
    ['session_days', 'session'],
    ['call_days', 'callid'],
  ] as const) {
    const values = requiredValues(scope.filter, field)
    if (range === undefined || values === undefined) continue
    const span = await timeSpan(statements, spanOf(table, scope.tenant, values), budget)
    range = span && overlap(range, span)
  }
  return range
}
