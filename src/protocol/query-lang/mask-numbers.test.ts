import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { namesNumber, withMaskedNumbers } from './mask-numbers.ts'
import { parseQuery } from './parse.ts'

test.each([
  ['', ''],
  ['level:error', 'level:error'],
  ['attr.trackingId:1234567890', 'attr.trackingId:1234567890'],
  ['number:8000', 'number:8000'],
  ['number:138****8000', 'number:138****8000'],
  ['number:95588', 'number:95588'],
  ['number:13800138000', 'number:138****8000'],
  ['-number:"+86 138 0013 8000" level:error', '-number:138****8000 level:error'],
  ['level:error (a OR number:13800138000,8001)', 'level:error (a OR number:138****8000,8001)'],
  ['13800138000', '138*8000'],
  ['number:13800138000 (', 'number:138*8000 ('],
])('%j is passed on as %j', (query, masked) => {
  expect(withMaskedNumbers(query)).toBe(masked)
  expect(namesNumber(query)).toBe(query !== masked)
})

test('what is passed on holds no number, and can be read where the query could', () => {
  const number = fc
    .tuple(fc.constantFrom('138', '186', '199'), fc.integer({ min: 0, max: 99_999_999 }))
    .map(([prefix, rest]) => prefix + String(rest).padStart(8, '0'))
  const place = fc.constantFrom<(it: string) => string>(
    (it) => `number:${it}`,
    (it) => `level:error OR number:"+86 ${it}"`,
    (it) => `a -number:${it},8000`,
    (it) => it,
    (it) => `"says ${it} now" level:warn`,
  )
  fc.assert(
    fc.property(number, place, (digits, put) => {
      const masked = withMaskedNumbers(put(digits))
      expect(masked.replaceAll(/\D/g, '')).not.toContain(digits)
      expect(namesNumber(masked)).toBe(false)
      expect(parseQuery(masked).ok).toBe(true)
    }),
  )
})
