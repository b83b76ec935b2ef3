import type { Category } from '#protocol/category.ts'
import { unreachable } from '#protocol/query-lang/unreachable.ts'
import type { Micros } from '#protocol/time.ts'
import { callOutcome } from '#protocol/vocabulary/call-outcome.ts'
import { stateChangesOf } from '#protocol/vocabulary/state-machines.ts'
import {
  attribute,
  callSpan,
  GRACE_MICROS,
  hasFailed,
  lastOf,
  type CallMaterial,
  type Landmark,
} from './call-landmarks.ts'
import { seatLossAt, seatStateAt, ticketExpiryAt } from './seat-trouble.ts'

export const LIGHTS = ['seat', 'api', 'push', 'socket', 'media'] as const
export type LightName = (typeof LIGHTS)[number]

/** `no-log`: nothing of it is in the log, which is not the same as nothing being wrong. */
export const LIGHT_STATES = ['good', 'trouble', 'failed', 'no-log', 'not-reached'] as const
export type LightState = (typeof LIGHT_STATES)[number]

export type LightReason =
  | { readonly kind: 'no-log' }
  | { readonly kind: 'seat-state'; readonly state: string }
  | { readonly kind: 'seat-lost' }
  | { readonly kind: 'ticket-expired' }
  | { readonly kind: 'sign-in-failed' }
  | { readonly kind: 'keep-alive-failed' }
  | { readonly kind: 'requests'; readonly count: number }
  | { readonly kind: 'refused'; readonly code: string | undefined }
  | { readonly kind: 'requests-failed'; readonly count: number }
  | { readonly kind: 'pushes'; readonly count: number }
  | { readonly kind: 'push-failed' }
  | { readonly kind: 'push-trouble'; readonly name: string }
  | { readonly kind: 'socket-open' }
  | { readonly kind: 'socket-closed'; readonly code: string | undefined }
  | { readonly kind: 'socket-broke' }
  | { readonly kind: 'socket-trouble'; readonly name: string }
  | { readonly kind: 'sound'; readonly verdict: 'ok' | 'poor' | 'one-way' | 'none' | 'unknown' }
  | { readonly kind: 'microphone' }
  | { readonly kind: 'not-connected' }
  /** The call itself says that this ended it; no row of its own shows it. */
  | { readonly kind: 'blamed' }

/** One of the five things that a call needs. */
export interface Light {
  readonly name: LightName
  readonly state: LightState
  readonly reason: LightReason
  /** The row that says so; absent where it is a count or a silence. */
  readonly event: Landmark | undefined
}

type Verdict = Omit<Light, 'name'>

const good = (reason: LightReason, event?: Landmark): Verdict => ({ state: 'good', reason, event })
const trouble = (reason: LightReason, event?: Landmark): Verdict => ({ state: 'trouble', reason, event })
const failed = (reason: LightReason, event?: Landmark): Verdict => ({ state: 'failed', reason, event })
const NO_LOG: Verdict = { state: 'no-log', reason: { kind: 'no-log' }, event: undefined }

export function callLights(material: CallMaterial): readonly Light[] {
  const judges: Readonly<Record<LightName, (material: CallMaterial) => Verdict>> = {
    seat: seatLight,
    api: apiLight,
    push: pushLight,
    socket: socketLight,
    media: mediaLight,
  }
  const blamed = blamedLight(material)
  return LIGHTS.map((name) => {
    const verdict = judges[name](material)
    const isProven = verdict.state === 'failed' || verdict.state === 'trouble'
    return { name, ...(name === blamed && !isProven ? blame(material) : verdict) }
  })
}

/** What a reason of a call that failed or dropped says about the five. */
const LIGHT_BY_REASON: Readonly<Record<string, LightName>> = {
  'ticket-expired': 'seat',
  'seat-dropped': 'seat',
  'socket-lost': 'socket',
  'media-failed': 'media',
  'microphone-denied': 'media',
  'server-error': 'api',
  timeout: 'api',
}

function blamedLight({ facts }: CallMaterial): LightName | undefined {
  const { outcome, reason } = callOutcome(facts)
  if ((outcome !== 'failed' && outcome !== 'dropped') || reason === undefined) return undefined
  return Object.hasOwn(LIGHT_BY_REASON, reason) ? LIGHT_BY_REASON[reason] : undefined
}

/** The row is the one in which the call says so. */
function blame({ landmarks, callid }: CallMaterial): Verdict {
  const said = lastOf(landmarks, (it) => it.callid === callid && it.name === 'CALL_STATE')
  return trouble({ kind: 'blamed' }, said)
}

const isWithin = ({ from, to }: { from: Micros; to: Micros }, event: Landmark) =>
  event.ts >= from && event.ts <= to

/** From the first event of the call to a moment after its end. */
function reach(material: CallMaterial): { readonly from: Micros; readonly to: Micros } {
  const { from, to } = callSpan(material)
  return { from, to: (to + GRACE_MICROS) as Micros }
}

/** A call that ended well is not blamed for what came after it. */
function judgedUntil(material: CallMaterial): Micros {
  const { outcome } = callOutcome(material.facts)
  return outcome === 'failed' || outcome === 'dropped' ? reach(material).to : callSpan(material).to
}

function seatLight(material: CallMaterial): Verdict {
  const { landmarks } = material
  const { from } = reach(material)
  const until = judgedUntil(material)
  const loss = seatLossAt(landmarks, until)
  if (loss) return failed({ kind: 'seat-lost' }, loss)
  const expiry = ticketExpiryAt(material, until)
  if (expiry) return trouble({ kind: 'ticket-expired' }, expiry.expired)
  const isBad = (name: string) => (it: Landmark) =>
    it.name === name && it.phase === 'end' && hasFailed(it) && isWithin({ from, to: until }, it)
  const refused = lastOf(landmarks, isBad('SEAT_LOGIN'))
  if (refused) return failed({ kind: 'sign-in-failed' }, refused)
  const lapse = lastOf(landmarks, isBad('SEAT_KEEPALIVE'))
  if (lapse) return trouble({ kind: 'keep-alive-failed' }, lapse)
  const end = callSpan(material).to
  const state = seatStateAt(landmarks, end)
  if (state !== undefined) {
    const event = lastOf(landmarks, (it) => it.ts <= end && it.name.startsWith('SEAT_'))
    return (state === 'reconnecting' || state === 'offline' ? trouble : good)(
      { kind: 'seat-state', state },
      event,
    )
  }
  return NO_LOG
}

const REQUEST_FAILURES: ReadonlySet<string> = new Set([
  'REQUEST_BUSINESS_ERROR',
  'REQUEST_ERROR',
  'REQUEST_TIMEOUT',
])

function apiLight(material: CallMaterial): Verdict {
  const { landmarks, callid, facts } = material
  const span = { from: callSpan(material).from, to: judgedUntil(material) }
  const failures = landmarks.filter((it) => REQUEST_FAILURES.has(it.name) && isWithin(span, it))
  const ofCall = lastOf(failures, (it) => it.callid === callid)
  // A call that was never put through, refused by the server: that is what failed.
  if (ofCall && facts.connectedTs === undefined && facts.failedTs !== undefined)
    return failed({ kind: 'refused', code: attribute(ofCall, 'code') }, ofCall)
  if (failures.length > 0)
    return trouble({ kind: 'requests-failed', count: failures.length }, failures.at(-1))
  const requests = countOf(material, 'request')
  return requests > 0 ? good({ kind: 'requests', count: requests }) : NO_LOG
}

const countOf = ({ counts }: CallMaterial, category: Category) =>
  counts.find((it) => it.category === category)?.events ?? 0

const PUSH_TROUBLES: ReadonlySet<string> = new Set([
  'PUSH_GAP',
  'PUSH_HANDLER_ERROR',
  'PUSH_LATE',
  'PUSH_RECONNECT',
])

function pushLight(material: CallMaterial): Verdict {
  const { landmarks } = material
  const span = { from: callSpan(material).from, to: judgedUntil(material) }
  const during = landmarks.filter((it) => isWithin(span, it))
  const broken = lastOf(during, (it) => it.name === 'PUSH_ERROR')
  if (broken) return failed({ kind: 'push-failed' }, broken)
  const odd = lastOf(during, (it) => PUSH_TROUBLES.has(it.name))
  if (odd) return trouble({ kind: 'push-trouble', name: odd.name }, odd)
  const earlier = lastOf(landmarks, (it) => it.category === 'push' && it.ts <= span.to)
  return earlier ? good({ kind: 'pushes', count: countOf(material, 'push') }, earlier) : NO_LOG
}

const SOCKET_TROUBLES: ReadonlySet<string> = new Set([
  'WEBSOCKET_BUFFERED',
  'WEBSOCKET_ERROR',
  'WEBSOCKET_HEARTBEAT_MISSED',
  'WEBSOCKET_RECONNECT',
  'WEBSOCKET_SILENCE',
])

/** Of each socket its state at that moment; sockets that a page closed on purpose are over. */
function socketsAt(landmarks: readonly Landmark[], by: Micros): readonly (readonly [string, Landmark])[] {
  const states = new Map<string, readonly [string, Landmark]>()
  for (const event of landmarks) {
    if (event.ts > by) break
    for (const { machine, to } of stateChangesOf(event)) {
      if (machine !== 'websocket') continue
      const key = `${event.session} ${event.source?.id ?? ''}`
      if (to === 'closed' && attribute(event, 'clean') === 'true') states.delete(key)
      else states.set(key, [to, event])
    }
  }
  return [...states.values()]
}

function socketLight(material: CallMaterial): Verdict {
  const { landmarks, facts } = material
  const span = { from: callSpan(material).from, to: judgedUntil(material) }
  const closed = socketsAt(landmarks, span.to).find(([state]) => state === 'closed' || state === 'connecting')
  if (closed) return failed({ kind: 'socket-closed', code: attribute(closed[1], 'close_code') }, closed[1])
  const during = landmarks.filter((it) => isWithin(span, it))
  const broke = lastOf(during, (it) => it.name === 'WEBSOCKET_CLOSE' && attribute(it, 'clean') !== 'true')
  if (broke && facts.reason === 'socket-lost') return failed({ kind: 'socket-broke' }, broke)
  if (broke) return trouble({ kind: 'socket-broke' }, broke)
  const odd = lastOf(during, (it) => SOCKET_TROUBLES.has(it.name))
  if (odd) return trouble({ kind: 'socket-trouble', name: odd.name }, odd)
  const open = socketsAt(landmarks, span.to).find(([state]) => state === 'open')
  return open ? good({ kind: 'socket-open' }, open[1]) : NO_LOG
}

function mediaLight(material: CallMaterial): Verdict {
  const { landmarks, facts, callid } = material
  const ofCall = landmarks.filter((it) => it.callid === callid)
  const denied = lastOf(
    ofCall,
    (it) => it.name === 'MEDIA_REQUEST' && it.phase === 'end' && attribute(it, 'error') !== undefined,
  )
  if (denied) return failed({ kind: 'microphone' }, denied)
  const { media } = callOutcome(facts)
  const ice = lastOf(ofCall, (it) => it.name === 'WEBRTC_ICE_STATE')
  const names: Readonly<Record<string, string>> = {
    'one-way': 'WEBRTC_ONE_WAY',
    poor: 'WEBRTC_QUALITY_LOW',
  }
  const event = lastOf(ofCall, (it) => it.name === names[media]) ?? ice
  const reason: LightReason = { kind: 'sound', verdict: media }
  switch (media) {
    case 'ok':
      return good(reason, event)
    case 'poor':
      return trouble(reason, event)
    case 'one-way':
    case 'none':
      return failed(reason, event)
    case 'unknown':
      if (facts.connectedTs === undefined)
        return { state: 'not-reached', reason: { kind: 'not-connected' }, event: undefined }
      return ice ? { state: 'no-log', reason, event: ice } : NO_LOG
    default:
      return unreachable(media)
  }
}
