import { CUT_MARK, MAX_ATTRIBUTE_KEY_CHARS, MAX_ATTRIBUTES } from './limits.ts'
import { err, ok, type Result } from './result.ts'
import { SESSION_FIELDS, type SessionField, type SessionRecord } from './session.ts'
import { cutText, wellFormed } from './well-formed.ts'

/** Addresses and user agents are the longest; both are cut by servers at about this length. */
const MAX_SESSION_FIELD_CHARS = 2_048

/**
 * The session record of an upload. Numbers and booleans become text, longer texts end in `CUT_MARK`, empty and unknown
 * fields are left out; of `custom` the first `MAX_ATTRIBUTES` are kept and `truncated_attributes` counts the rest.
 */
export function readSessionRecord(value: unknown): Result<SessionRecord | undefined, string> {
  if (value === undefined || value === null) return ok(undefined)
  if (typeof value !== 'object' || Array.isArray(value)) return err('an object')
  const raw = value as Readonly<Record<string, unknown>>
  const record: { -readonly [Field in SessionField]?: string } & { custom?: Record<string, string> } = {}
  for (const field of SESSION_FIELDS) {
    const text = textOf(raw[field])
    if (text === undefined) return err(`${field} as text`)
    if (text !== '') record[field] = text
  }
  const { custom } = raw
  if (custom === undefined || custom === null) return ok(record)
  if (typeof custom !== 'object' || Array.isArray(custom)) return err('custom as an object of texts')
  record.custom = readCustom(custom as Readonly<Record<string, unknown>>)
  return ok(record)
}

function readCustom(raw: Readonly<Record<string, unknown>>): Record<string, string> {
  const custom = Object.create(null) as Record<string, string>
  let kept = 0
  let left = 0
  for (const key of Object.keys(raw)) {
    const text = textOf(raw[key])
    if (kept >= MAX_ATTRIBUTES || text === undefined) left += 1
    else {
      custom[cut(key, MAX_ATTRIBUTE_KEY_CHARS)] = text
      kept += 1
    }
  }
  if (left > 0) custom['truncated_attributes'] = String(left)
  return custom
}

/** Empty for absent, undefined for what is no text. */
function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' ? cut(value, MAX_SESSION_FIELD_CHARS) : undefined
}

function cut(text: string, chars: number): string {
  if (text.length <= chars) return wellFormed(text)
  return wellFormed(cutText(text, chars - CUT_MARK.length)) + CUT_MARK
}
