import { ENVELOPE_VERSION, type UploadEnvelope } from './envelope.ts'
import { isReservedSessionId, isSeq, isSessionId, type Seq } from './ids.ts'
import { MAX_EVENTS_PER_UPLOAD, MAX_SEQ_AHEAD, MAX_SESSION_SEQ } from './limits.ts'
import { readSessionRecord } from './read-session-record.ts'
import { err, ok, type Result } from './result.ts'
import { isMicros } from './time.ts'
import { isVia, type Via } from './via.ts'

export interface EnvelopeFault {
  readonly code: 'invalid-envelope' | 'unsupported-envelope' | 'too-many-events'
  /** Which field, what was expected. */
  readonly detail: string
}

/** Long enough that nobody guesses another session's; visible ASCII, so that every transport keeps it. */
const SECRET = /^[\x21-\x7e]{16,128}$/
const MAX_KEY_CHARS = 128

/** The outside of an upload; its events are checked one by one by `readEvent`. Ignores unknown fields. Never throws. */
export function readEnvelope(value: unknown): Result<UploadEnvelope, EnvelopeFault> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fault('body', 'a JSON object')
  const raw = value as Readonly<Record<string, unknown>>
  if (raw['v'] !== ENVELOPE_VERSION) {
    return err({ code: 'unsupported-envelope', detail: `v: this server takes version ${ENVELOPE_VERSION}` })
  }
  const { key, session, secret, floor, highest, sent, via, events } = raw
  if (typeof key !== 'string' || key === '' || key.length > MAX_KEY_CHARS)
    return fault('key', 'an ingest key')
  if (typeof session !== 'string' || !isSessionId(session)) {
    return fault('session', '1 to 64 of the characters 0-9 A-Z a-z _ -')
  }
  if (isReservedSessionId(session)) return fault('session', 'no id of an import or of the sample')
  if (typeof secret !== 'string' || !SECRET.test(secret)) {
    return fault('secret', '16 to 128 visible ASCII characters, the same in every upload of the session')
  }
  if (!isSeq(floor)) return fault('floor', 'a whole number from 1')
  if (floor > MAX_SESSION_SEQ + 1)
    return fault('floor', `at most ${MAX_SESSION_SEQ + 1}; begin a new session`)
  // Nothing recorded yet: floor 1, highest 0. How much of it is believed, `believedHighest` says.
  if (highest !== 0 && !isSeq(highest)) return fault('highest', 'a whole number from 0')
  if (highest < floor - 1) return fault('highest', 'at least floor - 1')
  if (!isMicros(sent)) return fault('sent', 'microseconds since 1970 as a whole number')
  if (!isVia(via) || via === 'import') return fault('via', 'live, late, next-visit, beacon or pulled')
  if (!Array.isArray(events)) return fault('events', 'a list')
  if (events.length > MAX_EVENTS_PER_UPLOAD) {
    const detail = `events: at most ${MAX_EVENTS_PER_UPLOAD} in one upload, found ${events.length}`
    return err({ code: 'too-many-events', detail })
  }
  const record = readSessionRecord(raw['record'])
  if (!record.ok) return fault('record', record.error)
  return ok({
    v: ENVELOPE_VERSION,
    key,
    session,
    secret,
    floor,
    highest: highest as Seq,
    sent,
    via: via satisfies Via,
    events: events as readonly unknown[],
    ...(record.value === undefined ? {} : { record: record.value }),
  })
}

/**
 * What of a claimed `highest` counts as recorded, by the highest seq that the client has shown (sent, or put below its
 * floor): so that one client's 2^53 does not drown what all others have recorded.
 */
export function believedHighest(claimed: number, seen: number): Seq {
  return Math.max(seen, Math.min(claimed, seen + MAX_SEQ_AHEAD, MAX_SESSION_SEQ)) as Seq
}

function fault(field: string, expected: string): Result<never, EnvelopeFault> {
  return err({ code: 'invalid-envelope', detail: `${field}: expected ${expected}` })
}
