import type { ColumnSink } from '#analysis/column-sink.ts'
import { CUT_MARK } from '#protocol/limits.ts'
import { err, ok } from '#protocol/result.ts'
import { createDocumentReader, type DocumentEnd, type DocumentFault } from './document-reader.ts'
import type { RawElement } from './line-block.ts'
import { createEventLogMapper } from './event-log.ts'
import type { DocumentMember, EventMapper } from './event-mapper.ts'
import { importedSession } from './identity.ts'
import type { ImportFailure, ImportFormat, ImportOptions, Importer, ImportSummary } from './importer.ts'
import { MAX_MEMBER_BYTES, MAX_MEMBERS, MAX_NOTES, MAX_PENDING_BYTES } from './import-limits.ts'
import { objectOf, type JsonObject } from './json-value.ts'
import { createNetLogMapper } from './netlog.ts'

const CONSTANTS_KEY = 'constants'
/** What a parsed element costs beside its text, about. */
const ELEMENT_BYTES = 500

/**
 * Both formats that are one JSON object with an `events` array: Chromium's NetLog and the structured event log.
 * Which one it is, the constants say; events that come before them wait, within bounds.
 */
export function createDocumentImporter(sink: ColumnSink, options: ImportOptions): Importer {
  const notes: string[] = []
  const members: DocumentMember[] = []
  let memberBytes = 0
  let constants: { readonly text: string; readonly value: JsonObject } | undefined
  let pending: RawElement[] = []
  let pendingBytes = 0
  let mapper: EventMapper | undefined
  let format: ImportFormat = 'event-log'
  let seq = 0
  let rejected = 0
  let cut = 0
  let rawEnd = 0
  let failure: ImportFailure | undefined
  /** Where reading stopped, when the whole events before it are kept. */
  let salvaged: DocumentFault | undefined

  const note = (text: string) => {
    if (notes.length < MAX_NOTES && !notes.includes(text)) notes.push(text)
  }

  const reader = createDocumentReader(
    {
      element(element) {
        rawEnd = element.rawOffset + element.rawBytes
        if (mapper === undefined && constants === undefined && pendingBytes < MAX_PENDING_BYTES) {
          pending.push(element)
          pendingBytes += element.rawBytes + ELEMENT_BYTES
          return
        }
        flush()
        mapElement(element)
      },
      elementTooLarge(rawOffset, rawBytes) {
        flush()
        seq++
        reject('too-large', `event: expected at most a few megabytes, found ${rawBytes} bytes`, rawOffset)
      },
      member(key, text, bytes) {
        const isCut = text.length < bytes && bytes > MAX_MEMBER_BYTES
        if (key === CONSTANTS_KEY) {
          if (mapper) note('The constants stand after too many events: names are those of known numbers.')
          constants ??= { text, value: objectOf(text === '' ? undefined : JSON.parse(text)) }
          flush()
        }
        if (memberBytes + text.length > MAX_MEMBER_BYTES * 2 || members.length >= MAX_MEMBERS) {
          note(
            `"${key.slice(0, 64)}" (${bytes} bytes) was left out: the file holds too much beside its events.`,
          )
          return
        }
        memberBytes += text.length
        members.push({ key, text: isCut ? text + CUT_MARK : text, bytes })
      },
    },
    options.decodeUtf8,
  )

  function reject(reason: 'invalid' | 'too-large', detail: string, rawOffset: number): void {
    rejected++
    sink.reject({ seq, reason, detail, rawOffset, ...(mapper && { session: mapper.session }) })
  }

  function mapElement(element: RawElement): void {
    mapper ??= createMapper(element)
    seq++
    const mapped = mapper.map(element, seq)
    if (mapped.kind === 'rejected') reject('invalid', mapped.detail, element.rawOffset)
    else if (mapped.cut) cut++
  }

  function createMapper(first: RawElement): EventMapper {
    const value = constants?.value ?? {}
    format = value['timeTickOffset'] === undefined ? 'event-log' : 'netlog'
    if (constants === undefined) note('The file has no constants: names are those of known numbers.')
    const session = importedSession(format, constants?.text ?? '', first.text.slice(first.from, first.to))
    return format === 'netlog'
      ? createNetLogMapper(sink, session, value)
      : createEventLogMapper(sink, session, value)
  }

  function flush(): void {
    const waiting = pending
    pending = []
    pendingBytes = 0
    for (const element of waiting) mapElement(element)
  }

  function stopAt(fault: DocumentFault): ImportFailure | undefined {
    flush()
    const whole = seq - rejected
    if (options.salvage && whole > 0) {
      salvaged = fault
      note(
        `Not valid JSON at line ${fault.line}, column ${fault.column}: only the events before it were kept.`,
      )
      return undefined
    }
    failure = {
      code: 'syntax',
      line: fault.line,
      column: fault.column,
      salvageable: whole,
      detail:
        `Not valid JSON at line ${fault.line}, column ${fault.column}: ${fault.detail}.` +
        (whole > 0 ? ` ${whole} whole events stand before it: import with "salvage" to keep those.` : ''),
    }
    return failure
  }

  function emptyDetail(end: DocumentEnd): string {
    if (rejected > 0) return `None of the file's ${rejected} events can be read: there is nothing to import.`
    return end === 'truncated'
      ? 'The file is cut off before its first whole event: there is nothing to import.'
      : 'The file holds no events: there is nothing to import.'
  }

  function summary(truncated: boolean): ImportSummary {
    const sessions = mapper ? [mapper.session] : []
    return { format, sessions, read: seq, rejected, cut, truncated, notes }
  }

  return {
    push(bytes) {
      if (failure) return err(failure)
      if (salvaged) return ok(undefined)
      const fault = reader.push(bytes)
      const failed = fault && stopAt(fault)
      return failed ? err(failed) : ok(undefined)
    },
    end() {
      if (failure) return err(failure)
      if (salvaged) return ok(summary(true))
      const end = reader.end()
      if (typeof end === 'object') {
        const failed = stopAt(end)
        return failed ? err(failed) : ok(summary(true))
      }
      flush()
      if (seq === rejected) {
        failure = { code: 'empty', salvageable: 0, detail: emptyDetail(end) }
        return err(failure)
      }
      if (end === 'complete') seq += mapper?.finish(members, seq + 1, rawEnd) ?? 0
      else
        note(
          'The file is cut off: events may be missing at its end, and what the format writes last is lost.',
        )
      return ok(summary(end === 'truncated'))
    },
  }
}
