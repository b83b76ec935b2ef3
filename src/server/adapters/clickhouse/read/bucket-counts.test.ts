import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import {
  addCounts,
  bucketCounts,
  bucketOf,
  bucketRange,
  countBelow,
  countsWithin,
  indexAt,
  stretches,
} from './bucket-counts.ts'

const entries = fc
  .array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 30 })), { maxLength: 40 })
  .map((pairs) => [...new Map(pairs)])

test('a time is inside its bucket, before 1970 too', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }), (ts) => {
      const { from, to } = bucketRange(bucketOf(ts))
      expect(ts >= from && ts < to).toBe(true)
    }),
  )
})

test('buckets follow one another without gap or overlap', () => {
  for (let bucket = -5; bucket < 5; bucket += 1)
    expect(bucketRange(bucket).to).toBe(bucketRange(bucket + 1).from)
})

test('a position is in the bucket that holds it', () => {
  fc.assert(
    fc.property(entries, fc.nat(), (pairs, seed) => {
      const counts = bucketCounts(pairs)
      if (counts.total === 0) return
      const position = seed % counts.total
      const index = indexAt(counts, position)
      const before = counts.before[index] ?? -1
      expect(before <= position && position < before + (counts.counts[index] ?? 0)).toBe(true)
      expect(countBelow(counts, counts.buckets[index] ?? 0)).toBe(before)
    }),
  )
})

test('what was added can be taken away', () => {
  fc.assert(
    fc.property(entries, entries, (a, b) => {
      const [left, right] = [bucketCounts(a), bucketCounts(b)]
      expect(addCounts(addCounts(left, right, 1), right, -1)).toEqual(left)
    }),
  )
})

test('stretches cover every bucket once, in either direction', () => {
  fc.assert(
    fc.property(entries, fc.boolean(), fc.integer({ min: 1, max: 60 }), (pairs, newestFirst, rows) => {
      const counts = bucketCounts(pairs)
      const cut = [...stretches(counts, { rows, newestFirst, next: (size) => size * 2, most: 100 })]
      const held = cut.map((range) => countsWithin(counts, range))
      expect(held.reduce((sum, { total }) => sum + total, 0)).toBe(counts.total)
      const order = cut.map(({ from }) => from)
      expect(order).toEqual(order.toSorted((a, b) => (newestFirst ? b - a : a - b)))
    }),
  )
})
