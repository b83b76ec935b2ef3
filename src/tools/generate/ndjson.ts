import type { RecordedEvent } from '#protocol/event.ts'
import type { SessionId } from '#protocol/ids.ts'
import type { SessionRecord } from '#protocol/session.ts'

/**
 * NDJSON of our own field names, without line ends. Two kinds of line:
 * `{"session", "record": {…}}` says what is known of a session, before its events;
 * `{"session", "seq", "time", …}` is one event with the fields of `RecordedEvent`.
 */
export function recordLine(session: SessionId, record: SessionRecord): string {
  return JSON.stringify({ session, record })
}

export function eventLine(session: SessionId, event: RecordedEvent): string {
  return JSON.stringify({ session, ...event })
}

interface Lines {
  readonly session: SessionId
  readonly record: SessionRecord
  readonly events: readonly RecordedEvent[]
}

export function* sessionLines({ session, record, events }: Lines): Generator<string, void, undefined> {
  yield recordLine(session, record)
  for (const event of events) yield eventLine(session, event)
}
