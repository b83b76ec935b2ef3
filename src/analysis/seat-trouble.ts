import type { EventPosition } from '#protocol/event.ts'
import type { Micros } from '#protocol/time.ts'
import { stateChangesOf } from '#protocol/vocabulary/state-machines.ts'
import { attribute, hasFailed, lastOf, type CallMaterial, type Landmark } from './call-landmarks.ts'

/** A ticket that was over, and what became of its refresh. */
export interface TicketExpiry {
  readonly expired: Landmark
  readonly refresh:
    | { readonly kind: 'never' }
    /** There is none in the log, but events are missing where it would stand. */
    | { readonly kind: 'not-in-log' }
    | { readonly kind: 'failed'; readonly at: Landmark; readonly code: string | undefined }
    /** Asked for, and no answer was recorded. */
    | { readonly kind: 'unanswered'; readonly at: Landmark }
}

const entersSeat = (event: Landmark, state: string) =>
  stateChangesOf(event).some(({ machine, to }) => machine === 'seat' && to === state)
const hasSeatState = (event: Landmark) => stateChangesOf(event).some(({ machine }) => machine === 'seat')

/**
 * How the seat was lost: the event that says so, if the seat was still lost at `by`, or got lost in the moment after.
 * One loss is often told twice (`SEAT_DROPPED`, then the state): the first of them.
 */
export function seatLossAt(landmarks: readonly Landmark[], by: Micros): Landmark | undefined {
  const last = lastOf(landmarks, (it) => it.ts <= by && hasSeatState(it))
  if (!last || !entersSeat(last, 'dropped')) return undefined
  const told = landmarks.filter((it) => it.session === last.session && it.ts <= by && hasSeatState(it))
  const before = told.findLastIndex((it) => !entersSeat(it, 'dropped'))
  return told[before + 1]
}

/** The state the seat was in at that moment; undefined: the log does not say. */
export function seatStateAt(landmarks: readonly Landmark[], by: Micros): string | undefined {
  const last = lastOf(landmarks, (it) => it.ts <= by && hasSeatState(it))
  return last && stateChangesOf(last).find(({ machine }) => machine === 'seat')?.to
}

const isExpiry = (event: Landmark) =>
  stateChangesOf(event).some(({ machine, to }) => machine === 'ticket' && to === 'expired')
const isRenewal = (event: Landmark) =>
  stateChangesOf(event).some(({ machine, to }) => machine === 'ticket' && to === 'valid') ||
  (event.name === 'TICKET_REFRESH' && event.phase === 'end' && !hasFailed(event))

/** The ticket that was over at `by` and not yet renewed; of the session that told it last. */
export function ticketExpiryAt(
  { landmarks, holes, complete }: Pick<CallMaterial, 'landmarks' | 'holes' | 'complete'>,
  by: Micros,
): TicketExpiry | undefined {
  const earlier = landmarks.filter((it) => it.ts <= by)
  const last = lastOf(earlier, (it) => isExpiry(it) || isRenewal(it))
  if (!last || !isExpiry(last)) return undefined
  const { session } = last
  const ofSession = earlier.filter((it) => it.session === session)
  const issuedAt = ofSession.findLastIndex((it) => isRenewal(it))
  const since = ofSession.slice(issuedAt + 1)
  const expired = since.find(isExpiry) ?? last
  const attempts = since.filter((it) => it.name === 'TICKET_REFRESH')
  const attempt = attempts.at(-1)
  if (attempt) {
    return attempt.phase === 'end'
      ? { expired, refresh: { kind: 'failed', at: attempt, code: attribute(attempt, 'code') } }
      : { expired, refresh: { kind: 'unanswered', at: attempt } }
  }
  const [first, end] = [ofSession[issuedAt] ?? expired, ofSession.at(-1) ?? expired]
  const isHoled = holes.some((it) => it.session === session && it.to > first.seq && it.from < end.seq)
  const isUnsure = isHoled || (issuedAt === -1 && !complete)
  return { expired, refresh: { kind: isUnsure ? 'not-in-log' : 'never' } }
}

export function positionOf({ ts, session, seq }: Landmark): EventPosition {
  return { ts, session, seq }
}
