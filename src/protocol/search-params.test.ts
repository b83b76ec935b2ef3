import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseSearchParams, printSearchParams } from './search-params.ts'

describe('search parameters', () => {
  test('keep 64-bit ids and numbers as the text they are', () => {
    expect(parseSearchParams('?callid=1234567890123456789&n=1e5&t=true&e=')).toEqual({
      callid: '1234567890123456789',
      n: '1e5',
      t: 'true',
      e: '',
    })
  })

  test('are readable in the address bar', () => {
    expect(printSearchParams({ q: 'level:>=warn category:push,call' })).toBe(
      '?q=level:%3E%3Dwarn%20category:push,call',
    )
  })

  test('a broken escape is kept as it stands', () => {
    expect(parseSearchParams('?q=100%')).toEqual({ q: '100%' })
  })

  test('survive printing and parsing', () => {
    const texts = fc.string({ unit: 'grapheme' })
    fc.assert(
      fc.property(fc.dictionary(texts, texts), (params) => {
        const given = Object.fromEntries(Object.entries(params))
        expect(parseSearchParams(printSearchParams(given))).toEqual(given)
      }),
    )
  })
})
