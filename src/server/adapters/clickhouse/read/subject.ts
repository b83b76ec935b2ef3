import type { IngestPosition } from '#protocol/ids.ts'
import type { ReadControl } from '../../../query/event-reader.ts'
import type { SubjectReader } from '../../../query/subject-reader.ts'
import type { ReadContext } from './read-context.ts'
import { asProblem, startBudget, type Budget } from './statements.ts'
import { callFigures, callGroups, latestCalls } from './subject-calls.ts'
import {
  latestSessions,
  subjectEvents,
  subjectPeople,
  subjectSpan,
  subjectTotals,
} from './subject-sessions.ts'
import { subjectStates } from './subject-states.ts'

/** Reads what the pages of accounts, staff and devices show, out of the derived tables wherever they know it. */
export function createSubjectReader(context: ReadContext, committed: () => IngestPosition): SubjectReader {
  return {
    span: (subject, control) => within(control, (budget) => subjectSpan(context, subject, budget)),
    totals: (subject, stretch, control) =>
      within(control, (budget) => subjectTotals(context, subject, stretch, budget)),
    people: (subject, of, stretch, control) =>
      within(control, (budget) => subjectPeople(context, subject, of, stretch, budget)),
    latestSessions: (subject, stretch, limit, control) =>
      within(control, (budget) => latestSessions(context, subject, stretch, limit, budget)),
    events: (subject, stretch, control) =>
      within(control, (budget) => subjectEvents(context, subject, stretch, committed(), budget)),
    callGroups: (subject, stretch, bins, control) =>
      within(control, (budget) => callGroups(context, subject, stretch, bins, budget)),
    callFigures: (subject, stretch, control) =>
      within(control, (budget) => callFigures(context, subject, stretch, budget)),
    latestCalls: (subject, stretch, wanted, control) =>
      within(control, (budget) => latestCalls(context, subject, stretch, wanted, budget)),
    states: (subject, stretch, control) =>
      within(control, (budget) => subjectStates(context, subject, stretch, budget)),
  }
}

async function within<Value>(control: ReadControl, read: (budget: Budget) => Promise<Value>): Promise<Value> {
  try {
    return await read(startBudget(control))
  } catch (cause) {
    throw asProblem(cause)
  }
}
