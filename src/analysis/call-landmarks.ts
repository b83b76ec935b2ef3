import type { StoredEvent } from '#protocol/event.ts'
import { comparePositions } from '#protocol/event.ts'
import type { SessionId } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import type { CallFacts } from '#protocol/vocabulary/call-facts.ts'
import type { Category } from '#protocol/category.ts'

/** Events of the call itself that its story may rest on. */
export const CALL_LANDMARKS = [
  'CALL',
  'CALL_STATE',
  'CALL_ERROR',
  'CALL_HANGUP',
  'MEDIA_REQUEST',
  'REQUEST_BUSINESS_ERROR',
  'REQUEST_ERROR',
  'REQUEST_TIMEOUT',
  'WEBRTC_DTLS_STATE',
  'WEBRTC_ERROR',
  'WEBRTC_ICE_STATE',
  'WEBRTC_ONE_WAY',
  'WEBRTC_QUALITY_LOW',
] as const

/** Events of the sessions a call was made in, also from before it: a seat is signed in long before it drops. */
export const SESSION_LANDMARKS = [
  'MEDIA_REQUEST',
  'PUSH_CHANNEL',
  'PUSH_ERROR',
  'PUSH_GAP',
  'PUSH_HANDLER_ERROR',
  'PUSH_LATE',
  'PUSH_RECEIVED',
  'PUSH_RECONNECT',
  'REQUEST_BUSINESS_ERROR',
  'REQUEST_ERROR',
  'REQUEST_TIMEOUT',
  'SEAT_DROPPED',
  'SEAT_KEEPALIVE',
  'SEAT_KICKED',
  'SEAT_LOGIN',
  'SEAT_STATE',
  'TICKET_EXPIRED',
  'TICKET_ISSUED',
  'TICKET_REFRESH',
  'TICKET_REJECTED',
  'TICKET_REQUEST',
  'TICKET_STATE',
  'WEBSOCKET_BUFFERED',
  'WEBSOCKET_CLOSE',
  'WEBSOCKET_ERROR',
  'WEBSOCKET_HEARTBEAT_MISSED',
  'WEBSOCKET_RECONNECT',
  'WEBSOCKET_SILENCE',
  'WEBSOCKET_STATE',
] as const

export type Landmark = Pick<
  StoredEvent,
  'ts' | 'session' | 'seq' | 'category' | 'name' | 'phase' | 'level' | 'attrs'
> &
  Partial<Pick<StoredEvent, 'callid' | 'source'>>

/** Seqs of a session that are not stored, both ends included. */
export interface Hole {
  readonly session: SessionId
  readonly from: number
  readonly to: number
}

export interface CategoryCount {
  readonly category: Category
  readonly events: number
  readonly warnings: number
  readonly errors: number
}

/** All that is known of a call, for its card. */
export interface CallMaterial {
  readonly callid: string
  readonly facts: CallFacts
  /** By `(ts, session, seq)`. */
  readonly landmarks: readonly Landmark[]
  /** False: the store gave only the newest of each kind; what is not there may have been further back. */
  readonly complete: boolean
  /** Of everything the call's sessions recorded while it lasted. */
  readonly counts: readonly CategoryCount[]
  readonly holes: readonly Hole[]
}

/** After the last event of a call: what took it down may be told a moment later. */
export const GRACE_MICROS = 10_000_000

/** The stretch of time that a call's card speaks about. */
export function callSpan({ facts }: Pick<CallMaterial, 'facts'>): {
  readonly from: Micros
  readonly to: Micros
} {
  const from = (facts.firstTs ?? 0) as Micros
  const over = facts.failedTs ?? facts.endedTs ?? facts.lastTs ?? from
  return { from, to: Math.max(from, over) as Micros }
}

/** The value of an attribute; undefined where it is absent or empty. */
export function attribute(event: Landmark, name: string): string | undefined {
  const value = Object.hasOwn(event.attrs, name) ? event.attrs[name] : undefined
  return value === '' ? undefined : value
}

export function sorted(landmarks: Iterable<Landmark>): readonly Landmark[] {
  return [...landmarks].sort(comparePositions)
}

export function lastOf<Item>(items: readonly Item[], test: (item: Item) => boolean): Item | undefined {
  return items.findLast(test)
}

/** An END that says it did not work. */
export function hasFailed(event: Landmark): boolean {
  const result = attribute(event, 'result')
  return result !== undefined && result !== 'ok'
}
