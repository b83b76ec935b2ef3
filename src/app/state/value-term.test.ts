import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseQuery } from '#protocol/query-lang/parse.ts'
import { narrowedQuery, valueTerm } from './value-term.ts'

const status = { name: 'attr', key: 'status', value: '401' } as const
const url = (value: string) => ({ name: 'attr', key: 'url', value }) as const

describe('the term of a value', () => {
  test.each([
    [status, 'attr.status:401'],
    [{ name: 'name', value: 'TICKET_EXPIRED' } as const, 'name:TICKET_EXPIRED'],
    [{ name: 'message', value: 'ticket "x" expired' } as const, String.raw`message:"ticket \"x\" expired"`],
  ])('%o', (value, term) => expect(valueTerm(value)).toBe(term))

  test('an empty value has none', () => {
    expect(valueTerm(url(' '))).toBeUndefined()
  })

  test('a long value is found by its beginning', () => {
    const long = 'a'.repeat(5_000)
    expect(valueTerm(url(long))).toBe(`attr.url:${'a'.repeat(200)}*`)
    expect(valueTerm({ name: 'message', value: long })).toBe(`message:${'a'.repeat(200)}`)
  })

  test('always reads as one term', () => {
    const texts = fc.string({ unit: 'binary', maxLength: 400 })
    fc.assert(
      fc.property(texts, fc.string({ minLength: 1, maxLength: 60 }), (value, key) => {
        const term = valueTerm({ name: 'attr', key, value })
        if (term === undefined) return
        const parsed = parseQuery(term)
        expect(parsed.ok && parsed.value.kind).toBe('field')
      }),
    )
  })
})

describe('the query after plus and minus', () => {
  test('keeps what stands there', () => {
    expect(narrowedQuery('level:warn', status, 'include')).toEqual({
      query: 'level:warn attr.status:401',
      term: 'attr.status:401',
    })
    expect(narrowedQuery('level:warn', status, 'exclude')?.query).toBe('level:warn -attr.status:401')
  })

  test('the second press changes nothing, also of a long value', () => {
    for (const it of [status, url('a'.repeat(500))]) {
      const once = narrowedQuery('x', it, 'include')?.query ?? ''
      expect(narrowedQuery(once, it, 'include')?.query).toBe(once)
    }
  })
})
