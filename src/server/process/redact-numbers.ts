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
  /** Spellings that were in attributes marked as numbers: looked for in the rest of the event too. */
  readonly spellings: string[]
}

/** Shorter ones (extensions) would hit all kinds of other numbers in the rest of the event. */
const MIN_SPELLING_DIGITS = 7

export function redactNumberValue(value: string, keys: TenantKeys, found: FoundNumbers): string {
  const number = normaliseNumber(value)
  if (number === undefined) {
    const query = readNumberQuery(value)
    // Masked by the recorder: still found by its last four.
    if (query?.kind === 'masked') remember(found.keys, keys.last4Keys(query.last4).at(-1))
    return redactNumbersInText(value, keys, found)
  }
  keys.count('number-attribute')
  if (value.replace(/\D/g, '').length >= MIN_SPELLING_DIGITS) {
    found.spellings.push(value.trim(), ...spellingsOf(number))
  }
  return tokenOf(number, keys, found)
}

export function redactNumbersInText(text: string, keys: TenantKeys, found: FoundNumbers): string {
  const spans = findNumbers(text)
  if (spans.length === 0) return text
  return replaceSpans(text, spans, keys, found, () => false)
}

/** As in text, but where JSON has a bare number the token is put in quotes, so that the payload stays JSON. */
export function redactNumbersInPayload(payload: string, keys: TenantKeys, found: FoundNumbers): string {
  const spans = findNumbers(payload)
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

/** The other spellings of a marked number, where no pattern would know them: `02112345678`, `95588123`. */
export function redactSpellings(text: string, keys: TenantKeys, found: FoundNumbers): string {
  let redacted = text
  for (const spelling of found.spellings) {
    if (!redacted.includes(spelling)) continue
    const number = normaliseNumber(spelling)
    if (number === undefined) continue
    keys.count('number-text')
    redacted = redacted.replaceAll(spelling, tokenOf(number, keys, found))
  }
  return redacted
}

function spellingsOf(number: PhoneNumber): string[] {
  const digits = number.replace('+', '')
  if (!number.startsWith('+86')) return [number, digits]
  const national = digits.slice(2)
  return [number, digits, `0${national}`, national]
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
