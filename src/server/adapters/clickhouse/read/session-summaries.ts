import type { SeqRange } from '#protocol/envelope.ts'
import type { SessionId, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import type { SessionRecord } from '#protocol/session.ts'
import { SESSION_FIELDS } from '#protocol/session.ts'
import type { Micros } from '#protocol/time.ts'
import type { Delivery, MissingSeqs, SessionSummary } from '../../../query/event-reader.ts'
import type { ReadContext } from './read-context.ts'
import { timeCondition } from './scope-sql.ts'
import { sessionSpan } from './narrowed.ts'
import type { Budget } from './statements.ts'

const CUSTOM_PREFIX = 'custom.'

type SummaryRow = readonly [
  session: string,
  kind: Kind,
  firstTs: string,
  lastTs: string,
  events: string,
  warns: string,
  errors: string,
  alarms: string,
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
        text: `SELECT session, any(kind), toUnixTimestamp64Micro(min(min_ts)), toUnixTimestamp64Micro(max(max_ts)),
            sum(events), sum(warns), sum(errors), sum(alarms), max(max_seq), groupUniqArrayArray(lost_ranges),
            ${listed('accounts')}, ${listed('staffs')}, ${listed('devices')}, ${listed('callids')}
          FROM session_days WHERE tenant = {tenant:String} AND session IN {sessions:Array(String)}
          GROUP BY session`,
        params: { tenant, sessions },
      },
      budget,
    ),
    sessionFacts(context, tenant, sessions, budget),
  ])
  const summaries = new Map(rows.map((row) => [row[0], summaryOf(row, facts.get(row[0]))]))
  return sessions.flatMap((session) => summaries.get(session) ?? [])
}

interface SessionFacts {
  readonly record: SessionRecord
  readonly highest: number
  readonly rejected: number
}

function summaryOf(row: SummaryRow, facts: SessionFacts | undefined): SessionSummary {
  const [session, kind, firstTs, lastTs, events, warns, errors, alarms, maxSeq, lost] = row
  const [accounts, staffs, devices, callids] = [row[10], row[11], row[12], row[13]]
  return {
    session: session as SessionId,
    kind,
    firstTs: Number(firstTs) as Micros,
    lastTs: Number(lastTs) as Micros,
    events: Number(events),
    warnings: Number(warns),
    errors: Number(errors),
    alarms: Number(alarms),
    accounts,
    staffs,
    devices,
    callids,
    record: facts?.record ?? {},
    delivery: deliveryOf(
      Number(events),
      Math.max(Number(maxSeq), facts?.highest ?? 0),
      facts?.rejected ?? 0,
      lost,
    ),
  }
}

function deliveryOf(
  stored: number,
  highest: number,
  rejected: number,
  lostRanges: readonly (readonly [string, string])[],
): Delivery {
  const ranges = union(
    lostRanges.map(([from, to]): SeqRange => [Number(from), Math.min(Number(to), highest)]),
  )
  const lost = ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0)
  return { highest, stored, rejected, lost, missing: Math.max(0, highest - stored - rejected - lost) }
}

/** Ascending, neither touching nor overlapping. */
function union(ranges: readonly SeqRange[]): readonly SeqRange[] {
  const merged: [number, number][] = []
  for (const [from, to] of ranges.filter(([from, to]) => from <= to).sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
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
      },
      budget,
    ),
    statements.rows<readonly [string, string]>(
      {
        text: `SELECT session, uniqExactIf(seq, seq > 0) FROM rejects
          WHERE tenant = {tenant:String} AND session IN {sessions:Array(String)} AND reason != 'conflict'
          GROUP BY session`,
        params,
      },
      budget,
    ),
  ])
  const rejected = new Map(rejects.map(([session, count]) => [session, Number(count)]))
  return new Map(
    records.map(([session, fields, highest]) => [
      session,
      { record: recordOf(fields), highest: Number(highest), rejected: rejected.get(session) ?? 0 },
    ]),
  )
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

/** Stretches of seqs of a session that are not stored, in order, each with what is known of it. */
export async function missingSeqs(
  context: ReadContext,
  tenant: TenantId,
  session: SessionId,
  limit: number,
  budget: Budget,
): Promise<MissingSeqs> {
  const span = await sessionSpan(context.statements, tenant, session, budget)
  if (span === undefined) return { ranges: [], complete: true }
  const time = timeCondition(span)
  const params = { ...time.params, tenant, session, row_limit: limit + 1 }
  const [summary] = await sessionSummaries(context, tenant, [session], budget)
  const [holes, lost, rejected] = await Promise.all([
    context.statements.rows<readonly [string, string]>(
      {
        text: `SELECT previous + 1, seq - 1 FROM (
            SELECT seq, lagInFrame(seq, 1, 0) OVER (ORDER BY seq ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS previous
            FROM events WHERE tenant = {tenant:String} AND session = {session:String} AND ${time.text}
          ) WHERE seq > previous + 1 ORDER BY seq LIMIT {row_limit:UInt64}`,
        params,
      },
      budget,
    ),
    context.statements.rows<readonly [readonly (readonly [string, string])[], string]>(
      {
        text: `SELECT groupUniqArrayArray(lost_ranges), max(max_seq) FROM session_days
          WHERE tenant = {tenant:String} AND session = {session:String}`,
        params,
      },
      budget,
    ),
    context.statements.rows<readonly [string]>(
      {
        text: `SELECT DISTINCT seq FROM rejects WHERE tenant = {tenant:String} AND session = {session:String}
          AND seq > 0 AND reason != 'conflict' ORDER BY seq LIMIT 10000`,
        params,
      },
      budget,
    ),
  ])
  const stored = Number(lost[0]?.[1] ?? 0)
  const highest = summary?.delivery.highest ?? stored
  const tail: readonly SeqRange[] = highest > stored ? [[stored + 1, highest]] : []
  const complete = holes.length <= limit
  const found = [
    ...holes.slice(0, limit).map(([from, to]): SeqRange => [Number(from), Number(to)]),
    ...(complete ? tail : []),
  ]
  const declared = union((lost[0]?.[0] ?? []).map(([from, to]): SeqRange => [Number(from), Number(to)]))
  const refused = union(rejected.map(([seq]): SeqRange => [Number(seq), Number(seq)]))
  return { ranges: found.flatMap((hole) => explained(hole, declared, refused)), complete }
}

type Explained = MissingSeqs['ranges'][number]

/** A hole, cut where what is known of it changes. */
function explained(
  hole: SeqRange,
  declared: readonly SeqRange[],
  refused: readonly SeqRange[],
): readonly Explained[] {
  const pieces: Explained[] = []
  const clip = ([from, to]: SeqRange): SeqRange => [Math.max(from, hole[0]), Math.min(to, hole[1])]
  const within = (ranges: readonly SeqRange[]) => ranges.map(clip).filter(([from, to]) => from <= to)
  const known = [
    ...within(declared).map((range) => ({ range, because: 'lost' as const })),
    ...within(refused).map((range) => ({ range, because: 'rejected' as const })),
  ].sort((a, b) => a.range[0] - b.range[0])
  let next = hole[0]
  for (const { range, because } of known) {
    const [from, to] = [Math.max(range[0], next), range[1]]
    if (from > to) continue
    if (from > next) pieces.push({ from: next, to: from - 1, because: 'unknown' })
    pieces.push({ from, to, because })
    next = to + 1
  }
  if (next <= hole[1]) pieces.push({ from: next, to: hole[1], because: 'unknown' })
  return pieces
}
