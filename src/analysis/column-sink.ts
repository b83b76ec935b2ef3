import type { RejectReason } from '#protocol/envelope.ts'
import type { RecordedEvent } from '#protocol/event.ts'
import type { SessionId } from '#protocol/ids.ts'
import type { SessionRecord } from '#protocol/session.ts'
import type { Micros } from '#protocol/time.ts'

/** One event of a file. */
export interface ImportedEvent extends RecordedEvent {
  readonly session: SessionId
  /** Running maximum of the session's times in the file, so that it never falls with the file's order. */
  readonly ts: Micros
  /** Where the event's raw text starts in the decompressed file, in bytes. */
  readonly rawOffset: number
  readonly rawBytes: number
}

/** A piece of a file that looked like an event and is none. */
export interface RejectedRow {
  /** Event or line number in the file, from 1. */
  readonly seq: number
  /** Where the format is one session: its own. A seq of it that is rejected is accounted for, not missing. */
  readonly session?: SessionId
  readonly reason: RejectReason
  /** One sentence: which field, what was expected. */
  readonly detail: string
  readonly rawOffset: number
}

/**
 * Where an importer writes, event by event, in file order. The sink copies what it keeps and must not wait:
 * the bound is the importer's caller, who feeds it a chunk at a time and pauses between chunks.
 */
export interface ColumnSink {
  event(event: ImportedEvent): void
  /** What is known of a session; may come again, and later fields win. */
  session(session: SessionId, record: SessionRecord): void
  reject(row: RejectedRow): void
}
