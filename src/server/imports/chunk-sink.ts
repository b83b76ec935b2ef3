import type { ColumnSink, ImportedEvent, RejectedRow } from '#analysis/column-sink.ts'
import type { RejectedEvent } from '#protocol/envelope.ts'
import type { SessionId } from '#protocol/ids.ts'
import type { SessionRecord } from '#protocol/session.ts'
import type { PreparedEvent, TenantKeys } from '../ports.ts'
import { prepareEvent } from '../process/prepare-event.ts'
import { prepareRecord } from '../process/prepare-record.ts'
import { CHUNK_CHARS, CHUNK_EVENTS } from './import-limits.ts'
import type { ParsedPart } from './parser-messages.ts'

/** What an event costs beside its long texts. */
const EVENT_CHARS = 200

interface Part {
  readonly session: SessionId
  record?: SessionRecord
  readonly events: PreparedEvent[]
  readonly rejected: RejectedEvent[]
}

/** Prepares what an importer finds for the store and gathers it by session. */
export interface ChunkSink extends ColumnSink {
  readonly isFull: boolean
  readonly read: number
  readonly rejected: number
  /** What was gathered since the last call. */
  take(): readonly ParsedPart[]
}

export function createChunkSink(keys: TenantKeys): ChunkSink {
  let parts = new Map<SessionId, Part>()
  let events = 0
  let chars = 0
  let read = 0
  let rejected = 0

  function partOf(session: SessionId): Part {
    let part = parts.get(session)
    if (part === undefined) {
      part = { session, events: [], rejected: [] }
      parts.set(session, part)
    }
    return part
  }

  return {
    get isFull() {
      return events >= CHUNK_EVENTS || chars >= CHUNK_CHARS
    },
    get read() {
      return read
    },
    get rejected() {
      return rejected
    },
    event(event: ImportedEvent) {
      const prepared: PreparedEvent & { ts?: ImportedEvent['ts'] } = prepareEvent(event, keys)
      prepared.ts = event.ts
      partOf(event.session).events.push(prepared)
      read++
      events++
      chars += EVENT_CHARS + (event.message?.length ?? 0) + (event.payload?.length ?? 0)
    },
    session(session, record) {
      const part = partOf(session)
      part.record = { ...part.record, ...prepareRecord(record, keys) }
    },
    reject({ session, seq, reason, detail }: RejectedRow) {
      read++
      rejected++
      // Counted against its chunk too: a file of nothing but bad lines must not gather for ever.
      events++
      if (session !== undefined) partOf(session).rejected.push({ index: seq - 1, seq, reason, detail })
    },
    take() {
      const taken = [...parts.values()]
      parts = new Map()
      events = 0
      chars = 0
      return taken
    },
  }
}
