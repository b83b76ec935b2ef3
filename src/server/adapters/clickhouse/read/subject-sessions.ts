import type { QueryNode } from '#protocol/query-lang/ast.ts'
import { fieldTerm } from '#protocol/query-lang/field-term.ts'
import { parseQuery } from '#protocol/query-lang/parse.ts'
import { MAX_SEQ_AHEAD } from '#protocol/limits.ts'
import type { SessionId } from '#protocol/ids.ts'
import { MICROS_PER_DAY, type Micros } from '#protocol/time.ts'
import type {
  Stretch,
  Subject,
  SubjectEvents,
  SubjectKind,
  SubjectPeople,
  SubjectSpan,
  SubjectTotals,
} from '../../../query/subject-reader.ts'
import type { ReadContext } from './read-context.ts'
import { eventsIn } from './scope-sql.ts'
import type { Budget, Statement } from './statements.ts'

const MICROS = (time: string) => `toUnixTimestamp64Micro(${time})`
/** People of an account that a page lists. */
const MAX_PEOPLE = 50

/** The subject as a filter of the query language, so that a page and the rows behind it speak of the same sessions. */
function filterOf({ kind, id }: Subject): QueryNode {
  const parsed = parseQuery(fieldTerm(kind, id))
  if (!parsed.ok) throw new Error('a term of ours cannot be read')
  return parsed.value
}

/** A condition on `session`: those of the subject, as they are known now. */
export function sessionsOf({ compile }: ReadContext, subject: Subject): Statement {
  return compile(filterOf(subject), subject.tenant)
}

const dayOf = (time: number) => Math.floor(time / MICROS_PER_DAY)

/** The days that a stretch touches, and `more` on both sides. */
export function daysOf({ from, to }: Stretch, more: number): Statement {
  return {
    // A cast, since day numbers count from 1970 in both, and Date32 ends at 2299.
    text: 'toInt32(day) >= {first_day:Int32} AND toInt32(day) <= {last_day:Int32}',
    params: { first_day: dayOf(from) - more, last_day: dayOf(to - 1) + more },
  }
}

/** Whole sessions of the subject that overlap the stretch: one row each, under the columns named here. */
export function overlapping(context: ReadContext, subject: Subject, stretch: Stretch): Statement {
  const named = sessionsOf(context, subject)
  return {
    text: `(SELECT session, any(kind) AS any_kind, ${MICROS('min(min_ts)')} AS first_ts,
        ${MICROS('max(max_ts)')} AS last_ts, sum(events) AS stored, max(max_seq) AS top,
        groupUniqArrayArray(1000)(accounts) AS accounts, groupUniqArrayArray(1000)(staffs) AS staffs,
        groupUniqArrayArray(1000)(devices) AS devices
      FROM session_days WHERE tenant = {tenant:String} AND (${named.text}) GROUP BY session
      HAVING last_ts >= {stretch_from:Int64} AND first_ts < {stretch_to:Int64})`,
    params: {
      ...named.params,
      tenant: subject.tenant,
      stretch_from: stretch.from,
      stretch_to: stretch.to,
    },
  }
}

export async function subjectSpan(
  context: ReadContext,
  subject: Subject,
  budget: Budget,
): Promise<SubjectSpan | undefined> {
  const named = sessionsOf(context, subject)
  const [row] = await context.statements.rows<readonly [string, string, string]>(
    {
      text: `SELECT count(), ${MICROS('min(min_ts)')}, ${MICROS('max(max_ts)')} FROM session_days
        WHERE tenant = {tenant:String} AND (${named.text})`,
      params: { ...named.params, tenant: subject.tenant },
    },
    budget,
  )
  if (row === undefined || Number(row[0]) === 0) return undefined
  return { firstTs: Number(row[1]) as Micros, lastTs: Number(row[2]) as Micros }
}

/** The arithmetic of `deliveryTotals`, for the sessions of the stretch: what was recorded, and what is here of it. */
export async function subjectTotals(
  context: ReadContext,
  subject: Subject,
  stretch: Stretch,
  budget: Budget,
): Promise<SubjectTotals> {
  const sessions = overlapping(context, subject, stretch)
  const [row] = await context.statements.rows<readonly [string, string, string, string]>(
    {
      text: `WITH here AS ${sessions.text}
        SELECT count(), sum(stored_here), sum(recorded), countIf(recorded > stored_here) FROM (
          SELECT sum(stored) AS stored_here, greatest(max(top), max(refused_top)) AS seen,
            least(greatest(seen, max(announced)), seen + {ahead:UInt64}) AS recorded
          FROM (
            SELECT session, stored, top, 0 AS announced, 0 AS refused_top FROM here
            UNION ALL
            SELECT session, 0, 0, max(highest), 0 FROM session_records
            WHERE tenant = {tenant:String} AND session IN (SELECT session FROM here) GROUP BY session
            UNION ALL
            SELECT session, 0, 0, 0, max(seq) FROM rejects
            WHERE tenant = {tenant:String} AND session IN (SELECT session FROM here) AND reason != 'conflict'
            GROUP BY session
          ) GROUP BY session
        )`,
      params: { ...sessions.params, ahead: MAX_SEQ_AHEAD },
    },
    budget,
  )
  const [count = 0, stored = 0, recorded = 0, holed = 0] = row ?? []
  return {
    sessions: Number(count),
    stored: Number(stored),
    recorded: Number(recorded),
    holedSessions: Number(holed),
  }
}

const PEOPLE_COLUMNS: Readonly<Record<SubjectKind, string>> = {
  account: 'accounts',
  staff: 'staffs',
  device: 'devices',
}

export async function subjectPeople(
  context: ReadContext,
  subject: Subject,
  of: SubjectKind,
  stretch: Stretch,
  budget: Budget,
): Promise<SubjectPeople> {
  const sessions = overlapping(context, subject, stretch)
  const rows = await context.statements.rows<readonly [string, string, string, string]>(
    {
      text: `SELECT person, count(), max(last_ts) AS seen, count() OVER ()
        FROM ${sessions.text} ARRAY JOIN ${PEOPLE_COLUMNS[of]} AS person
        GROUP BY person ORDER BY seen DESC, person LIMIT {row_limit:UInt64}`,
      params: { ...sessions.params, row_limit: MAX_PEOPLE },
    },
    budget,
  )
  return {
    values: rows.map(([value, count, seen]) => ({
      value,
      sessions: Number(count),
      lastTs: Number(seen) as Micros,
    })),
    distinct: Number(rows[0]?.[3] ?? 0),
  }
}

export async function latestSessions(
  context: ReadContext,
  subject: Subject,
  stretch: Stretch,
  limit: number,
  budget: Budget,
): Promise<readonly SessionId[]> {
  const sessions = overlapping(context, subject, stretch)
  const rows = await context.statements.rows<readonly [SessionId]>(
    {
      text: `SELECT session FROM ${sessions.text} ORDER BY last_ts DESC, session LIMIT {row_limit:UInt64}`,
      params: { ...sessions.params, row_limit: limit },
    },
    budget,
  )
  return rows.map(([session]) => session)
}

/** Counted in `events` itself: a stretch may end within a day. */
export async function subjectEvents(
  context: ReadContext,
  subject: Subject,
  stretch: Stretch,
  asOf: Parameters<typeof eventsIn>[0]['asOf'],
  budget: Budget,
): Promise<SubjectEvents> {
  const scope = { tenant: subject.tenant, asOf, sample: true, filter: filterOf(subject) }
  const events = eventsIn(scope, context.compile, stretch)
  const [row] = await context.statements.rows<readonly [string, string, string, string]>(
    {
      text: `SELECT count(), countIf(level >= 13 AND level < 17), countIf(level >= 17), countIf(form = 'alarm')
        FROM ${events.text}`,
      params: events.params,
    },
    budget,
  )
  const [all = 0, warnings = 0, errors = 0, alarms = 0] = row ?? []
  return {
    events: Number(all),
    warnings: Number(warnings),
    errors: Number(errors),
    alarms: Number(alarms),
  }
}
