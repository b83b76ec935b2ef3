import { createByteQueue } from './byte-queue.ts'
import { MAX_CONSTANTS_BYTES, MAX_ELEMENT_BYTES, MAX_MEMBER_BYTES } from './import-limits.ts'
import { checkJson } from './json-fault.ts'
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isSpace,
  newScan,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  scanValue,
  type ScanState,
} from './json-scan.ts'
import { holdsObject, readLineBlock, type RawElement } from './line-block.ts'

export interface DocumentHandler {
  element(element: RawElement): void
  /** An element over `MAX_ELEMENT_BYTES`: skipped. */
  elementTooLarge(rawOffset: number, rawBytes: number): void
  /** A member of the top object besides the event array; `text` is cut when `bytes` says more. */
  member(key: string, text: string, bytes: number): void
}

/** Where a document stops being readable. */
export interface DocumentFault {
  readonly line: number
  readonly column: number
  readonly detail: string
}

export type DocumentEnd = 'complete' | 'truncated'

/**
 * Reads `{"…": …, "events": [ … ], "…": …}` from byte chunks: members and elements as they are complete.
 * Fast where every event stands on its own line (as Chromium writes), right for any other valid layout.
 */
export interface DocumentReader {
  /** A fault, after which the reader takes nothing more. */
  push(chunk: Uint8Array): DocumentFault | undefined
  end(): DocumentEnd | DocumentFault
}

const EVENTS_KEY = 'events'
const BOM = [0xef, 0xbb, 0xbf] as const
/** A file of another layout (commas first, events over many lines) is read the slow way after this many stops. */
const MAX_FAST_FAILURES = 3
/** A key longer than this is no document of ours. */
const MAX_KEY_BYTES = 1024

type Place = 'start' | 'key' | 'colon' | 'value' | 'after-value' | 'element' | 'after-element' | 'end'

export function createDocumentReader(
  handler: DocumentHandler,
  decodeUtf8: (bytes: Uint8Array) => string,
): DocumentReader {
  const queue = createByteQueue()
  let place: Place = 'start'
  /** The object or array has had no entry yet, so it may close. */
  let first = true
  let key = ''
  let scan: ScanState = newScan()
  let scanned = 0
  /** Bytes of the value in hand that were let go because it is too large. */
  let dropped = 0
  /** What is kept of a member that is too large. */
  let keptHead = ''
  let line = 1
  /** Offset in the file of the current line's first byte. */
  let lineStart = 0
  let fastFailures = 0
  /** Offsets in the file, for `findBreak`. */
  let knownBreak = -1
  let searchedTo = 0
  let fault: DocumentFault | undefined

  /** Consumes bytes and counts their lines. */
  function take(count: number): void {
    const taken = queue.bytes.subarray(0, count)
    for (let at = taken.indexOf(NEWLINE); at >= 0; at = taken.indexOf(NEWLINE, at + 1)) {
      line++
      lineStart = queue.offset + at + 1
    }
    queue.consume(count)
  }

  /** The fault is the queue's first byte. */
  function fail(expected: string, found = JSON.stringify(String.fromCharCode(queue.bytes[0] ?? 0))): false {
    fault = { line, column: queue.offset - lineStart + 1, detail: `expected ${expected}, found ${found}` }
    return false
  }

  /** The fault inside a value that starts the queue; columns count what stands before it on its line. */
  function failInValue(text: string, checked = checkJson(text)): false {
    const index = checked.fault?.index ?? 0
    const before = text.slice(0, index)
    const lastBreak = before.lastIndexOf('\n')
    const lines = before.split('\n').length - 1
    fault = {
      line: line + lines,
      column: lastBreak < 0 ? queue.offset - lineStart + index + 1 : index - lastBreak,
      detail: `expected ${checked.fault?.expected ?? 'valid JSON'}, found ${checked.fault?.found ?? 'something else'}`,
    }
    return false
  }

  function skipSpaces(): void {
    const { bytes } = queue
    let at = 0
    while (at < bytes.length && isSpace(bytes[at])) at++
    if (at > 0) take(at)
  }

  function beginValue(next: Place): void {
    place = next
    scan = newScan()
    scanned = 0
    dropped = 0
    keptHead = ''
  }

  /** Index of the value's end in the queue, or -1 while it goes on. Lets go of what is over the limit. */
  function valueEnd(limit: number, keep: number): number {
    const { bytes } = queue
    const end = scanValue(bytes, scanned, bytes.length, scan)
    if (end >= 0) return end
    scanned = bytes.length
    if (scanned + dropped > limit) {
      if (dropped === 0) {
        // A missing quote may have swallowed the rest: better to name that than to speak of one large value.
        const text = decodeUtf8(bytes)
        const checked = checkJson(text)
        if (checked.fault && !checked.fault.atEnd) {
          failInValue(text, checked)
          return -1
        }
        keptHead = decodeUtf8(bytes.subarray(0, keep))
      }
      dropped += scanned
      take(scanned)
      scanned = 0
    }
    return -1
  }

  function readElement(): boolean {
    if (scanned === 0 && dropped === 0 && readLines()) return true
    const end = valueEnd(MAX_ELEMENT_BYTES, 0)
    if (end < 0) return false
    const start = queue.offset
    if (dropped > 0) handler.elementTooLarge(start - dropped, dropped + end)
    else {
      const text = decodeUtf8(queue.bytes.subarray(0, end))
      let value: unknown
      try {
        value = JSON.parse(text)
      } catch {
        return failInValue(text)
      }
      handler.element({ value, text, from: 0, to: text.length, rawOffset: start, rawBytes: end })
    }
    take(end)
    beginValue('after-element')
    return true
  }

  /** The queue's first line break, or -1; no byte is searched twice, however long the lines are. */
  function findBreak(bytes: Uint8Array, offset: number): number {
    if (knownBreak >= offset) return knownBreak - offset
    const at = bytes.indexOf(NEWLINE, Math.max(0, searchedTo - offset))
    if (at >= 0) knownBreak = offset + at
    searchedTo = offset + (at < 0 ? bytes.length : at + 1)
    return at
  }

  /** Reads whole lines that hold one event each. False when the next event is not of that kind. */
  function readLines(): boolean {
    if (fastFailures >= MAX_FAST_FAILURES) return false
    const { bytes, offset } = queue
    const firstBreak = findBreak(bytes, offset)
    if (firstBreak < 0 || !holdsObject(bytes, firstBreak)) return false
    const block = readLineBlock(bytes, offset, decodeUtf8, (element) => {
      handler.element(element)
    })
    if (block.stopped) fastFailures++
    if (block.lines === 0) return false
    line += block.lines
    lineStart = offset + block.bytes
    queue.consume(block.bytes)
    first = false
    place = block.comma ? 'element' : 'after-element'
    return true
  }

  function readMember(): boolean {
    const isConstants = key === 'constants'
    const limit = isConstants ? MAX_CONSTANTS_BYTES : MAX_MEMBER_BYTES
    const end = valueEnd(limit, isConstants ? 0 : MAX_MEMBER_BYTES)
    if (end < 0) return false
    if (dropped > 0) handler.member(key, keptHead, dropped + end)
    else {
      const text = decodeUtf8(queue.bytes.subarray(0, end))
      const checked = checkJson(text)
      if (checked.fault) return failInValue(text, checked)
      handler.member(key, text, end)
    }
    take(end)
    beginValue('after-value')
    return true
  }

  function readKey(): boolean {
    const { bytes } = queue
    if (bytes[0] === CLOSE_BRACE && first) return closeDocument()
    if (bytes[0] !== QUOTE) return fail('a name in quotes')
    const end = scanValue(bytes, 0, bytes.length, newScan())
    if (end < 0) return bytes.length > MAX_KEY_BYTES ? fail('a shorter name', 'a very long one') : false
    const text = decodeUtf8(bytes.subarray(0, end))
    try {
      key = String(JSON.parse(text))
    } catch {
      return failInValue(text)
    }
    take(end)
    place = 'colon'
    return true
  }

  function closeDocument(): true {
    take(1)
    place = 'end'
    return true
  }

  /** One step on; false when more bytes are needed or a fault was found. */
  function step(): boolean {
    // Inside a value nothing may be skipped: it could be part of a string.
    if (scanned === 0 && dropped === 0) skipSpaces()
    const [byte] = queue.bytes
    if (byte === undefined) return false
    switch (place) {
      case 'start': {
        if (queue.offset === 0 && BOM.every((it, i) => queue.bytes[i] === it)) queue.consume(BOM.length)
        const [open] = queue.bytes
        if (open === undefined) return false
        if (open !== OPEN_BRACE) return fail('"{"')
        take(1)
        place = 'key'
        return true
      }
      case 'key':
        return readKey()
      case 'colon':
        if (byte !== COLON) return fail('":"')
        take(1)
        beginValue('value')
        return true
      case 'value':
        if (key === EVENTS_KEY && byte === OPEN_BRACKET && scanned === 0 && dropped === 0) {
          take(1)
          first = true
          beginValue('element')
          return true
        }
        return readMember()
      case 'after-value':
        first = false
        if (byte === CLOSE_BRACE) return closeDocument()
        if (byte !== COMMA) return fail('"," or "}"')
        take(1)
        place = 'key'
        return true
      case 'element':
        if (scanned === 0 && dropped === 0 && byte === CLOSE_BRACKET && first) {
          take(1)
          place = 'after-value'
          return true
        }
        return readElement()
      case 'after-element':
        first = false
        if (byte === CLOSE_BRACKET) {
          take(1)
          place = 'after-value'
          return true
        }
        if (byte !== COMMA) return fail('"," or "]"')
        take(1)
        beginValue('element')
        return true
      case 'end':
        return fail('the end of the file')
      default:
        return place satisfies never
    }
  }

  /** Bytes are left in the middle of a value: cut off, or broken long before the end? */
  function leftover(): DocumentFault | undefined {
    if (queue.bytes.length === 0 || dropped > 0 || (place !== 'element' && place !== 'value'))
      return undefined
    const text = decodeUtf8(queue.bytes)
    const checked = checkJson(text)
    if (checked.fault && !checked.fault.atEnd) failInValue(text, checked)
    return fault
  }

  return {
    push(chunk) {
      if (fault) return fault
      queue.append(chunk)
      while (step());
      return fault
    },
    end() {
      if (fault) return fault
      if (place === 'end') return 'complete'
      return leftover() ?? 'truncated'
    },
  }
}
