import type { CallId, SessionId, TenantId } from '#protocol/ids.ts'
import { NUMBER_TOKEN } from '#protocol/phone-number.ts'
import type { CallSummary, Delivery, SessionSummary } from '../../../query/event-reader.ts'
import { CALL_FACTS_SELECT, decodeCallFacts } from '../call-fact-columns.ts'
import type { ReadContext } from './read-context.ts'
import { sessionSummaries } from './session-summaries.ts'
import type { Budget } from './statements.ts'
import { decodeSummary, SUMMARY_COLUMNS, type SummaryColumns } from './summary-columns.ts'

/** Sessions that are looked at for one call's completeness: a call has one or two. */
const MAX_SESSIONS = 20

const COLUMNS = [
  ...SUMMARY_COLUMNS,
  'callid',
  `arraySlice(arraySort(groupUniqArrayArray(sessions)), 1, ${MAX_SESSIONS})`,
  // The whole of it is never selected: the sealed number leaves the store by "reveal" only.
  'tupleElement(argMinMerge(call_number), 2)',
] as const

type CallRow = readonly [
  ...summary: SummaryColumns,
  callid: CallId,
  sessions: readonly SessionId[],
  numberToken: string,
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
  known?: Promise<readonly SessionSummary[]>,
): Promise<readonly CallSummary[]> {
  if (callids.length === 0) return []
  const [rows, given] = await Promise.all([callRows(context, tenant, callids, budget), known ?? []])
  const deliveries = new Map<string, Delivery>(given.map((it) => [it.session, it.delivery]))
  const wanted = new Set(rows.flatMap((row) => row[8]).filter((session) => !deliveries.has(session)))
  const others = await sessionSummaries(context, tenant, [...wanted], budget)
  for (const { session, delivery } of others) deliveries.set(session, delivery)
  const byId = new Map(rows.map((row) => [row[7], summaryOf(row, deliveries)]))
  return callids.flatMap((callid) => byId.get(callid) ?? [])
}

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

function summaryOf(row: CallRow, deliveries: ReadonlyMap<string, Delivery>): CallSummary {
  const [kind, firstTs, lastTs, events, warns, errors, alarms, callid, sessions, token, ...facts] = row
  const maskedNumber = [...token.matchAll(NUMBER_TOKEN)][0]?.[1]
  return {
    callid,
    ...decodeSummary([kind, firstTs, lastTs, events, warns, errors, alarms]),
    sessions,
    facts: decodeCallFacts(Object.fromEntries(FACT_NAMES.map((name, index) => [name, facts[index]]))),
    hasNumber: token !== '',
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
