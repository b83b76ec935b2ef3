import type { QueryNode } from '#protocol/query-lang/ast.ts'
import type { IngestPosition, TenantId } from '#protocol/ids.ts'
import { KINDS, type Kind } from '#protocol/kind.ts'
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

/** Whose events, of which kinds, at which snapshot: nothing of `events` is read without all three. */
export interface EventOwner {
  readonly tenant: TenantId
  readonly kinds: readonly Kind[] | 'all'
  /** `now`: of what keeps its identity for ever, and of what derived tables are read for at the same time. */
  readonly asOf: IngestPosition | 'now'
}

/**
 * What stands behind FROM: the one table of events with the conditions of its owner, and more. The reader has no
 * other way to it (a test looks), so no statement can forget whose events it reads.
 */
export function eventsOf(owner: EventOwner, ...more: readonly Statement[]): Statement {
  const { tenant, kinds, asOf } = owner
  // Only words of ours can get into the text.
  const named = KINDS.filter((kind) => kinds === 'all' || kinds.includes(kind))
  const conditions = [
    'tenant = {scope_tenant:String}',
    ...(named.length === KINDS.length ? [] : [`kind IN (${named.map((kind) => `'${kind}'`).join(', ')})`]),
    ...(asOf === 'now' ? [] : ['ingest <= {scope_as_of:UInt64}']),
    ...more.map(({ text }) => `(${text})`),
  ]
  return {
    text: `events WHERE ${conditions.join(' AND ')}`,
    params: {
      ...Object.assign({}, ...more.map(({ params }) => params)),
      scope_tenant: tenant,
      ...(asOf === 'now' ? {} : { scope_as_of: asOf }),
    },
  }
}

export const WITHOUT_SAMPLE = ['live', 'import'] as const satisfies readonly Kind[]

/** The events of a scope that lie in a stretch of time. */
export function eventsIn(
  scope: Pick<EventScope, 'tenant' | 'asOf' | 'sample' | 'filter'>,
  compile: FilterCompiler,
  range: Partial<TimeRange>,
  ...more: readonly Statement[]
): Statement {
  const { tenant, asOf, sample, filter } = scope
  return eventsOf(
    { tenant, asOf, kinds: sample ? 'all' : WITHOUT_SAMPLE },
    ...(range.from === undefined && range.to === undefined ? [] : [timeCondition(range)]),
    ...(filter.kind === 'all' ? [] : [compile(filter, tenant)]),
    ...more,
  )
}

/** The overlap of two ranges; undefined when they have none. */
export function overlap(a: Partial<TimeRange>, b: Partial<TimeRange>): Partial<TimeRange> | undefined {
  const from =
    a.from === undefined ? b.from : b.from === undefined ? a.from : a.from > b.from ? a.from : b.from
  const to = a.to === undefined ? b.to : b.to === undefined ? a.to : a.to < b.to ? a.to : b.to
  if (from !== undefined && to !== undefined && from >= to) return undefined
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}
