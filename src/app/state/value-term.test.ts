import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseQuery } from '#protocol/query-lang/parse.ts'
import { valueTerm } from './value-term.ts'

describe('the term of a value', () => {
  test.each([
    [{ field: 'attr', key: 'status', text: '401' } as const, 'attr.status:401'],
    [{ field: 'name', text: 'TICKET_EXPIRED' } as const, 'name:TICKET_EXPIRED'],
    [{ field: 'message', text: 'ticket "x" expired' } as const, String.raw`message:"ticket \"x\" expired"`],
  ])('%o', (value, term) => expect(valueTerm(value)).toBe(term))

  test('an empty value has none', () => {
    expect(valueTerm({ field: 'attr', key: 'reason', text: ' ' })).toBeUndefined()
  })

  test('a long value is found by its beginning', () => {
    const long = 'a'.repeat(5_000)
    expect(valueTerm({ field: 'attr', key: 'url', text: long })).toBe(`attr.url:${'a'.repeat(200)}*`)
    expect(valueTerm({ field: 'message', text: long })).toBe(`message:${'a'.repeat(200)}`)
  })

  test('always reads as one term', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.string({ minLength: 1, maxLength: 60 }),
        (text, key) => {
          const term = valueTerm({ field: 'attr', key, text })
          if (term === undefined) return
          const parsed = parseQuery(term)
          expect(parsed.ok && parsed.value.kind).toBe('field')
        },
      ),
    )
  })
})
