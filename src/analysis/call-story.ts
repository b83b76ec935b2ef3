import type { Micros } from '#protocol/time.ts'
import { callOutcome, type CallOutcome } from '#protocol/vocabulary/call-outcome.ts'
import {
  attribute,
  callSpan,
  GRACE_MICROS,
  lastOf,
  type CallMaterial,
  type Landmark,
} from './call-landmarks.ts'
import { seatLossAt, ticketExpiryAt, type TicketExpiry } from './seat-trouble.ts'

/** Why it came to that, as far as the log shows it. Each names the event that it rests on. */
export type Cause =
  | { readonly kind: 'ticket'; readonly expiry: TicketExpiry }
  /** The same seat was signed in somewhere else. */
  | { readonly kind: 'kicked'; readonly event: Landmark }
  | { readonly kind: 'socket'; readonly event: Landmark; readonly code: string | undefined }
  | { readonly kind: 'refused'; readonly event: Landmark; readonly code: string }
  | { readonly kind: 'request-failed'; readonly event: Landmark }
  | { readonly kind: 'ice'; readonly event: Landmark }
  | { readonly kind: 'microphone'; readonly event: Landmark; readonly error: string | undefined }
  /** Nothing but a word that the log itself gives. */
  | { readonly kind: 'given'; readonly event: Landmark; readonly reason: string }

/** What happened in a call: computed, never guessed. `call-story-words.ts` says it. */
export interface CallStory {
  readonly outcome: CallOutcome
  readonly direction: string | undefined
  /** Whether the call, or the seat under it, is what failed. */
  readonly subject: 'call' | 'seat'
  /** When it went wrong or ended; where the log just stops, its last moment. */
  readonly at: Micros
  /** The row of that moment. */
  readonly event: Landmark | undefined
  readonly cause: Cause | undefined
  readonly worstMos: number | undefined
  /** The last state of the call that the log shows, for a call without an end. */
  readonly lastState: string | undefined
}

const BROKEN: ReadonlySet<string> = new Set(['failed', 'dropped'])

export function callStory(material: CallMaterial): CallStory {
  const { facts, landmarks, callid } = material
  const outcome = callOutcome(facts)
  const span = callSpan(material)
  const ofCall = landmarks.filter((it) => it.callid === callid)
  const lastState = lastOf(ofCall, (it) => it.name === 'CALL_STATE')
  const base = {
    outcome,
    direction: facts.direction,
    worstMos: facts.worstMos,
    lastState: lastState && attribute(lastState, 'call.state'),
  }
  if (!BROKEN.has(outcome.outcome)) {
    return { ...base, subject: 'call', at: endOf(material), event: lastState, cause: undefined }
  }
  const loss = seatLoss(material, outcome)
  if (loss) {
    return { ...base, subject: 'seat', at: loss.ts, event: loss, cause: causeOfSeatLoss(material, loss) }
  }
  const at = span.to
  return { ...base, subject: 'call', at, event: lastState, cause: causeOfFailure(material, outcome, at) }
}

const endOf = ({ facts }: CallMaterial) =>
  (facts.endedTs ?? facts.failedTs ?? facts.lastTs ?? facts.firstTs ?? 0) as Micros

/** Only where the call itself names the seat, or nothing else: a seat may be lost while a call fails for its own reason. */
const SEAT_REASONS: ReadonlySet<string> = new Set(['seat-dropped', ''])

function seatLoss(material: CallMaterial, { reason = '' }: CallOutcome): Landmark | undefined {
  if (!SEAT_REASONS.has(reason)) return undefined
  return seatLossAt(material.landmarks, (callSpan(material).to + GRACE_MICROS) as Micros)
}

function causeOfSeatLoss(material: CallMaterial, loss: Landmark): Cause | undefined {
  if (loss.name === 'SEAT_KICKED') return { kind: 'kicked', event: loss }
  const expiry = ticketExpiryAt(material, loss.ts)
  if (expiry) return { kind: 'ticket', expiry }
  const socket = brokenSocket(material, loss.ts)
  if (socket) return socket
  const reason = attribute(loss, 'reason')
  return reason === undefined ? undefined : { kind: 'given', event: loss, reason }
}

/** A break is the cause of what follows within this time; a seat outlives a dead socket for some keep-alives. */
const SOCKET_REACH_MICROS = 180_000_000

function brokenSocket({ landmarks }: CallMaterial, by: Micros): Cause | undefined {
  const broken = lastOf(
    landmarks,
    (it) =>
      it.ts <= by &&
      it.ts > by - SOCKET_REACH_MICROS &&
      (it.name === 'WEBSOCKET_ERROR' || (it.name === 'WEBSOCKET_CLOSE' && attribute(it, 'clean') !== 'true')),
  )
  return broken && { kind: 'socket', event: broken, code: attribute(broken, 'close_code') }
}

const NEEDS_TICKET: ReadonlySet<string> = new Set(['ticket-expired', ''])
const SOCKET_REASONS: ReadonlySet<string> = new Set(['socket-lost', ''])
const MEDIA_REASONS: ReadonlySet<string> = new Set(['media-failed', 'microphone-denied', ''])

/** Looked for in the order in which one thing leads to the next: sign-in, connection, microphone and media, answer. */
function causeOfFailure(material: CallMaterial, outcome: CallOutcome, at: Micros): Cause | undefined {
  const { reason = '' } = outcome
  const by = (at + GRACE_MICROS) as Micros
  const expiry = NEEDS_TICKET.has(reason) ? ticketExpiryAt(material, at) : undefined
  if (expiry) return { kind: 'ticket', expiry }
  const socket = SOCKET_REASONS.has(reason) ? brokenSocket(material, by) : undefined
  return socket ?? (MEDIA_REASONS.has(reason) ? brokenMedia(material) : undefined) ?? refusal(material)
}

function brokenMedia({ landmarks, callid }: CallMaterial): Cause | undefined {
  const ofCall = landmarks.filter((it) => it.callid === callid)
  const denied = lastOf(
    ofCall,
    (it) => it.name === 'MEDIA_REQUEST' && it.phase === 'end' && attribute(it, 'error') !== undefined,
  )
  if (denied) return { kind: 'microphone', event: denied, error: attribute(denied, 'error') }
  const ice = lastOf(
    ofCall,
    (it) => it.name === 'WEBRTC_ICE_STATE' && attribute(it, 'ice.state') === 'failed',
  )
  return ice && { kind: 'ice', event: ice }
}

function refusal({ landmarks, callid }: CallMaterial): Cause | undefined {
  const ofCall = landmarks.filter((it) => it.callid === callid)
  const refused = lastOf(ofCall, (it) => it.name === 'REQUEST_BUSINESS_ERROR')
  const code = refused && attribute(refused, 'code')
  if (refused && code !== undefined) return { kind: 'refused', event: refused, code }
  const failed = lastOf(ofCall, (it) => it.name === 'REQUEST_ERROR' || it.name === 'REQUEST_TIMEOUT')
  return failed && { kind: 'request-failed', event: failed }
}
