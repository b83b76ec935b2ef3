import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SeqRange } from '#protocol/envelope.ts'
import { SeqRanges } from './ledger-ranges.ts'

const LIMIT = 40
const range = fc
  .tuple(fc.integer({ min: 1, max: LIMIT }), fc.integer({ min: 0, max: 6 }))
  .map(([from, length]): SeqRange => [from, from + length])

/** The same set, kept the plain way. */
function plainSet(ranges: readonly SeqRange[]): Set<number> {
  const set = new Set<number>()
  for (const [from, to] of ranges) for (let seq = from; seq <= to; seq++) set.add(seq)
  return set
}

describe('SeqRanges', () => {
  test('is the set of what was added', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 30 }), (ranges) => {
        const set = SeqRanges.of(ranges)
        const plain = plainSet(ranges)
        const seqs = Array.from({ length: LIMIT + 10 }, (_, index) => index)
        expect(seqs.filter((seq) => set.has(seq))).toEqual(seqs.filter((seq) => plain.has(seq)))
        expect(set.size).toBe(plain.size)
        expect(set.greatest).toBe(Math.max(0, ...plain))
      }),
    )
  })

  test('keeps ascending ranges that do not touch', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 30 }), (ranges) => {
        const kept = SeqRanges.of(ranges).ranges()
        const gaps = kept.slice(1).map(([from], index) => from - (kept[index]?.[1] ?? 0))
        expect(gaps.every((gap) => gap > 1)).toBe(true)
        expect(plainSet(kept)).toEqual(plainSet(ranges))
      }),
    )
  })

  test('gaps and members make up all seqs', () => {
    fc.assert(
      fc.property(
        fc.array(range, { maxLength: 30 }),
        fc.integer({ min: 0, max: LIMIT + 10 }),
        (ranges, highest) => {
          const set = SeqRanges.of(ranges)
          const gaps = plainSet(set.gaps(highest))
          const all = Array.from({ length: highest }, (_, index) => index + 1)
          expect(all.filter((seq) => gaps.has(seq))).toEqual(all.filter((seq) => !set.has(seq)))
          expect(set.countThrough(highest) + gaps.size).toBe(highest)
        },
      ),
    )
  })

  test('through ends at the first hole', () => {
    expect(
      SeqRanges.of([
        [1, 4],
        [6, 9],
      ]).through(),
    ).toBe(4)
    expect(SeqRanges.of([[2, 4]]).through()).toBe(0)
    expect(new SeqRanges().through()).toBe(0)
  })

  test('says the first gaps only, when asked', () => {
    expect(
      SeqRanges.of([
        [2, 2],
        [4, 4],
        [6, 6],
      ]).gaps(9, 2),
    ).toEqual([
      [1, 1],
      [3, 3],
    ])
  })
})
