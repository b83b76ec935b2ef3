import { FACETS, type FacetName } from '#protocol/facets.ts'
import { LEVELS, SEVERITY } from '#protocol/level.ts'
import type { EventScope, Facet, Facets, Shortfall } from '../../../query/event-reader.ts'
import type { TimeRange } from './bucket-counts.ts'
import type { ReadContext } from './read-context.ts'
import { eventsIn } from './scope-sql.ts'
import { OutOfTime, type Budget, type Statement } from './statements.ts'
import { candidates, pieces } from './windows.ts'

type SessionFacet = Extract<FacetName, `session.${string}`>
type EventFacet = Exclude<FacetName, SessionFacet>

const EVENT_FACETS: Readonly<Record<EventFacet, string>> = {
  category: 'category',
  level: 'level',
  form: 'form',
  via: 'via',
  kind: 'kind',
  label: 'label',
  name: 'name',
  phase: 'phase',
  'source.type': 'source_type',
}
const SESSION_FACETS: Readonly<Record<SessionFacet, string>> = {
  'session.browser': 'browser',
  'session.os': 'os',
  'session.app': 'app',
  'session.release': 'release',
}

/** Share of the time for the whole range; when it was too much, the newest part gets the rest. */
const WHOLE_SHARE = 0.6
const NEWEST_ROWS = 1_000_000

type FacetRow = readonly [facet: FacetName | '', value: string, count: string, distinct: string]

/** Exact counts of the most frequent values of every facet; all from one snapshot. */
export async function facets(
  context: ReadContext,
  scope: EventScope,
  values: number,
  budget: Budget,
): Promise<Facets> {
  const found = await candidates(context, scope, {}, budget)
  if (found === undefined) return { count: 0, facets: FACETS.map((name) => emptyFacet(name)) }
  try {
    return await facetsOf(
      context,
      scope,
      found.range,
      values,
      budget,
      budget.remainingSeconds() * WHOLE_SHARE,
    )
  } catch (cause) {
    if (!(cause instanceof OutOfTime)) throw cause
  }
  const [range] = pieces(found, { rows: NEWEST_ROWS, newestFirst: true })
  if (range?.from === undefined) throw new OutOfTime()
  const shortfall: Shortfall = { reason: 'time', scannedTo: range.from }
  return { ...(await facetsOf(context, scope, range, values, budget)), shortfall }
}

async function facetsOf(
  { statements, compile }: ReadContext,
  scope: EventScope,
  range: Partial<TimeRange>,
  values: number,
  budget: Budget,
  seconds?: number,
): Promise<Facets> {
  const events = eventsIn(scope, compile, range)
  const rows = await Promise.all([
    statements.rows<FacetRow>(topValues(eventGroups(events.text), events, values), budget, seconds),
    statements.rows<FacetRow>(topValues(sessionGroups(events.text), events, values), budget, seconds),
  ])
  return gathered(rows.flat())
}

const emptyFacet = (name: FacetName): Facet => ({ name, values: [], distinct: 0, others: 0 })

function gathered(rows: readonly FacetRow[]): Facets {
  const count = Number(rows.find(([facet]) => facet === '')?.[2] ?? 0)
  return {
    count,
    facets: FACETS.map((name): Facet => {
      const own = rows.filter(([facet]) => facet === name)
      const values = own.map(([, value, count]) => ({ value: shown(name, value), count: Number(count) }))
      const listed = values.reduce((sum, { count }) => sum + count, 0)
      return { name, values, distinct: Number(own[0]?.[3] ?? 0), others: count - listed }
    }),
  }
}

const LEVEL_OF = new Map<string, string>(LEVELS.map((level) => [String(SEVERITY[level]), level]))

const shown = (name: FacetName, value: string) => (name === 'level' ? (LEVEL_OF.get(value) ?? value) : value)

function topValues(groups: string, events: Statement, values: number): Statement {
  return {
    text: `SELECT facet, value, events, count() OVER (PARTITION BY facet) AS distinct_values
      FROM (${groups}) ORDER BY facet, events DESC, value LIMIT {facet_values:UInt64} BY facet`,
    params: { ...events.params, facet_values: values },
  }
}

/** One pass over the events; the empty set of columns gives the count of all. */
function grouped(
  columns: Readonly<Record<string, string>>,
  withTotal: boolean,
): readonly [select: string, sets: string] {
  const cases = (of: (name: string, column: string) => string) =>
    Object.entries(columns)
      .map(([name, column]) => `grouping(${column}) = 0, ${of(name, column)}`)
      .join(', ')
  const facet = `multiIf(${cases((name) => `'${name}'`)}, '') AS facet`
  const value = `multiIf(${cases((_, column) => `toString(${column})`)}, '') AS value`
  const sets = Object.values(columns).map((column) => `(${column})`)
  return [`${facet}, ${value}`, [...sets, ...(withTotal ? ['()'] : [])].join(', ')]
}

function eventGroups(events: string): string {
  const [select, sets] = grouped(EVENT_FACETS, true)
  return `SELECT ${select}, count() AS events FROM ${events} GROUP BY GROUPING SETS (${sets})`
}

/** Events by session first, then by what the session's record says: the record is read once per session. */
function sessionGroups(events: string): string {
  const [select, sets] = grouped(SESSION_FACETS, false)
  const columns = Object.values(SESSION_FACETS)
  const fields = columns.map((column) => `fields['${column}'] AS ${column}`).join(', ')
  return `SELECT ${select}, sum(in_session) AS events
    FROM (SELECT session, count() AS in_session FROM ${events} GROUP BY session) AS counted
    LEFT JOIN (
      SELECT session, ${fields} FROM (
        SELECT session, argMax(fields, version) AS fields FROM session_records
        WHERE tenant = {scope_tenant:String} GROUP BY session
      )
    ) AS records ON counted.session = records.session
    GROUP BY GROUPING SETS (${sets})`
}
