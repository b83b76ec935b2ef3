import type { Category } from './category.ts'
import type { Form } from './form.ts'
import type { CallId, IngestPosition, Seq, SessionId, SourceId, SpanId, TenantId } from './ids.ts'
import type { Kind } from './kind.ts'
import type { Level } from './level.ts'
import type { Phase } from './phase.ts'
import type { Micros, MonoMicros } from './time.ts'
import type { Via } from './via.ts'

/** The long-lived object that an event belongs to. Types are an open registry (see the vocabulary). */
export interface EventSource {
  readonly id: SourceId
  readonly type: string
  readonly parent?: SourceId
  /** What a person would call it: a URL path, a socket host. */
  readonly name?: string
}

export type Attributes = Readonly<Record<string, string>>

/** One event, whole, as its recorder saw it. Absent optional fields mean "not known", never "empty". */
export interface RecordedEvent {
  readonly seq: Seq
  /** Device wall clock. */
  readonly time: Micros
  /** Device monotonic clock. */
  readonly mono: MonoMicros
  /** Counts clock jumps, sleeps and returns from the back-forward cache within a session. */
  readonly epoch: number
  readonly callid?: CallId
  readonly category: Category
  readonly form: Form
  readonly level: Level
  readonly label?: string
  readonly name: string
  readonly phase: Phase
  readonly source?: EventSource
  readonly span?: SpanId
  readonly message?: string
  readonly attrs: Attributes
  /** The large rest, as its raw text: never parsed and printed again, so nothing is lost. */
  readonly payload?: string
}

/** An event as it comes out of the store. Payload is loaded on its own, so only its size is here. */
export interface StoredEvent extends Omit<RecordedEvent, 'payload'> {
  readonly tenant: TenantId
  readonly kind: Kind
  readonly session: SessionId
  /** Corrected time: orders events across sessions. */
  readonly ts: Micros
  readonly received: Micros
  readonly ingest: IngestPosition
  readonly via: Via
  readonly payloadBytes: number
}

/** Identity of an event for ever: what permalinks and deduplication use. */
export interface EventKey {
  readonly session: SessionId
  readonly seq: Seq
}

/** Total order of lists across sessions; a cursor is always the whole tuple. */
export interface EventPosition extends EventKey {
  readonly ts: Micros
}

export function comparePositions(a: EventPosition, b: EventPosition): number {
  if (a.ts !== b.ts) return a.ts - b.ts
  // The store compares bytes; session ids are ASCII, where UTF-16 order is byte order.
  if (a.session !== b.session) return a.session < b.session ? -1 : 1
  return a.seq - b.seq
}
