import {
  findNumbers,
  lastFour,
  normaliseNumber,
  numberToken,
  readNumberQuery,
  type NumberSpan,
  type PhoneNumber,
} from '#protocol/phone-number.ts'
import type { TenantKeys } from '../ports.ts'

/** What the numbers of one event left behind. */
export interface FoundNumbers {
  /** `full` and `last4` keys, each once. */
  readonly keys: string[]
  /** Spellings of numbers in marked attributes: looked for in the rest, where no pattern may know them (`02112345678`). */
  readonly spellings: { readonly pattern: RegExp; readonly number: PhoneNumber }[]
}

/** Shorter ones (extensions) would hit all kinds of other numbers in the rest of the event. */
const MIN_SPELLING_DIGITS = 7
/** A call has two ends and a transfer or two. */
const MAX_SPELLINGS = 8
/** Each is about 1 KB with its compiled form. */
const MAX_REMEMBERED_PATTERNS = 2_000
const patterns = new Map<string, RegExp>()

export function redactNumberValue(value: string, keys: TenantKeys, found: FoundNumbers): string {
  const number = normaliseNumber(value)
  if (number === undefined) {
    const query = readNumberQuery(value)
    // Masked by the recorder: still found by its last four.
    if (query?.kind === 'masked') remember(found.keys, keys.last4Keys(query.last4).at(-1))
    return redactNumbersInText(value, keys, found)
  }
  keys.count('number-attribute')
  if (value.replace(/\D/g, '').length >= MIN_SPELLING_DIGITS && found.spellings.length < MAX_SPELLINGS) {
    found.spellings.push({ pattern: patternOf(value.trim(), number), number })
  }
  return tokenOf(number, keys, found)
}

export function redactNumbersInText(text: string, keys: TenantKeys, found: FoundNumbers): string {
  const spans = spansIn(text, found)
  if (spans.length === 0) return text
  return replaceSpans(text, spans, keys, found, () => false)
}

/** As in text, but where JSON has a bare number the token is put in quotes, so that the payload stays JSON. */
export function redactNumbersInPayload(payload: string, keys: TenantKeys, found: FoundNumbers): string {
  const spans = spansIn(payload, found)
  if (spans.length === 0) return payload
  const first = /\S/.exec(payload)?.[0]
  if (first !== '{' && first !== '[') return replaceSpans(payload, spans, keys, found, () => false)
  let inString = false
  let position = 0
  const isBareValue = (span: NumberSpan): boolean => {
    for (; position < span.start; position++) {
      const char = payload[position]
      if (char === '"') inString = !inString
      else if (char === '\\' && inString) position += 1
    }
    return !inString
  }
  return replaceSpans(payload, spans, keys, found, isBareValue)
}

/** In order and not overlapping. */
function spansIn(text: string, { spellings }: FoundNumbers): readonly NumberSpan[] {
  const spans = findNumbers(text)
  if (spellings.length === 0) return spans
  const all = [...spans]
  for (const { pattern, number } of spellings) {
    pattern.lastIndex = 0
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      all.push({ start: match.index, end: match.index + match[0].length, number })
    }
  }
  all.sort((a, b) => a.start - b.start || b.end - a.end)
  let end = 0
  return all.filter((span) => {
    if (span.start < end) return false
    end = span.end
    return true
  })
}

/** A call centre dials the same numbers again; building a pattern costs as much as preparing five events. */
function patternOf(spelling: string, number: PhoneNumber): RegExp {
  let pattern = patterns.get(spelling)
  if (pattern === undefined) {
    const spellings = [spelling, ...spellingsOf(number)].map(escape).join('|')
    pattern = new RegExp(`(?<!\\d)(?:${spellings})(?!\\d)`, 'g')
    if (patterns.size >= MAX_REMEMBERED_PATTERNS) patterns.clear()
    patterns.set(spelling, pattern)
  }
  return pattern
}

function spellingsOf(number: PhoneNumber): string[] {
  const digits = number.replace('+', '')
  if (!number.startsWith('+86')) return [number, digits]
  const national = digits.slice(2)
  return [number, digits, `0${national}`, national]
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)
}

function replaceSpans(
  text: string,
  spans: readonly NumberSpan[],
  keys: TenantKeys,
  found: FoundNumbers,
  quoted: (span: NumberSpan) => boolean,
): string {
  let redacted = ''
  let from = 0
  for (const span of spans) {
    keys.count('number-text')
    const token = tokenOf(span.number, keys, found)
    redacted += text.slice(from, span.start) + (quoted(span) ? `"${token}"` : token)
    from = span.end
  }
  return redacted + text.slice(from)
}

function tokenOf(number: PhoneNumber, keys: TenantKeys, found: FoundNumbers): string {
  const { full, last4 } = keys.numberKeys(number)
  remember(found.keys, full)
  // Fewer than four digits have no last four.
  if (lastFour(number).length === 4) remember(found.keys, last4)
  return numberToken(number, full)
}

function remember(list: string[], key: string | undefined): void {
  if (key !== undefined && !list.includes(key)) list.push(key)
}
