import { LEVELS, SEVERITY } from '#protocol/level.ts'
import { unreachable } from '#protocol/query-lang/unreachable.ts'
import type { EventScope, Shortfall } from '../../../query/event-reader.ts'
import type { ValueField, ValueReader, Values, ValuesRequest } from '../../../query/value-reader.ts'
import type { TimeRange } from './bucket-counts.ts'
import type { ReadContext } from './read-context.ts'
import { eventsIn } from './scope-sql.ts'
import { asProblem, OutOfTime, startBudget, type Budget, type Statement } from './statements.ts'
import { candidates, pieces } from './windows.ts'

/** Somebody waits at the caret: what is not found by then is not worth more. */
const VALUES_SECONDS = 4
/** Share of it for the whole range; when that was too much, the newest part gets the rest. */
const WHOLE_SHARE = 0.5
const NEWEST_ROWS = 1_000_000

const COLUMNS: Readonly<Record<ValueField, string>> = {
  name: 'name',
  phase: 'phase',
  level: `transform(level, [${LEVELS.map((it) => SEVERITY[it]).join(', ')}], [${LEVELS.map((it) => `'${it}'`).join(', ')}], '')`,
  category: 'category',
  form: 'form',
  via: 'via',
  kind: 'kind',
  label: 'label',
  message: 'message',
  source: 'source_name',
  'source.name': 'source_name',
  'source.id': 'source_id',
  'source.type': 'source_type',
  'source.parent': 'source_parent',
  span: 'span',
  callid: 'callid',
  session: 'session',
}

type ValueRow = readonly [value: string, count: string, distinct: string]

/** Counts values of a field exactly; where that takes too long, those of the newest events. */
export function createClickHouseValueReader(context: ReadContext): ValueReader {
  return {
    async values(scope, request, control) {
      const seconds = Math.min(control.seconds, VALUES_SECONDS)
      try {
        return await values(context, scope, request, startBudget({ ...control, seconds }))
      } catch (cause) {
        throw asProblem(cause)
      }
    },
  }
}

async function values(
  context: ReadContext,
  scope: EventScope,
  request: ValuesRequest,
  budget: Budget,
): Promise<Values> {
  const found = await candidates(context, scope, {}, budget)
  if (found === undefined) return { values: [], distinct: 0 }
  const ask = async (range: Partial<TimeRange>, seconds?: number) =>
    gathered(
      await context.statements.rows<ValueRow>(
        topValues(request, eventsIn(scope, context.compile, range)),
        budget,
        seconds,
      ),
    )
  try {
    return await ask(found.range, budget.remainingSeconds() * WHOLE_SHARE)
  } catch (cause) {
    if (!(cause instanceof OutOfTime)) throw cause
  }
  const [range] = pieces(found, { rows: NEWEST_ROWS, newestFirst: true })
  if (range?.from === undefined) throw new OutOfTime()
  const shortfall: Shortfall = { reason: 'time', scannedTo: range.from }
  return { ...(await ask(range)), shortfall }
}

function gathered(rows: readonly ValueRow[]): Values {
  return {
    values: rows.map(([value, count]) => ({ value, count: Number(count) })),
    distinct: Number(rows[0]?.[2] ?? 0),
  }
}

function topValues({ source, contains, limit }: ValuesRequest, events: Statement): Statement {
  const grouped = groups(source, events)
  return {
    text: `SELECT value, found, count() OVER () FROM (${grouped.text})
      WHERE value != '' AND positionCaseInsensitiveUTF8(value, {value_contains:String}) > 0
      ORDER BY found DESC, value LIMIT {value_limit:UInt64}`,
    params: { ...grouped.params, value_contains: contains, value_limit: limit },
  }
}

/** Rows of `value` and `found`, the number of its events. */
function groups(source: ValuesRequest['source'], events: Statement): Statement {
  switch (source.of) {
    case 'event':
      return grouped(`toString(${COLUMNS[source.field]})`, events)
    case 'attribute':
      return withKey(grouped('attrs[{value_key:String}]', events), source.key)
    case 'attribute-keys':
      return grouped('toString(arrayJoin(mapKeys(attrs)))', events)
    case 'identity':
      return bySession(
        `SELECT session, arrayJoin(groupUniqArrayArray(${source.field}s)) AS value FROM session_days
          WHERE tenant = {scope_tenant:String} GROUP BY session`,
        events,
      )
    case 'session':
      return withKey(
        bySession(
          `SELECT session, argMax(fields, version)[{value_key:String}] AS value FROM session_records
            WHERE tenant = {scope_tenant:String} GROUP BY session`,
          events,
        ),
        source.key,
      )
    case 'session-custom-keys':
      return bySession(
        `SELECT session, substring(arrayJoin(arrayFilter(key -> startsWith(key, 'custom.'),
            mapKeys(argMax(fields, version)))), length('custom.') + 1) AS value FROM session_records
          WHERE tenant = {scope_tenant:String} GROUP BY session`,
        events,
      )
    default:
      return unreachable(source)
  }
}

const withKey = ({ text, params }: Statement, key: string): Statement => ({
  text,
  params: { ...params, value_key: key },
})

function grouped(value: string, events: Statement): Statement {
  return {
    text: `SELECT ${value} AS value, count() AS found FROM ${events.text} GROUP BY value`,
    params: events.params,
  }
}

/** Events by session first: what a session said of itself is read once for all of them. */
function bySession(values: string, events: Statement): Statement {
  return {
    text: `SELECT value, sum(in_session) AS found
      FROM (SELECT session, count() AS in_session FROM ${events.text} GROUP BY session) AS counted
      INNER JOIN (${values}) AS said ON counted.session = said.session GROUP BY value`,
    params: events.params,
  }
}
