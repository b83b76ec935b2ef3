import type { IngestPosition, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import type { Micros } from '#protocol/time.ts'
import { andSql, joinSql, param, renderSql, sql, type Sql, type SqlFragment } from './fragment.ts'

/** What any read of events must say first: whose, of which kinds, at which snapshot. */
export interface Scope {
  readonly tenant: TenantId
  /** At least one. */
  readonly kinds: readonly [Kind, ...Kind[]]
  readonly asOf: IngestPosition
  /** Corrected times, both included. */
  readonly from?: Micros
  readonly to?: Micros
}

export interface ScopedQuery {
  readonly select: Sql
  readonly where?: Sql
  /** GROUP BY, ORDER BY, LIMIT. */
  readonly rest?: Sql
}

/** The only way to a SELECT on `events` from here: there is none without a scope. */
export function scopedQuery(scope: Scope, { select, where, rest }: ScopedQuery): SqlFragment {
  const conditions = where ? [scopeSql(scope), where] : [scopeSql(scope)]
  return renderSql(sql`SELECT ${select} FROM events WHERE ${andSql(conditions)} ${rest ?? sql``}`)
}

function scopeSql({ tenant, kinds, asOf, from, to }: Scope): Sql {
  const kindList = joinSql(
    kinds.map((kind) => param('String', kind)),
    sql`, `,
  )
  return andSql([
    sql`tenant = ${param('String', tenant)}`,
    sql`kind IN (${kindList})`,
    sql`ingest <= ${param('UInt64', asOf)}`,
    ...(from === undefined ? [] : [sql`ts >= fromUnixTimestamp64Micro(${param('Int64', from)}, 'UTC')`]),
    ...(to === undefined ? [] : [sql`ts <= fromUnixTimestamp64Micro(${param('Int64', to)}, 'UTC')`]),
  ])
}
