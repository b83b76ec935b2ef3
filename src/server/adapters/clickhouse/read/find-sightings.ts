import type { SessionId, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import type { Micros } from '#protocol/time.ts'
import { wellFormed } from '#protocol/well-formed.ts'
import type { Lookup, Sighting } from '../../../query/event-reader.ts'
import type { ReadContext } from './read-context.ts'
import type { Budget, Statement } from './statements.ts'

type SightingRow = readonly [kind: Kind, session: string, callid: string, firstTs: string, lastTs: string]

const SPAN = 'toUnixTimestamp64Micro(min(min_ts)) AS first_ts, toUnixTimestamp64Micro(max(max_ts)) AS last_ts'
const NEWEST = 'ORDER BY last_ts DESC, session, callid LIMIT {row_limit:UInt64}'

const IDENTITY_COLUMNS = { account: 'accounts', staff: 'staffs', device: 'devices' } as const

function lookupSql(lookup: Lookup): Statement {
  if (lookup.by === 'number') {
    return {
      text: `SELECT kind, session, callid, ${SPAN} FROM number_days
        WHERE tenant = {tenant:String} AND number IN {keys:Array(String)} GROUP BY kind, session, callid ${NEWEST}`,
      params: { keys: lookup.keys },
    }
  }
  const params = { value: wellFormed(lookup.value) }
  if (lookup.by === 'id') return { text: ID_LOOKUP, params }
  if (lookup.by === 'call') return { text: CALL_LOOKUP, params }
  const condition =
    lookup.by === 'session'
      ? 'session = {value:String}'
      : `arrayExists(v -> lowerUTF8(v) = lowerUTF8({value:String}), ${IDENTITY_COLUMNS[lookup.by]})`
  return {
    text: `SELECT kind, session, '' AS callid, ${SPAN} FROM session_days
      WHERE tenant = {tenant:String} AND ${condition} GROUP BY kind, session ${NEWEST}`,
    params,
  }
}

const CALL_LOOKUP = `SELECT kind, arrayJoin(sessions) AS session, callid, ${SPAN} FROM call_days
  WHERE tenant = {tenant:String} AND callid = {value:String} GROUP BY kind, session, callid ${NEWEST}`

/** One branch per column, so that each has its own skip index: under one OR none of them could be used. */
const idBranch = (condition: string) =>
  `SELECT kind, session, callid, min(ts) AS min_ts, max(ts) AS max_ts FROM events
    WHERE tenant = {tenant:String} AND ${condition} GROUP BY kind, session, callid`

const ID_LOOKUP = `SELECT kind, session, callid, ${SPAN} FROM (
    ${idBranch('has(ids, {value:String})')} UNION ALL ${idBranch('source_id = {value:String}')}
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
      const { text, params } = lookupSql(lookup)
      return statements.rows<SightingRow>({ text, params: { ...params, tenant, row_limit: limit } }, budget)
    }),
  )
  const places = new Map<string, Sighting>()
  for (const [kind, session, callid, firstTs, lastTs] of found.flat()) {
    const key = JSON.stringify([kind, session, callid])
    const known = places.get(key)
    places.set(key, {
      kind,
      session: session as SessionId,
      callid,
      firstTs: Math.min(Number(firstTs), known?.firstTs ?? Infinity) as Micros,
      lastTs: Math.max(Number(lastTs), known?.lastTs ?? -Infinity) as Micros,
    })
  }
  return [...places.values()].sort((a, b) => b.lastTs - a.lastTs).slice(0, limit)
}
