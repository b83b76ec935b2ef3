import { isLevel, LEVELS, SEVERITY } from '../level.ts'
import { err, ok, type Result } from '../result.ts'
import type { Point, Span } from './ast.ts'
import { queryError, shown, type QueryError } from './errors.ts'
import { FIELDS, type FieldDefinition, type FieldName } from './fields.ts'
import { isNumberText, scaledNumber } from './number-value.ts'
import { readTime } from './time-value.ts'

/** The store keeps `seq` as an unsigned integer. */
const WHOLE_NUMBER = /^[0-9]{1,15}$/

/** Reads a place on the field's scale. */
export function readPoint(name: FieldName, text: string, span: Span): Result<Point, QueryError> {
  const definition: FieldDefinition = FIELDS[name]
  const params = { field: name, found: shown(text), example: definition.example }
  if (definition.type === 'level') {
    const level = text.toLowerCase()
    if (isLevel(level)) return ok({ kind: 'level', level })
    return err(queryError('not-a-level', span, { ...params, expected: LEVELS.join(', ') }))
  }
  if (definition.type === 'time') {
    const point = readTime(text)
    return point ? ok(point) : err(queryError('not-a-time', span, params))
  }
  const readable = definition.type === 'number' ? WHOLE_NUMBER.test(text) : isNumberText(text)
  return readable ? ok({ kind: 'number', text }) : err(queryError('not-a-number', span, params))
}

/** Whether a range from one point to another holds nothing. */
export function isEmptyRange(from: Point, to: Point): boolean {
  if (from.kind === 'time' && to.kind === 'time') return from.first > to.last
  if (from.kind === 'level' && to.kind === 'level') return SEVERITY[from.level] > SEVERITY[to.level]
  if (from.kind === 'number' && to.kind === 'number') {
    return (scaledNumber(from.text) ?? 0n) > (scaledNumber(to.text) ?? 0n)
  }
  return true
}
