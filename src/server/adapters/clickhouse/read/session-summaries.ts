import type { SeqRange } from '#protocol/envelope.ts'
import type { SessionId, TenantId } from '#protocol/ids.ts'
import type { SessionRecord } from '#protocol/session.ts'
import { SESSION_FIELDS } from '#protocol/session.ts'
import type { Micros } from '#protocol/time.ts'
import type { Delivery, SessionSummary } from '../../../query/event-reader.ts'
import { UNKNOWN_SESSION } from '../../../process/ledger.ts'
import { sessionDelivery } from '../delivery.ts'
import type { ReadContext } from './read-context.ts'
import { eventsOf, timeCondition } from './scope-sql.ts'
import type { Budget } from './statements.ts'
import { decodeSummary, SUMMARY_COLUMNS, type SummaryColumns } from './summary-columns.ts'

const CUSTOM_PREFIX = 'custom.'

type SummaryRow = readonly [
  ...summary: SummaryColumns,
  session: SessionId,
  minSeq: string,
  maxSeq: string,
  lost: readonly (readonly [string, string])[],
  accounts: readonly string[],
  staffs: readonly string[],
  devices: readonly string[],
  callids: readonly string[],
]

/** More than this nobody reads on a card. */
const MAX_LISTED = 100
const listed = (column: string) => `arraySlice(arraySort(groupUniqArrayArray(${column})), 1, ${MAX_LISTED})`

/** What sessions add up to; those without a single stored event are left out. */
export async function sessionSummaries(
  context: ReadContext,
  tenant: TenantId,
  sessions: readonly SessionId[],
  budget: Budget,
): Promise<readonly SessionSummary[]> {
  if (sessions.length === 0) return []
  const [rows, facts] = await Promise.all([
    context.statements.rows<SummaryRow>(
      {
        text: `SELECT ${SUMMARY_COLUMNS.join(', ')}, session, min(min_seq), max(max_seq),
            groupUniqArrayArray(lost_ranges),
            ${listed('accounts')}, ${listed('staffs')}, ${listed('devices')}, ${listed('callids')}
          FROM session_days WHERE tenant = {tenant:String} AND session IN {sessions:Array(String)}
          GROUP BY session`,
        params: { tenant, sessions },
        isSmall: true,
      },
      budget,
    ),
    sessionFacts(context, tenant, sessions, budget),
  ])
  const stored = await storedRanges(context, tenant, rows, facts, budget)
  const summaries = new Map(
    rows.map((row) => [row[7], summaryOf(row, facts.get(row[7]) ?? NO_FACTS, stored.get(row[7]))]),
  )
  return sessions.flatMap((session) => summaries.get(session) ?? [])
}

interface SessionFacts {
  readonly record: SessionRecord
  readonly highest: number
  readonly rejected: readonly SeqRange[]
}

const NO_FACTS: SessionFacts = { record: {}, highest: 0, rejected: [] }

function summaryOf(
  row: SummaryRow,
  facts: SessionFacts,
  stored: readonly SeqRange[] | undefined,
): SessionSummary {
  const [kind, firstTs, lastTs, events, warns, errors, alarms, session] = row
  const [accounts, staffs, devices, callids] = [row[11], row[12], row[13], row[14]]
  return {
    session,
    ...decodeSummary([kind, firstTs, lastTs, events, warns, errors, alarms]),
    accounts,
    staffs,
    devices,
    callids,
    record: facts.record,
    delivery: deliveryOf(row, facts, stored),
  }
}

const seqsOf = (row: SummaryRow) => ({
  events: Number(row[3]),
  least: Number(row[8]),
  greatest: Number(row[9]),
  lost: row[10].map(([from, to]): SeqRange => [Number(from), Number(to)]),
})

function deliveryOf(row: SummaryRow, facts: SessionFacts, stored: readonly SeqRange[] | undefined): Delivery {
  const { events, least, greatest, lost } = seqsOf(row)
  const isWhole = events === greatest - least + 1
  // Where nothing but stored seqs is known, it does not matter which they are: only how many.
  const ranges: readonly SeqRange[] = stored ?? [isWhole ? [least, greatest] : [1, events]]
  const { highest, rejected, ...rest } = sessionDelivery(row[7], row[0], {
    ...UNKNOWN_SESSION,
    stored: ranges,
    rejected: facts.rejected,
    lost,
    highest: Math.max(greatest, facts.highest),
  })
  return { highest, stored: rest.stored, rejected, lost: rest.lost, missing: rest.missing }
}

/**
 * Which seqs are stored, of sessions with holes of which something was refused or declared lost: a tombstone may
 * cover what is stored after all, and must not hide another hole.
 */
async function storedRanges(
  { statements }: ReadContext,
  tenant: TenantId,
  rows: readonly SummaryRow[],
  facts: ReadonlyMap<string, SessionFacts>,
  budget: Budget,
): Promise<ReadonlyMap<string, readonly SeqRange[]>> {
  const unclear = rows.filter((row) => {
    const { events, least, greatest, lost } = seqsOf(row)
    const others = lost.length + (facts.get(row[7])?.rejected.length ?? 0)
    return others > 0 && events !== greatest - least + 1
  })
  if (unclear.length === 0) return new Map()
  const time = timeCondition({
    from: Math.min(...unclear.map((row) => Number(row[1]))) as Micros,
    to: (Math.max(...unclear.map((row) => Number(row[2]))) + 1) as Micros,
  })
  const named = {
    text: 'session IN {sessions:Array(String)}',
    params: { sessions: unclear.map((row) => row[7]) },
  }
  const events = eventsOf({ tenant, kinds: 'all', asOf: 'now' }, time, named)
  // Neighbouring seqs keep their distance to their row number, so each distance is one range.
  const found = await statements.rows<readonly [string, readonly (readonly [string, string])[]]>(
    {
      text: `SELECT session, arraySort(groupArray((first, last))) FROM (
          SELECT session, min(seq) AS first, max(seq) AS last FROM (
            SELECT session, seq, seq - row_number() OVER (PARTITION BY session ORDER BY seq) AS distance
            FROM ${events.text}
          ) GROUP BY session, distance
        ) GROUP BY session`,
      params: events.params,
    },
    budget,
  )
  return new Map(
    found.map(([session, ranges]) => [
      session,
      ranges.map(([from, to]): SeqRange => [Number(from), Number(to)]),
    ]),
  )
}

/** What no event carries: the client's own words about the session, and what was refused of it. */
async function sessionFacts(
  { statements }: ReadContext,
  tenant: TenantId,
  sessions: readonly SessionId[],
  budget: Budget,
): Promise<ReadonlyMap<string, SessionFacts>> {
  const params = { tenant, sessions }
  const [records, rejects] = await Promise.all([
    statements.rows<readonly [string, Readonly<Record<string, string>>, string]>(
      {
        text: `SELECT session, argMax(fields, version), max(highest) FROM session_records
          WHERE tenant = {tenant:String} AND session IN {sessions:Array(String)} GROUP BY session`,
        params,
        isSmall: true,
      },
      budget,
    ),
    statements.rows<readonly [string, readonly string[]]>(
      {
        text: `SELECT session, groupUniqArray(seq) FROM rejects
          WHERE tenant = {tenant:String} AND session IN {sessions:Array(String)} AND reason != 'conflict' AND seq > 0
          GROUP BY session`,
        params,
        isSmall: true,
      },
      budget,
    ),
  ])
  const facts = new Map<string, SessionFacts>(
    records.map(([session, fields, highest]) => [
      session,
      { ...NO_FACTS, record: recordOf(fields), highest: Number(highest) },
    ]),
  )
  for (const [session, seqs] of rejects) {
    const rejected = seqs.map((seq): SeqRange => [Number(seq), Number(seq)])
    facts.set(session, { ...(facts.get(session) ?? NO_FACTS), rejected })
  }
  return facts
}

function recordOf(fields: Readonly<Record<string, string>>): SessionRecord {
  const known = SESSION_FIELDS.flatMap((field) => {
    const value = Object.hasOwn(fields, field) ? fields[field] : undefined
    return value === undefined || value === '' ? [] : [[field, value] as const]
  })
  const custom = Object.entries(fields)
    .filter(([name]) => name.startsWith(CUSTOM_PREFIX))
    .map(([name, value]) => [name.slice(CUSTOM_PREFIX.length), value] as const)
  return {
    ...(Object.fromEntries(known) as SessionRecord),
    ...(custom.length === 0 ? {} : { custom: Object.fromEntries(custom) }),
  }
}
