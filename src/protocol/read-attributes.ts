import {
  CUT_MARK,
  MAX_ATTRIBUTE_KEY_CHARS,
  MAX_ATTRIBUTE_VALUE_CHARS,
  MAX_ATTRIBUTES,
  MAX_EVENT_BYTES,
} from './limits.ts'
import { cutText, utf8Bytes, wellFormed } from './well-formed.ts'

/** Marks left where something was cut; they stand beside the `MAX_ATTRIBUTES` of the event's own. */
export const TRUNCATED_BYTES = 'truncated_bytes'
export const TRUNCATED_ATTRIBUTES = 'truncated_attributes'

/** What one event has used and lost so far. */
export interface TextBudget {
  /** UTF-16 units of the text as received. */
  chars: number
  /** UTF-8 bytes that were cut off. */
  bytesCut: number
}

/**
 * Attributes as a flat map without a prototype, so that a key such as `constructor` or `__proto__` is only a key.
 * Numbers, booleans and null become their text, nested values their JSON text. More than `MAX_ATTRIBUTES`:
 * the first are kept and `truncated_attributes` says how many were not. A string answer says what is wrong.
 */
export function readAttributes(value: unknown, budget: TextBudget): Record<string, string> | string {
  const attrs = Object.create(null) as Record<string, string>
  if (value === undefined || value === null) return attrs
  if (typeof value !== 'object' || Array.isArray(value)) return 'attrs: expected an object of texts'
  const raw = value as Readonly<Record<string, unknown>>
  let kept = 0
  let left = 0
  for (const key of Object.keys(raw)) {
    const text = textOf(raw[key])
    if (text === undefined) continue
    budget.chars += key.length + text.length
    const name = shorten(key, MAX_ATTRIBUTE_KEY_CHARS, budget)
    const isMark = key === TRUNCATED_BYTES || key === TRUNCATED_ATTRIBUTES
    if ((kept >= MAX_ATTRIBUTES && !isMark) || (name !== key && name in attrs)) {
      left += 1
      continue
    }
    attrs[name] = shorten(text, MAX_ATTRIBUTE_VALUE_CHARS, budget)
    if (!isMark) kept += 1
  }
  if (left > 0) attrs[TRUNCATED_ATTRIBUTES] = String(left)
  return attrs
}

/** `undefined` only where JSON would leave the member out. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value)
  return JSON.stringify(value)
}

function shorten(text: string, maxChars: number, budget: TextBudget): string {
  if (text.length <= maxChars) return wellFormed(text)
  const kept = cutText(text, maxChars - CUT_MARK.length)
  if (text.length <= MAX_EVENT_BYTES) budget.bytesCut += utf8Bytes(text) - utf8Bytes(kept)
  return wellFormed(kept) + CUT_MARK
}
