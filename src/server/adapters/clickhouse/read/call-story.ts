import { CALL_LANDMARKS, callSpan, GRACE_MICROS, SESSION_LANDMARKS } from '#analysis/call-landmarks.ts'
import type { Category } from '#protocol/category.ts'
import { comparePositions, type StoredEvent } from '#protocol/event.ts'
import type { TenantId } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import type { CallStoryReader } from '../../../query/call-story-routes.ts'
import type { CallSummary } from '../../../query/event-reader.ts'
import type { StoreClients } from '../client.ts'
import { decodeStoredEvent, type StoredEventRow } from '../event-rows.ts'
import { asManyAsFit, EVENT_COLUMNS } from './rows.ts'
import { eventsOf, timeCondition } from './scope-sql.ts'
import {
  asProblem,
  createStatements,
  startBudget,
  type Budget,
  type Statement,
  type Statements,
} from './statements.ts'

/** A shift: a seat that drops was signed in, and its ticket issued, some hours ago at most. */
const LOOK_BACK_MICROS = 12 * 3_600_000_000
/** Per session and name; a story rests on the newest of each kind. */
export const NEWEST_OF_EACH = 60
/** Of all names and sessions together. */
const MAX_LANDMARKS = 3_000

/** Reads what the card of a call is computed from: a few hundred telling events, and counts. */
export function createCallStoryReader(clients: StoreClients): CallStoryReader {
  const statements = createStatements(clients)
  return {
    async callStory(tenant, call, control) {
      const budget = startBudget(control)
      try {
        const [own, around, counts] = await Promise.all([
          newestOfEach(statements, ownEvents(tenant, call), budget),
          newestOfEach(statements, sessionEvents(tenant, call), budget),
          categoryCounts(statements, tenant, call, budget),
        ])
        const landmarks = [...own.events, ...around.events].sort(comparePositions)
        return { landmarks, complete: own.complete && around.complete, counts }
      } catch (cause) {
        throw asProblem(cause)
      }
    },
  }
}

const OWN_NAMES = [...new Set<string>([...CALL_LANDMARKS, ...SESSION_LANDMARKS])]

function ownEvents(tenant: TenantId, { callid, firstTs, lastTs }: CallSummary): Statement {
  return eventsOf(
    { tenant, kinds: 'all', asOf: 'now' },
    timeCondition({ from: firstTs, to: (lastTs + 1) as Micros }),
    {
      text: 'callid = {callid:String} AND name IN {names:Array(String)}',
      params: { callid, names: OWN_NAMES },
    },
  )
}

/** Events that belong to no call or to another one, from the shift before the call to a moment after it. */
function sessionEvents(tenant: TenantId, call: CallSummary): Statement {
  const { callid, sessions } = call
  const { from, to } = callSpan(call)
  return eventsOf(
    { tenant, kinds: 'all', asOf: 'now' },
    timeCondition({ from: (from - LOOK_BACK_MICROS) as Micros, to: (to + GRACE_MICROS + 1) as Micros }),
    {
      text: 'session IN {sessions:Array(String)} AND callid != {callid:String} AND name IN {names:Array(String)}',
      params: { sessions, callid, names: SESSION_LANDMARKS },
    },
  )
}

interface Read {
  readonly events: readonly StoredEvent[]
  readonly complete: boolean
}

async function newestOfEach(statements: Statements, from: Statement, budget: Budget): Promise<Read> {
  let asked = MAX_LANDMARKS
  const rows = await asManyAsFit(MAX_LANDMARKS, (limit) => {
    asked = limit
    return statements.rows<StoredEventRow>(
      {
        text: `SELECT ${EVENT_COLUMNS} FROM ${from.text}
          ORDER BY ts DESC, session DESC, seq DESC
          LIMIT {each_limit:UInt64} BY session, name LIMIT {row_limit:UInt64}`,
        params: { ...from.params, each_limit: NEWEST_OF_EACH, row_limit: limit },
      },
      budget,
    )
  })
  const events = rows.map(decodeStoredEvent)
  const tickets = new Map<string, number>()
  for (const { session, name } of events) {
    const key = `${session} ${name}`
    if (name.startsWith('TICKET_')) tickets.set(key, (tickets.get(key) ?? 0) + 1)
  }
  // Only what a story may call absent must be whole: nobody asks for the first of a hundred pushes.
  const isCut = events.length === asked || [...tickets.values()].includes(NEWEST_OF_EACH)
  return { events, complete: !isCut }
}

type CountRow = readonly [category: Category, events: string, warnings: string, errors: string]

async function categoryCounts(statements: Statements, tenant: TenantId, call: CallSummary, budget: Budget) {
  const { from, to } = callSpan(call)
  const during = eventsOf(
    { tenant, kinds: 'all', asOf: 'now' },
    timeCondition({ from, to: (to + 1) as Micros }),
    { text: 'session IN {sessions:Array(String)}', params: { sessions: call.sessions } },
  )
  const rows = await statements.rows<CountRow>(
    {
      text: `SELECT category, count(), countIf(level >= 13 AND level < 17), countIf(level >= 17)
        FROM ${during.text} GROUP BY category ORDER BY category`,
      params: during.params,
    },
    budget,
  )
  return rows.map(([category, events, warnings, errors]) => ({
    category,
    events: Number(events),
    warnings: Number(warnings),
    errors: Number(errors),
  }))
}
