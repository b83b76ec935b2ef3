import type { SessionId } from '#protocol/ids.ts'
import type { Phase } from '#protocol/phase.ts'
import type { Micros } from '#protocol/time.ts'
import { STATE_MACHINES, stateChangesOf, type StateMachine } from '#protocol/vocabulary/state-machines.ts'
import type { LogSpan, StateChange, Stretch, Subject, SubjectStates } from '../../../query/subject-reader.ts'
import type { ReadContext } from './read-context.ts'
import { eventsOf, timeCondition } from './scope-sql.ts'
import type { Budget } from './statements.ts'
import { overlapping, sessionsOf } from './subject-sessions.ts'

/** Bands that a strip of a thousand pixels can show. */
const MAX_CHANGES = 4_000
const MAX_SPANS = 1_000
/** A shift: how far back the state at the beginning of the stretch is looked for. */
const LOOK_BACK_MICROS = 12 * 3_600_000_000

const MACHINES = ['seat', 'websocket'] as const
const namesOf = ({ event, entries }: StateMachine) => [event, ...entries.map(({ name }) => name)]
const NAMES = MACHINES.flatMap((machine) => namesOf(STATE_MACHINES[machine]))

type ChangeRow = readonly [
  session: SessionId,
  seq: string,
  ts: string,
  name: string,
  phase: Phase,
  source: string,
  seat: string,
  socket: string,
]

/** What the seat and the sockets of the subject were in, and from when there is a log at all. */
export async function subjectStates(
  context: ReadContext,
  subject: Subject,
  stretch: Stretch,
  budget: Budget,
): Promise<SubjectStates> {
  const [spans, rows] = await Promise.all([
    logSpans(context, subject, stretch, budget),
    changeRows(context, subject, stretch, budget),
  ])
  const changes = rows.flatMap(changesOf).toReversed()
  const oldest = rows.length === MAX_CHANGES ? changes[0]?.ts : undefined
  return { spans, changes, ...(oldest === undefined ? {} : { since: oldest }) }
}

async function logSpans(
  context: ReadContext,
  subject: Subject,
  stretch: Stretch,
  budget: Budget,
): Promise<readonly LogSpan[]> {
  const sessions = overlapping(context, subject, stretch)
  const rows = await context.statements.rows<readonly [SessionId, string, string, string]>(
    {
      text: `SELECT session, first_ts, last_ts, arrayElement(arraySort(staffs), 1) FROM ${sessions.text}
        ORDER BY last_ts DESC, session LIMIT {row_limit:UInt64}`,
      params: { ...sessions.params, row_limit: MAX_SPANS },
    },
    budget,
  )
  return rows.map(([session, firstTs, lastTs, staff]) => ({
    session,
    staff,
    firstTs: Number(firstTs) as Micros,
    lastTs: Number(lastTs) as Micros,
  }))
}

function changeRows(
  context: ReadContext,
  subject: Subject,
  stretch: Stretch,
  budget: Budget,
): Promise<readonly ChangeRow[]> {
  const named = sessionsOf(context, subject)
  const time = timeCondition({ from: (stretch.from - LOOK_BACK_MICROS) as Micros, to: stretch.to })
  const events = eventsOf({ tenant: subject.tenant, kinds: 'all', asOf: 'now' }, time, named, {
    text: 'name IN {state_names:Array(String)}',
    params: { state_names: NAMES },
  })
  const [seat, socket] = MACHINES.map((machine) => `attrs['${STATE_MACHINES[machine].attr}']`)
  return context.statements.rows<ChangeRow>(
    {
      text: `SELECT session, seq, toUnixTimestamp64Micro(ts), name, phase, source_id, ${seat}, ${socket}
        FROM ${events.text} ORDER BY ts DESC, session DESC, seq DESC LIMIT {row_limit:UInt64}`,
      params: { ...events.params, row_limit: MAX_CHANGES },
    },
    budget,
  )
}

/** By the one rule of states, out of what an event carries. */
function changesOf([session, seq, ts, name, phase, source, seat, socket]: ChangeRow): readonly StateChange[] {
  const attrs = {
    ...(seat === '' ? {} : { [STATE_MACHINES.seat.attr]: seat }),
    ...(socket === '' ? {} : { [STATE_MACHINES.websocket.attr]: socket }),
  }
  return stateChangesOf({ name, phase, attrs }).flatMap(({ machine, to }) =>
    machine === 'seat' || machine === 'websocket'
      ? [{ session, seq: Number(seq), ts: Number(ts) as Micros, machine, source, to }]
      : [],
  )
}
