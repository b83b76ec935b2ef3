import type { ColumnSink } from '#analysis/column-sink.ts'
import type { CallId, Seq, SessionId } from '#protocol/ids.ts'
import { isSeq, isSessionId } from '#protocol/ids.ts'
import { MAX_EVENT_BYTES, MAX_ID_CHARS, MAX_JSON_DEPTH } from '#protocol/limits.ts'
import { readEvent } from '#protocol/read-event.ts'
import { readSessionRecord } from '#protocol/read-session-record.ts'
import { err, ok } from '#protocol/result.ts'
import { isMicros, type Micros, type MonoMicros } from '#protocol/time.ts'
import { cutText, wellFormed } from '#protocol/well-formed.ts'
import { createByteQueue } from './byte-queue.ts'
import { fittedAttributes, fitTexts } from './fit-event.ts'
import { readForeign } from './foreign-fields.ts'
import { copiedSession, importedSession, ORIGINAL_SESSION } from './identity.ts'
import type { ImportFailure, ImportOptions, Importer, ImportSummary } from './importer.ts'
import { MAX_ELEMENT_BYTES, MAX_LISTED_SESSIONS, MAX_NOTES } from './import-limits.ts'
import { checkJson } from './json-fault.ts'
import { NEWLINE, RETURN } from './json-scan.ts'
import { parseExact } from './json-text.ts'
import { idOf, isObject, type JsonObject } from './json-value.ts'
import { parseTime } from './parse-time.ts'

const BOM = '\uFEFF'
/** Sessions whose latest time is remembered; of one forgotten, `ts` may start anew. */
const MAX_TRACKED_SESSIONS = 100_000

/** Whether a line has our own field names: identity and device time, as `clueline query --json` prints them. */
export function isOwnLine(line: JsonObject): boolean {
  const { session } = line as { readonly session?: unknown }
  if (typeof session !== 'string' || !isSessionId(session)) return false
  return isRecordLine(line) || (isSeq(line['seq']) && isMicros(line['time']))
}

/** `{"session", "record"}`: what is known of a session, before its events. */
function isRecordLine(line: JsonObject): boolean {
  return isObject(line['record']) && line['seq'] === undefined
}

/**
 * One JSON object a line: our own events, which keep their seq and (unless copied) their session, or a foreign logger's,
 * which become one session with seq = line number. A line that is no object is rejected and the rest read on.
 */
export function createNdjsonImporter(sink: ColumnSink, own: boolean, options: ImportOptions): Importer {
  const queue = createByteQueue()
  const format = own ? 'ndjson' : 'foreign-ndjson'
  const notes: string[] = []
  const sessions = new Set<SessionId>()
  let latest = new Map<SessionId, number>()
  /** Copies by original. */
  let copies = new Map<SessionId, SessionId>()
  let foreignSession: SessionId | undefined
  let firstTime: number | undefined
  let lastTime = 0
  let line = 0
  let read = 0
  let stored = 0
  let rejected = 0
  let cut = 0
  let truncated = false
  let searched = 0
  /** Bytes of the current line that were let go because it is too long. */
  let dropped = 0

  const note = (text: string) => {
    if (notes.length < MAX_NOTES && !notes.includes(text)) notes.push(text)
  }

  function reject(seq: number, reason: 'invalid' | 'too-large', detail: string, rawOffset: number): void {
    rejected++
    const session = foreignSession && { session: foreignSession }
    sink.reject({ seq, reason, detail: `line ${line}: ${detail}`, rawOffset, ...session })
  }

  function advance(session: SessionId, time: number): Micros {
    const ts = Math.max(latest.get(session) ?? Number.NEGATIVE_INFINITY, time)
    if (latest.size >= MAX_TRACKED_SESSIONS && !latest.has(session)) latest = new Map()
    latest.set(session, ts)
    if (sessions.size < MAX_LISTED_SESSIONS) sessions.add(session)
    return ts as Micros
  }

  /** The session under which events of this one are kept; the first time its record is told where it comes from. */
  function keptAs(session: SessionId): SessionId {
    if (options.copySessions !== true) return session
    const known = copies.get(session)
    if (known !== undefined) return known
    const copy = copiedSession(session)
    if (copies.size >= MAX_TRACKED_SESSIONS) copies = new Map()
    copies.set(session, copy)
    if (copy !== session) sink.session(copy, { custom: { [ORIGINAL_SESSION]: session } })
    return copy
  }

  function readRecord(session: SessionId, value: unknown): void {
    const record = readSessionRecord(value)
    if (!record.ok) note(`line ${line}: expected ${record.error} in the record, which was left out.`)
    else if (record.value) {
      const kept = keptAs(session)
      const { custom } = record.value
      const copied = custom && kept !== session && { custom: { ...custom, [ORIGINAL_SESSION]: session } }
      sink.session(kept, { ...record.value, ...copied })
    }
  }

  function readLine(text: string, rawOffset: number, rawBytes: number, isLast: boolean): void {
    if (text.trim() === '') return
    read++
    let value: unknown
    try {
      // Reading a value nested a million deep costs more memory than its text.
      if (text.length > MAX_EVENT_BYTES && checkJson(text).depth > MAX_JSON_DEPTH) {
        reject(line, 'invalid', `expected at most ${MAX_JSON_DEPTH} levels of nesting`, rawOffset)
        return
      }
      value = parseExact(text)
    } catch {
      const { fault } = checkJson(text)
      if (isLast && fault?.atEnd) {
        truncated = true
        read--
        note('The last line is cut off and was left out.')
        return
      }
      const where = fault
        ? `column ${fault.index + 1}: expected ${fault.expected}, found ${fault.found}`
        : 'not JSON'
      reject(line, 'invalid', where, rawOffset)
      return
    }
    if (!isObject(value)) reject(line, 'invalid', 'expected an object', rawOffset)
    else if (own) readOwn(value, rawOffset, rawBytes)
    else readOther(value, text, rawOffset, rawBytes)
  }

  function readOwn(value: JsonObject, rawOffset: number, rawBytes: number): void {
    const { session, ts } = value as { readonly session?: unknown; readonly ts?: unknown }
    if (typeof session !== 'string' || !isSessionId(session)) {
      reject(line, 'invalid', 'session: expected 1 to 64 characters of 0-9 A-Z a-z _ -', rawOffset)
      return
    }
    if (isRecordLine(value)) {
      readRecord(session, value['record'])
      // It is no event: what was read is what is stored, known already or rejected.
      read--
      return
    }
    const event = readEvent(value)
    if (!event.ok) {
      reject(event.error.seq ?? line, event.error.reason, event.error.detail, rawOffset)
      return
    }
    const time = isMicros(ts) ? ts : event.value.time
    stored++
    if (event.value.attrs['truncated_bytes'] !== undefined) cut++
    const kept = keptAs(session)
    sink.event({ ...event.value, session: kept, ts: advance(kept, time), rawOffset, rawBytes })
  }

  function readOther(value: JsonObject, text: string, rawOffset: number, rawBytes: number): void {
    if (foreignSession === undefined) {
      foreignSession = importedSession(format, '', text)
      sink.session(foreignSession, { platform: 'ndjson' })
    }
    const attrs = fittedAttributes()
    const fields = readForeign(value, attrs)
    const parsed = parseTime(fields.time)
    if (parsed?.zoneMissing) note('Times without a zone were read as UTC.')
    if (parsed === undefined) {
      note('Lines without a readable time were given that of the line before.')
      if (fields.time !== undefined)
        attrs.map['raw_time'] = wellFormed(cutText(String(fields.time), MAX_ID_CHARS))
    }
    const time = parsed?.time ?? lastTime
    lastTime = time
    firstTime ??= time
    const level = fields.level ?? 'info'
    const callid = idOf(fields.callid)
    const texts = fitTexts(attrs, fields.message, text)
    if (texts.cut) cut++
    stored++
    sink.event({
      session: foreignSession,
      seq: line as Seq,
      ts: advance(foreignSession, time),
      time: time as Micros,
      mono: (time - firstTime) as MonoMicros,
      epoch: 0,
      category: 'app',
      form: level === 'error' ? 'error' : 'text',
      level,
      name: wellFormed(fields.name ?? 'LOG'),
      phase: 'none',
      ...(callid !== undefined && { callid: callid as CallId }),
      ...(texts.message !== undefined && { message: texts.message }),
      ...(texts.payload !== undefined && { payload: texts.payload }),
      attrs: texts.attrs,
      rawOffset,
      rawBytes,
    })
  }

  /** The bytes up to `end` are one line, whose break (if any) follows. */
  function takeLine(end: number, breakBytes: number, isLast: boolean): void {
    line++
    const { bytes, offset } = queue
    if (dropped > 0) {
      read++
      reject(
        line,
        'too-large',
        `expected at most ${MAX_ELEMENT_BYTES} bytes, found ${dropped + end}`,
        offset - dropped,
      )
    } else {
      const to = bytes[end - 1] === RETURN ? end - 1 : end
      const text = options.decodeUtf8(bytes.subarray(0, to))
      readLine(line === 1 && text.startsWith(BOM) ? text.slice(1) : text, offset, to, isLast)
    }
    queue.consume(end + breakBytes)
    dropped = 0
    searched = 0
  }

  return {
    push(chunk) {
      queue.append(chunk)
      for (;;) {
        const { bytes } = queue
        const end = bytes.indexOf(NEWLINE, searched)
        if (end >= 0) {
          takeLine(end, 1, false)
          continue
        }
        searched = bytes.length
        if (bytes.length > MAX_ELEMENT_BYTES || dropped > 0) {
          dropped += bytes.length
          queue.consume(bytes.length)
          searched = 0
        }
        return ok(undefined)
      }
    },
    end() {
      if (queue.bytes.length > 0 || dropped > 0) takeLine(queue.bytes.length, 0, true)
      if (stored === 0) {
        const failure: ImportFailure = {
          code: 'empty',
          salvageable: 0,
          detail: `None of the ${read} lines is a log event: there is nothing to import.`,
        }
        return err(failure)
      }
      const summary: ImportSummary = {
        format,
        sessions: [...sessions],
        read,
        rejected,
        cut,
        truncated,
        notes,
      }
      return ok(summary)
    },
  }
}
