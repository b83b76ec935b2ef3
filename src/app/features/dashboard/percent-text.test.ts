import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { percentText } from './percent-text.ts'

test.each([
  [0, 0, '–'],
  [10, 10, '100 %'],
  [9_998, 10_000, '99.98 %'],
  [1, 3, '33.3 %'],
  [0, 5, '0 %'],
  [999_999, 1_000_000, '> 99.99 %'],
  [1, 1_000_000, '< 0.01 %'],
])('%d of %d is %s', (part, whole, text) => {
  expect(percentText(part, whole)).toBe(text)
})

test('says 100 % of the whole only, and 0 % of nothing only', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 0, max: 1e9 }), (whole, some) => {
      const part = some % (whole + 1)
      expect(percentText(part, whole) === '100 %').toBe(part === whole)
      expect(percentText(part, whole) === '0 %').toBe(part === 0)
    }),
  )
})
