import type { CallId, SessionId, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import { NUMBER_TOKEN } from '#protocol/phone-number.ts'
import type { Micros } from '#protocol/time.ts'
import type { CallSummary, Delivery, KnownOfCalls, Sighting } from '../../../query/event-reader.ts'
import { CALL_FACTS_SELECT, decodeCallFacts } from '../call-fact-columns.ts'
import { TS_BUCKET } from '../tables.ts'
import { bucketOf } from './bucket-counts.ts'
import type { ReadContext } from './read-context.ts'
import { eventsOf, timeCondition } from './scope-sql.ts'
import { sessionSummaries } from './session-summaries.ts'
import type { Budget, Statement } from './statements.ts'

/** Sessions that are looked at for one call's completeness: a call has one or two. */
const MAX_SESSIONS = 20

const COLUMNS = [
  'callid',
  'any(kind)',
  'toUnixTimestamp64Micro(min(min_ts))',
  'toUnixTimestamp64Micro(max(max_ts))',
  'sum(events)',
  'sum(warns)',
  'sum(errors)',
  'sum(alarms)',
  `arraySlice(arraySort(groupUniqArrayArray(sessions)), 1, ${MAX_SESSIONS})`,
  "max(sealed_number) != ''",
] as const

type CallRow = readonly [
  callid: string,
  kind: Kind,
  firstTs: string,
  lastTs: string,
  events: string,
  warns: string,
  errors: string,
  alarms: string,
  sessions: readonly string[],
  hasNumber: number,
  ...facts: unknown[],
]

/** Names of the facts, in the order in which `CALL_FACTS_SELECT` gives them. */
const FACT_NAMES = [...CALL_FACTS_SELECT.matchAll(/ AS (fact_\w+)/g)].map(([, name]) => name ?? '')

/** In the order of `callids`; calls without a single stored event are left out. */
export async function callSummaries(
  context: ReadContext,
  tenant: TenantId,
  callids: readonly CallId[],
  budget: Budget,
  known?: KnownOfCalls,
): Promise<readonly CallSummary[]> {
  if (callids.length === 0) return []
  const numbered = known && callids.map((callid) => known.numbered.get(callid))
  const places = numbered?.every((it) => it !== undefined) ? numbered : undefined
  const [rows, given, early] = await Promise.all([
    callRows(context, tenant, callids, budget),
    known?.sessions ?? [],
    places && maskedNumbers(context, tenant, callids, places, budget),
  ])
  const deliveries = new Map<string, Delivery>(given.map((it) => [it.session, it.delivery]))
  const wanted = new Set(rows.flatMap((row) => row[8]).filter((session) => !deliveries.has(session)))
  // Where the number was named elsewhere in the call, the whole of it is looked through.
  const unread = rows.filter((row) => row[9] === 1 && !early?.has(row[0]))
  const [others, late] = await Promise.all([
    sessionSummaries(context, tenant, [...wanted] as SessionId[], budget),
    maskedNumbers(context, tenant, unread.map(callidOf), unread.map(spanOf), budget),
  ])
  const numbers = new Map([...(early ?? []), ...late])
  for (const { session, delivery } of others) deliveries.set(session, delivery)
  const byId = new Map(rows.map((row) => [row[0], summaryOf(row, deliveries, numbers.get(row[0]))]))
  return callids.flatMap((callid) => byId.get(callid) ?? [])
}

const callidOf = (row: CallRow) => row[0] as CallId
const spanOf = (row: CallRow): Span => ({
  firstTs: Number(row[2]) as Micros,
  lastTs: Number(row[3]) as Micros,
})

function callRows(
  { statements }: ReadContext,
  tenant: TenantId,
  callids: readonly CallId[],
  budget: Budget,
): Promise<readonly CallRow[]> {
  return statements.rows<CallRow>(
    {
      text: `SELECT ${COLUMNS.join(', ')}, ${CALL_FACTS_SELECT} FROM call_days
        WHERE tenant = {tenant:String} AND callid IN {callids:Array(String)} GROUP BY callid`,
      params: { tenant, callids },
      isSmall: true,
    },
    budget,
  )
}

function summaryOf(
  row: CallRow,
  deliveries: ReadonlyMap<string, Delivery>,
  maskedNumber: string | undefined,
): CallSummary {
  const [callid, kind, firstTs, lastTs, events, warns, errors, alarms, sessions, hasNumber, ...facts] = row
  return {
    callid: callid as CallId,
    kind,
    firstTs: Number(firstTs) as Micros,
    lastTs: Number(lastTs) as Micros,
    events: Number(events),
    warnings: Number(warns),
    errors: Number(errors),
    alarms: Number(alarms),
    sessions: sessions as readonly SessionId[],
    facts: decodeCallFacts(Object.fromEntries(FACT_NAMES.map((name, index) => [name, facts[index]]))),
    hasNumber: hasNumber === 1,
    ...(maskedNumber === undefined ? {} : { maskedNumber }),
    delivery: total(sessions.flatMap((session) => deliveries.get(session) ?? [])),
  }
}

function total(deliveries: readonly Delivery[]): Delivery {
  const sum = (pick: (delivery: Delivery) => number) => deliveries.reduce((all, it) => all + pick(it), 0)
  return {
    highest: sum((it) => it.highest),
    stored: sum((it) => it.stored),
    rejected: sum((it) => it.rejected),
    lost: sum((it) => it.lost),
    missing: sum((it) => it.missing),
  }
}

/** More than this is no shorter to test than to read on. */
const MAX_LISTED_BUCKETS = 1_000

type Span = Pick<Sighting, 'firstTs' | 'lastTs'>

/** Calls are short and far apart: their buckets are a small part of the time between the first and the last. */
function timeOf(spans: readonly Span[]): Statement {
  const buckets = new Set<number>()
  for (const { firstTs, lastTs } of spans) {
    const last = bucketOf(lastTs)
    for (let at = bucketOf(firstTs); at <= last && buckets.size <= MAX_LISTED_BUCKETS; at += 1)
      buckets.add(at)
  }
  if (buckets.size <= MAX_LISTED_BUCKETS)
    return { text: `${TS_BUCKET} IN {buckets:Array(Int64)}`, params: { buckets: [...buckets] } }
  const from = Math.min(...spans.map(({ firstTs }) => firstTs)) as Micros
  const to = (Math.max(...spans.map(({ lastTs }) => lastTs)) + 1) as Micros
  return timeCondition({ from, to })
}

/** The number as its events show it: masked, out of the token that stands in its place. */
async function maskedNumbers(
  { statements }: ReadContext,
  tenant: TenantId,
  callids: readonly CallId[],
  spans: readonly Span[],
  budget: Budget,
): Promise<ReadonlyMap<string, string>> {
  if (callids.length === 0) return new Map()
  const named = { text: "callid IN {callids:Array(String)} AND sealed_number != ''", params: { callids } }
  const events = eventsOf({ tenant, kinds: 'all', asOf: 'now' }, timeOf(spans), named)
  const rows = await statements.rows<readonly [string, string]>(
    {
      text: `SELECT callid, any(attrs['call.number']) FROM ${events.text} GROUP BY callid`,
      params: events.params,
    },
    budget,
  )
  return new Map(
    rows.flatMap(([callid, token]) => {
      const masked = [...token.matchAll(NUMBER_TOKEN)][0]?.[1]
      return masked === undefined ? [] : [[callid, masked] as const]
    }),
  )
}
