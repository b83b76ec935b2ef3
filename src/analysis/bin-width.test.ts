import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import type { Micros } from '#protocol/time.ts'
import { binWidth } from './bin-width.ts'

test('never more bins than asked for', () => {
  const range = fc.tuple(fc.maxSafeInteger(), fc.integer({ min: 1, max: 2_000_000_000_000_000 }))
  fc.assert(
    fc.property(range, fc.integer({ min: 2, max: 300 }), ([start, length], bins) => {
      const from = Math.trunc(start / 4)
      const width = binWidth({ from: from as Micros, to: (from + length) as Micros }, bins)
      const used = Math.floor((from + length - 1) / width) - Math.floor(from / width) + 1
      expect(used).toBeLessThanOrEqual(bins)
    }),
  )
})

test.each([
  [3_600_000_000, 120, 30_000_000],
  [86_400_000_000, 120, 900_000_000],
  [100, 120, 1],
])('%s µs in %s bins are %s µs wide', (length, bins, width) => {
  expect(binWidth({ from: 0 as Micros, to: length as Micros }, bins)).toBe(width)
})
