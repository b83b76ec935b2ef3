import type { SessionId, Seq } from './ids.ts'
import type { SessionRecord } from './session.ts'
import type { Micros } from './time.ts'
import type { Via } from './via.ts'

export const ENVELOPE_VERSION = 1

/**
 * One upload, version 1. The body is this as JSON, plain or gzipped (told apart by the gzip magic bytes),
 * sent as text/plain so that a cross-origin page needs no preflight even while it closes.
 * Events are partial: see `readEvent` for the defaults of what is left out.
 */
export interface UploadEnvelope {
  readonly v: typeof ENVELOPE_VERSION
  /** Write-only ingest key; decides the tenant. */
  readonly key: string
  readonly session: SessionId
  /** Chosen by the client at its first batch; the server keeps the hash, so nobody else writes this session. */
  readonly secret: string
  readonly record?: SessionRecord
  /** Every seq below is resolved as far as the client knows; it will never send one of them again. */
  readonly floor: Seq
  /** Highest seq recorded so far, sent or not: what completeness is measured against. */
  readonly highest: Seq
  /** Device wall clock when the batch left. */
  readonly sent: Micros
  readonly via: Via
  readonly events: readonly unknown[]
}

/** Inclusive on both ends. */
export type SeqRange = readonly [from: number, to: number]

export const REJECT_REASONS = ['invalid', 'too-large', 'conflict'] as const
export type RejectReason = (typeof REJECT_REASONS)[number]

export interface RejectedEvent {
  /** Position in the batch's `events`. */
  readonly index: number
  /** Absent when the event had no readable seq. */
  readonly seq?: number
  readonly reason: RejectReason
  /** One sentence in English for the developer's console: which field, what was expected. */
  readonly detail: string
}

/** The answer to an upload. The client may delete exactly what is resolved here. */
export interface UploadAnswer {
  readonly v: typeof ENVELOPE_VERSION
  readonly session: SessionId
  /** Every seq up to and with this one is stored, rejected or declared lost. 0: none. */
  readonly resolvedThrough: number
  /** Resolved stretches above `resolvedThrough`, ascending, not touching. */
  readonly resolved: readonly SeqRange[]
  readonly stored: number
  readonly duplicates: number
  readonly rejected: readonly RejectedEvent[]
  readonly serverTime: Micros
}

/** Name of the `sdk` event that declares a stretch lost; attributes `from`, `to`, `reason`. */
export const TOMBSTONE_EVENT = 'LOST'
export const LOSS_REASONS = ['expired', 'quota', 'cleared', 'too-large', 'overflow'] as const
export type LossReason = (typeof LOSS_REASONS)[number]
