import { readNumberQuery } from '../phone-number.ts'
import { err, ok, type Result } from '../result.ts'
import { COMPARISONS, type FieldRef, type PatternValue, type TextValue, type Value } from './ast.ts'
import { queryError, shown, type QueryError } from './errors.ts'
import { FIELDS, type FieldDefinition } from './fields.ts'
import { MAX_PATTERN_STARS } from './limits.ts'
import { isNumberText } from './number-value.ts'
import { isEmptyRange, readPoint } from './points.ts'
import type { PhraseToken, WordToken } from './tokens.ts'
import { unreachable } from './unreachable.ts'

const RANGE = '..'

/** Reads one value of a field, by the field's type. */
export function readValue(field: FieldRef, token: WordToken | PhraseToken): Result<Value, QueryError> {
  const definition: FieldDefinition = FIELDS[field.name]
  switch (definition.type) {
    case 'level':
    case 'number':
    case 'time':
      return readScaled(field, token)
    case 'enum':
      return readChoice(field, definition.values ?? [], token)
    case 'phone':
      return readPhone(token)
    case 'text':
    case 'keyword':
    case 'id':
      return readText(field, definition, token)
    default:
      return unreachable(definition.type)
  }
}

/** A bare word or phrase: text, or a pattern where it has stars. */
export function readTerm(token: WordToken | PhraseToken): Result<TextValue | PatternValue, QueryError> {
  const { start, end } = token
  if (token.kind === 'phrase') return ok({ kind: 'text', text: token.text, start, end })
  const { parts } = token
  if (parts.length === 1) return ok({ kind: 'text', text: parts[0] ?? '', start, end })
  if (parts.length - 1 > MAX_PATTERN_STARS) {
    return err(queryError('too-many-wildcards', token, { max: String(MAX_PATTERN_STARS) }))
  }
  return ok({ kind: 'pattern', parts, start, end })
}

function readText(
  field: FieldRef,
  definition: FieldDefinition,
  token: WordToken | PhraseToken,
): Result<Value, QueryError> {
  if (token.kind === 'word') {
    if (/^[<>]/.test(token.raw)) {
      if (definition.comparable) return readScaled(field, token)
      return err(queryError('not-comparable', token, { field: field.name, found: token.raw.charAt(0) }))
    }
    if (definition.comparable && isNumberRange(token.raw)) return readScaled(field, token)
  }
  return readTerm(token)
}

function isNumberRange(raw: string): boolean {
  const cut = raw.indexOf(RANGE)
  if (cut < 0 || raw === RANGE) return false
  const [from, to] = [raw.slice(0, cut), raw.slice(cut + RANGE.length)]
  return (from === '' || isNumberText(from)) && (to === '' || isNumberText(to))
}

/** A point, a comparison or a range. */
function readScaled(field: FieldRef, token: WordToken | PhraseToken): Result<Value, QueryError> {
  const { start, end } = token
  const raw = token.kind === 'word' ? token.raw : token.text
  const op = token.kind === 'word' ? COMPARISONS.find((it) => raw.startsWith(it)) : undefined
  if (op) {
    const at = readPoint(field.name, raw.slice(op.length), { start: start + op.length, end })
    return at.ok ? ok({ kind: 'compare', op, at: at.value, start, end }) : at
  }
  const cut = token.kind === 'word' ? raw.indexOf(RANGE) : -1
  if (cut < 0) {
    const at = readPoint(field.name, raw, token)
    return at.ok ? ok({ kind: 'point', at: at.value, start, end }) : at
  }
  const low = raw.slice(0, cut)
  const high = raw.slice(cut + RANGE.length)
  const lowSpan = { start, end: start + cut }
  const highSpan = { start: start + cut + RANGE.length, end }
  // `5..` is `>=5`: one meaning, one tree.
  const from = low === '' && high !== '' ? undefined : readPoint(field.name, low, lowSpan)
  if (from && !from.ok) return from
  const to = high === '' ? undefined : readPoint(field.name, high, highSpan)
  if (to && !to.ok) return to
  if (from && to) {
    if (isEmptyRange(from.value, to.value))
      return err(queryError('empty-range', token, { found: shown(raw) }))
    return ok({ kind: 'between', from: from.value, to: to.value, start, end })
  }
  if (from) return ok({ kind: 'compare', op: '>=', at: from.value, start, end })
  if (to) return ok({ kind: 'compare', op: '<=', at: to.value, start, end })
  return err(queryError('empty-range', token, { found: shown(raw) }))
}

function readChoice(
  field: FieldRef,
  choices: readonly string[],
  token: WordToken | PhraseToken,
): Result<Value, QueryError> {
  const params = { field: field.name, expected: choices.join(', ') }
  if (token.kind === 'word' && token.parts.length > 1) return err(queryError('no-wildcard', token, params))
  const text = token.kind === 'word' ? (token.parts[0] ?? '') : token.text
  const choice = choices.find((it) => it === text.toLowerCase())
  if (choice === undefined) return err(queryError('unknown-value', token, { ...params, found: shown(text) }))
  return ok({ kind: 'text', text: choice, start: token.start, end: token.end })
}

/** Stars in a phone number are the mask of one (`138****8000`), not wildcards. */
function readPhone(token: WordToken | PhraseToken): Result<Value, QueryError> {
  const text = token.kind === 'word' ? token.raw : token.text
  if (!readNumberQuery(text)) return err(queryError('not-a-phone', token, { found: shown(text) }))
  return ok({ kind: 'text', text, start: token.start, end: token.end })
}
