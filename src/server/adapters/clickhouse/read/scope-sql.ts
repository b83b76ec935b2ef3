import type { QueryNode } from '#protocol/query-lang/ast.ts'
import type { TenantId } from '#protocol/ids.ts'
import type { EventScope } from '../../../query/event-reader.ts'
import { TS_BUCKET } from '../tables.ts'
import { bucketOf, type TimeRange } from './bucket-counts.ts'
import type { Statement } from './statements.ts'

/** Turns a filter into a condition over columns of `events`, its values bound. */
export type FilterCompiler = (filter: QueryNode, tenant: TenantId) => Statement

/** Total order of events; the same columns in the same order make a cursor. */
const ORDER_COLUMNS = ['ts', 'session', 'seq'] as const

export const orderBy = (descending: boolean) =>
  ORDER_COLUMNS.map((column) => `${column} ${descending ? 'DESC' : 'ASC'}`).join(', ')

export const TS_MICROS = 'toUnixTimestamp64Micro(ts)'

/** Conditions that a time range adds: on the bucket, so that the sort key prunes, and on the time itself. */
export function timeCondition(range: Partial<TimeRange>, name = 'range'): Statement {
  const conditions: string[] = []
  const params: Record<string, unknown> = {}
  if (range.from !== undefined) {
    conditions.push(`${TS_BUCKET} >= {${name}_first:Int64}`, `${TS_MICROS} >= {${name}_from:Int64}`)
    params[`${name}_first`] = bucketOf(range.from)
    params[`${name}_from`] = range.from
  }
  if (range.to !== undefined) {
    conditions.push(`${TS_BUCKET} <= {${name}_last:Int64}`, `${TS_MICROS} < {${name}_to:Int64}`)
    params[`${name}_last`] = bucketOf(range.to - 1)
    params[`${name}_to`] = range.to
  }
  return { text: conditions.length === 0 ? '1' : conditions.join(' AND '), params }
}

const kindCondition = (sample: boolean) =>
  sample ? "kind IN ('live', 'import', 'sample')" : "kind IN ('live', 'import')"

/** What every statement about a scope has as its WHERE. The tenant comes first, and there is no way around it. */
export function scopeCondition(
  scope: Pick<EventScope, 'tenant' | 'asOf' | 'sample' | 'filter'>,
  compile: FilterCompiler,
  range: Partial<TimeRange>,
): Statement {
  const time = timeCondition(range)
  const filter = scope.filter.kind === 'all' ? { text: '1', params: {} } : compile(scope.filter, scope.tenant)
  return {
    text: [
      'tenant = {scope_tenant:String}',
      kindCondition(scope.sample),
      'ingest <= {scope_as_of:UInt64}',
      time.text,
      `(${filter.text})`,
    ].join(' AND '),
    params: { ...filter.params, ...time.params, scope_tenant: scope.tenant, scope_as_of: scope.asOf },
  }
}

/** The overlap of two ranges; undefined when they have none. */
export function overlap(a: Partial<TimeRange>, b: Partial<TimeRange>): Partial<TimeRange> | undefined {
  const from =
    a.from === undefined ? b.from : b.from === undefined ? a.from : a.from > b.from ? a.from : b.from
  const to = a.to === undefined ? b.to : b.to === undefined ? a.to : a.to < b.to ? a.to : b.to
  if (from !== undefined && to !== undefined && from >= to) return undefined
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}
