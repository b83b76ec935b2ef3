import type { SessionId, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import type { Micros } from '#protocol/time.ts'
import { unreachable } from '#protocol/query-lang/unreachable.ts'
import { wellFormed } from '#protocol/well-formed.ts'
import type { Lookup, Sighting } from '../../../query/event-reader.ts'
import { compareSeen } from '../../../query/nearness.ts'
import type { ReadContext } from './read-context.ts'
import { eventsOf } from './scope-sql.ts'
import type { Budget, Statement } from './statements.ts'

type SightingRow = readonly [
  kind: Kind,
  session: string,
  callid: string,
  firstTs: string,
  lastTs: string,
  /** Per lookup of the statement, where it has several. */
  hits?: readonly number[],
]

const SPAN = 'toUnixTimestamp64Micro(min(min_ts)) AS first_ts, toUnixTimestamp64Micro(max(max_ts)) AS last_ts'
/** What was going on at one of the moments is no distance away from it; without moments only the newest counts. */
const NEAREST = `ORDER BY
  if(empty({around:Array(Int64)}), 0, arrayMin(at -> greatest(first_ts - at, at - last_ts, 0), {around:Array(Int64)})),
  last_ts DESC, session, callid LIMIT {row_limit:UInt64}`

const SESSION_COLUMNS = {
  session: 'session',
  account: 'accounts',
  staff: 'staffs',
  device: 'devices',
} as const
type SessionLookup = Lookup & { readonly by: keyof typeof SESSION_COLUMNS }
type PlaceLookup = Exclude<Lookup, SessionLookup> & {
  readonly by: Exclude<Lookup['by'], SessionLookup['by']>
}

const isOfSession = (lookup: Lookup): lookup is SessionLookup => Object.hasOwn(SESSION_COLUMNS, lookup.by)
const isOfPlace = (lookup: Lookup): lookup is PlaceLookup => !isOfSession(lookup)

const WANTED = '{wanted:Array(String)}'

function placeStatement({ by }: PlaceLookup, tenant: TenantId): Statement {
  switch (by) {
    case 'number':
      return numberLookup(`number IN ${WANTED}`)
    case 'number-tag':
      return numberLookup(`arrayExists(tag -> startsWith(number, tag), ${WANTED})`)
    case 'call':
      return { text: CALL_LOOKUP, params: {}, isSmall: true }
    case 'id':
      return idStatement(tenant)
    default:
      return unreachable(by)
  }
}

const numberLookup = (condition: string): Statement => ({
  text: `SELECT kind, session, callid, ${SPAN} FROM number_days
  WHERE tenant = {tenant:String} AND ${condition} GROUP BY kind, session, callid ${NEAREST}`,
  params: {},
  isSmall: true,
})

const CALL_LOOKUP = `SELECT kind, arrayJoin(sessions) AS session, callid, ${SPAN} FROM call_days
  WHERE tenant = {tenant:String} AND callid IN ${WANTED} GROUP BY kind, session, callid ${NEAREST}`

/** Both sides have a skip index, so that the engine may use them under an OR. */
function idStatement(tenant: TenantId): Statement {
  const named = { text: `hasAny(ids, ${WANTED}) OR source_id IN ${WANTED}`, params: {} }
  const events = eventsOf({ tenant, kinds: 'all', asOf: 'now' }, named)
  return {
    text: `SELECT kind, session, callid,
        toUnixTimestamp64Micro(min(ts)) AS first_ts, toUnixTimestamp64Micro(max(ts)) AS last_ts
      FROM ${events.text} GROUP BY kind, session, callid ${NEAREST}`,
    params: events.params,
  }
}

/** All that is known of whole sessions stands in one table: one statement, which says what it found each by. */
function sessionStatement(lookups: readonly SessionLookup[]): Statement {
  const tests = lookups.map(({ by }, index) => {
    const wanted = `{wanted_${index}:Array(String)}`
    const column = SESSION_COLUMNS[by]
    if (by === 'session') return `${column} IN ${wanted}`
    return `arrayExists(v -> has(arrayMap(w -> lowerUTF8(w), ${wanted}), lowerUTF8(v)), ${column})`
  })
  const hits = tests.map((test) => `max(${test})`).join(', ')
  return {
    text: `SELECT kind, session, '' AS callid, ${SPAN}, [${hits}] FROM session_days
      WHERE tenant = {tenant:String} AND (${tests.join(' OR ')}) GROUP BY kind, session ${NEAREST}`,
    params: Object.fromEntries(
      lookups.map(({ values }, index) => [`wanted_${index}`, values.map(wellFormed)]),
    ),
  }
}

export interface Wanted {
  readonly limit: number
  /** Moments; empty: the newest come first. */
  readonly around: readonly Micros[]
}

/** Where things have been seen, newest or nearest first, each place once. */
export async function findSightings(
  { statements }: ReadContext,
  tenant: TenantId,
  lookups: readonly Lookup[],
  { limit, around }: Wanted,
  budget: Budget,
): Promise<readonly Sighting[]> {
  const read = (statement: Statement) => {
    const params = { ...statement.params, tenant, row_limit: limit, around }
    return statements.rows<SightingRow>({ ...statement, params }, budget)
  }
  const ofSessions = lookups.filter(isOfSession)
  const found = await Promise.all([
    ...lookups.filter(isOfPlace).map(async (lookup) => {
      const statement = placeStatement(lookup, tenant)
      const params = { ...statement.params, wanted: lookup.values.map(wellFormed) }
      const rows = await read({ ...statement, params })
      return rows.map((row) => sightingOf(row, [lookup.by]))
    }),
    ...(ofSessions.length === 0 ? [] : [ofSessions]).map(async (those) => {
      const rows = await read(sessionStatement(those))
      return rows.map((row) =>
        sightingOf(
          row,
          those.filter((_, index) => row[5]?.[index] === 1).map(({ by }) => by),
        ),
      )
    }),
  ])
  const places = new Map<string, Sighting>()
  for (const sighting of found.flat()) {
    const key = JSON.stringify([sighting.kind, sighting.session, sighting.callid])
    const known = places.get(key)
    places.set(key, known ? joined(known, sighting) : sighting)
  }
  return [...places.values()].sort(compareSeen(around)).slice(0, limit)
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
