import type { CallId, SessionId, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import { NUMBER_TOKEN } from '#protocol/phone-number.ts'
import type { Micros } from '#protocol/time.ts'
import type { CallSummary, Delivery } from '../../../query/event-reader.ts'
import { CALL_FACTS_SELECT, decodeCallFacts } from '../call-fact-columns.ts'
import type { ReadContext } from './read-context.ts'
import { timeCondition } from './scope-sql.ts'
import { sessionSummaries } from './session-summaries.ts'
import type { Budget } from './statements.ts'

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
): Promise<readonly CallSummary[]> {
  if (callids.length === 0) return []
  const rows = await context.statements.rows<CallRow>(
    {
      text: `SELECT ${COLUMNS.join(', ')}, ${CALL_FACTS_SELECT} FROM call_days
        WHERE tenant = {tenant:String} AND callid IN {callids:Array(String)} GROUP BY callid`,
      params: { tenant, callids },
    },
    budget,
  )
  const sessions = [...new Set(rows.flatMap((row) => row[8]))] as SessionId[]
  const [summaries, numbers] = await Promise.all([
    sessionSummaries(context, tenant, sessions, budget),
    maskedNumbers(context, tenant, rows, budget),
  ])
  const deliveries = new Map<string, Delivery>(summaries.map((it) => [it.session, it.delivery]))
  const byId = new Map(rows.map((row) => [row[0], summaryOf(row, deliveries, numbers.get(row[0]))]))
  return callids.flatMap((callid) => byId.get(callid) ?? [])
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

/** The number as its events show it: masked, out of the token that stands in its place. */
async function maskedNumbers(
  { statements }: ReadContext,
  tenant: TenantId,
  calls: readonly CallRow[],
  budget: Budget,
): Promise<ReadonlyMap<string, string>> {
  const withNumber = calls.filter((row) => row[9] === 1)
  if (withNumber.length === 0) return new Map()
  const from = Math.min(...withNumber.map((row) => Number(row[2]))) as Micros
  const to = (Math.max(...withNumber.map((row) => Number(row[3]))) + 1) as Micros
  const time = timeCondition({ from, to })
  const rows = await statements.rows<readonly [string, string]>(
    {
      text: `SELECT callid, any(attrs['call.number']) FROM events
        WHERE tenant = {tenant:String} AND callid IN {callids:Array(String)} AND sealed_number != '' AND ${time.text}
        GROUP BY callid`,
      params: { ...time.params, tenant, callids: withNumber.map((row) => row[0]) },
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
