import { DETECTION_BYTES } from './import-limits.ts'
import { checkJson } from './json-fault.ts'
import { isObject } from './json-value.ts'
import { isOwnLine } from './ndjson.ts'

export type Detected = 'document' | 'own-ndjson' | 'foreign-ndjson' | 'unknown' | 'empty'

export const ACCEPTED_FORMATS =
  'Chromium\'s NetLog JSON, the structured event log JSON (an object with an "events" array), and NDJSON ' +
  '(one JSON object a line), each also as .gz'

const GZIP_MAGIC = [0x1f, 0x8b]
/** First members of a document of ours; a log line has no such key with such a value. */
const DOCUMENT_START =
  /^\{\s*"(?:constants"\s*:\s*\{|events"\s*:\s*\[|polledData"\s*:|tabData"\s*:|userComments"\s*:)/
const EVENTS_MEMBER = /"events"\s*:\s*\[/
const BOM = '\uFEFF'

/** Whether bytes are gzip, whatever the file's name says. */
export function isGzip(head: Uint8Array): boolean {
  return GZIP_MAGIC.every((byte, i) => head[i] === byte)
}

/**
 * What a file is, from the text of its first bytes. Undefined: more bytes are needed.
 * `whole`: the file has no more.
 */
export function detectFormat(head: string, whole: boolean): Detected | undefined {
  const text = head.startsWith(BOM) ? head.slice(1).trimStart() : head.trimStart()
  const enough = whole || head.length >= DETECTION_BYTES
  if (text === '') return enough ? (whole ? 'empty' : 'unknown') : undefined
  if (!text.startsWith('{')) return 'unknown'
  if (DOCUMENT_START.test(text)) return 'document'
  const lineEnd = text.indexOf('\n')
  if (lineEnd < 0 && !enough) return undefined
  const line = lineEnd < 0 ? text : text.slice(0, lineEnd)
  const parsed = parseObject(line)
  if (parsed) {
    if (Array.isArray(parsed['events']) && text.slice(line.length).trim() === '') return 'document'
    return isOwnLine(parsed) ? 'own-ndjson' : 'foreign-ndjson'
  }
  // A document whose first member is another one, or a first line that is longer than all we look at.
  if (EVENTS_MEMBER.test(text)) return 'document'
  if (!enough) return undefined
  const isCutLine = lineEnd < 0 && checkJson(line).fault?.atEnd === true
  if (isCutLine && !whole)
    return /"session"\s*:/.test(line) && /"seq"\s*:/.test(line) ? 'own-ndjson' : 'foreign-ndjson'
  // Even where the first line is broken, the others may be good.
  return lineEnd >= 0 &&
    text
      .slice(lineEnd + 1, DETECTION_BYTES)
      .split('\n')
      .some((it) => parseObject(it) !== undefined)
    ? 'foreign-ndjson'
    : 'unknown'
}

function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
