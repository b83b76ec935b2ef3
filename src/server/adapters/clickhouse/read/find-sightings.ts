import type { SessionId, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import type { Micros } from '#protocol/time.ts'
import { unreachable } from '#protocol/query-lang/unreachable.ts'
import { wellFormed } from '#protocol/well-formed.ts'
import type { Lookup, Sighting } from '../../../query/event-reader.ts'
import type { ReadContext } from './read-context.ts'
import type { Budget } from './statements.ts'

type SightingRow = readonly [kind: Kind, session: string, callid: string, firstTs: string, lastTs: string]

const SPAN = 'toUnixTimestamp64Micro(min(min_ts)) AS first_ts, toUnixTimestamp64Micro(max(max_ts)) AS last_ts'
const NEWEST = 'ORDER BY last_ts DESC, session, callid LIMIT {row_limit:UInt64}'

const IDENTITY_COLUMNS = { account: 'accounts', staff: 'staffs', device: 'devices' } as const

const WANTED = '{wanted:Array(String)}'

function lookupSql({ by }: Lookup): string {
  switch (by) {
    case 'number':
      return numberLookup(`number IN ${WANTED}`)
    case 'number-tag':
      return numberLookup(`arrayExists(tag -> startsWith(number, tag), ${WANTED})`)
    case 'call':
      return CALL_LOOKUP
    case 'id':
      return ID_LOOKUP
    case 'session':
      return sessionLookup(`session IN ${WANTED}`)
    case 'account':
    case 'staff':
    case 'device':
      return sessionLookup(
        `arrayExists(v -> has(arrayMap(w -> lowerUTF8(w), ${WANTED}), lowerUTF8(v)), ${IDENTITY_COLUMNS[by]})`,
      )
    default:
      return unreachable(by)
  }
}

const numberLookup = (condition: string) => `SELECT kind, session, callid, ${SPAN} FROM number_days
  WHERE tenant = {tenant:String} AND ${condition} GROUP BY kind, session, callid ${NEWEST}`

const sessionLookup = (condition: string) => `SELECT kind, session, '' AS callid, ${SPAN} FROM session_days
  WHERE tenant = {tenant:String} AND ${condition} GROUP BY kind, session ${NEWEST}`

const CALL_LOOKUP = `SELECT kind, arrayJoin(sessions) AS session, callid, ${SPAN} FROM call_days
  WHERE tenant = {tenant:String} AND callid IN ${WANTED} GROUP BY kind, session, callid ${NEWEST}`

/** One branch per column, so that each has its own skip index: under one OR none of them could be used. */
const idBranch = (condition: string) =>
  `SELECT kind, session, callid, min(ts) AS min_ts, max(ts) AS max_ts FROM events
    WHERE tenant = {tenant:String} AND ${condition} GROUP BY kind, session, callid`

const ID_LOOKUP = `SELECT kind, session, callid, ${SPAN} FROM (
    ${idBranch('hasAny(ids, {wanted:Array(String)})')} UNION ALL ${idBranch('source_id IN {wanted:Array(String)}')}
  ) GROUP BY kind, session, callid ${NEWEST}`

/** Where things have been seen, newest first, each place once. */
export async function findSightings(
  { statements }: ReadContext,
  tenant: TenantId,
  lookups: readonly Lookup[],
  limit: number,
  budget: Budget,
): Promise<readonly Sighting[]> {
  const found = await Promise.all(
    lookups.map((lookup) => {
      const params = { wanted: lookup.values.map(wellFormed), tenant, row_limit: limit }
      return statements.rows<SightingRow>({ text: lookupSql(lookup), params }, budget)
    }),
  )
  const places = new Map<string, Sighting>()
  for (const [index, rows] of found.entries()) {
    const by = lookups[index]?.by
    for (const row of rows) {
      const sighting = sightingOf(row, by === undefined ? [] : [by])
      const key = JSON.stringify(row.slice(0, 3))
      const known = places.get(key)
      places.set(key, known ? joined(known, sighting) : sighting)
    }
  }
  return [...places.values()].sort((a, b) => b.lastTs - a.lastTs).slice(0, limit)
}

function sightingOf([kind, session, callid, firstTs, lastTs]: SightingRow, by: Sighting['by']): Sighting {
  const span = { firstTs: Number(firstTs) as Micros, lastTs: Number(lastTs) as Micros }
  return { by, kind, session: session as SessionId, callid, ...span }
}

function joined(a: Sighting, b: Sighting): Sighting {
  return {
    ...a,
    by: [...new Set([...a.by, ...b.by])],
    firstTs: Math.min(a.firstTs, b.firstTs) as Micros,
    lastTs: Math.max(a.lastTs, b.lastTs) as Micros,
  }
}
