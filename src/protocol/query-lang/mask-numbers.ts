import { findNumbers, maskNumber, readNumberQuery, type PhoneNumber } from '../phone-number.ts'
import type { QueryNode, Span, TextValue } from './ast.ts'
import { parseQuery } from './parse.ts'

interface NamedNumber extends Span {
  /** What stands in its place; a query still finds by it what it found by the number. */
  readonly masked: string
}

/** Whether a query names a whole phone number: such a text is neither kept nor passed on. */
export function namesNumber(query: string): boolean {
  return numbersIn(query).length > 0
}

/** The query with whole phone numbers as `138****8000`: it finds all numbers that look so, and tells none. */
export function withMaskedNumbers(query: string): string {
  let masked = ''
  let end = 0
  for (const number of numbersIn(query)) {
    masked += query.slice(end, number.start) + number.masked
    end = number.end
  }
  return masked + query.slice(end)
}

function numbersIn(query: string): readonly NamedNumber[] {
  const parsed = parseQuery(query)
  const values = (parsed.ok ? numberValues(parsed.value) : []).flatMap(({ start, end, text }) => {
    const asked = readNumberQuery(text)
    return asked?.kind === 'full' ? named(start, end, maskNumber(asked.number)) : []
  })
  const others = findNumbers(query)
    .filter(({ start, end }) => values.every((it) => it.end <= start || end <= it.start))
    .flatMap(({ start, end, number }) => named(start, end, asPattern(number)))
  return [...values, ...others].toSorted((a, b) => a.start - b.start)
}

/** Extensions and hotlines are nobody's own, and too short to have four last digits. */
const named = (start: number, end: number, masked: string): readonly NamedNumber[] =>
  /\d{4}$/.test(masked) ? [{ start, end, masked }] : []

/** In free text a star stands for anything, also for the stars of a stored mask. */
const asPattern = (number: PhoneNumber) => maskNumber(number).replace(/\*+/, '*')

function numberValues(node: QueryNode): readonly TextValue[] {
  if (node.kind === 'and' || node.kind === 'or') return node.items.flatMap(numberValues)
  if (node.kind === 'not') return numberValues(node.item)
  if (node.kind !== 'field' || node.field.name !== 'number') return []
  return node.values.filter((it) => it.kind === 'text')
}
