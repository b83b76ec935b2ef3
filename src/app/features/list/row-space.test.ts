import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  clampTop,
  distance,
  endTop,
  fractionOf,
  LIST_TOP,
  moveBy,
  showRow,
  topAt,
  visibleRows,
  type RowSpace,
  type RowTop,
} from './row-space.ts'

const USUAL = 24
/** Some rows are wrapped, before some stands a gap; the same for the same position. */
const uneven = (count: number, viewport = 800): RowSpace => ({
  count,
  viewport,
  heights: {
    usual: USUAL,
    row: (position) => (position % 7 === 3 ? 66 : USUAL),
    gap: (position) => (position > 0 && position % 11 === 5 ? 18 : 0),
  },
})
const even = (count: number, viewport = 800): RowSpace => ({
  count,
  viewport,
  heights: { usual: USUAL, row: () => USUAL, gap: () => 0 },
})

const counts = fc.oneof(
  fc.integer({ min: 1, max: 60 }),
  fc.integer({ min: 61, max: 100_000 }),
  fc.constant(10_000_000),
)
const spaces = fc
  .tuple(counts, fc.integer({ min: 100, max: 2_000 }), fc.boolean())
  .map(([count, viewport, isEven]) => (isEven ? even(count, viewport) : uneven(count, viewport)))
const places = spaces.chain((space) =>
  fc
    .tuple(fc.integer({ min: 0, max: space.count - 1 }), fc.integer({ min: 0, max: USUAL - 1 }))
    .map(([row, offset]) => ({ space, top: clampTop(space, { row, offset }) })),
)
const lastShown = (space: RowSpace, top: RowTop) => {
  const { last } = visibleRows(space, top)
  return { last, bottom: distance(space, top, last) + space.heights.row(last) }
}

describe('row space', () => {
  test.each([3, 100, 10_000_000])('the last of %d rows is reached and ends at the lower edge', (count) => {
    const space = uneven(count)
    const { last, bottom } = lastShown(space, endTop(space))
    expect(last).toBe(count - 1)
    expect(bottom).toBe(Math.min(bottom, space.viewport))
    expect(bottom < space.viewport).toBe(count === 3)
    expect(endTop(space)).toEqual(topAt(space, 1))
  })

  test('moving down and up again comes back, away from the ends', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 1, max: 40_000 }), ({ space, top }, px) => {
        const down = moveBy(space, top, px)
        if (down.row === endTop(space).row) return
        const back = moveBy(space, down, -px)
        expect(back.row).toBe(top.row)
        expect(back.offset).toBeCloseTo(top.offset)
      }),
    )
  })

  test('moves by exactly as many pixels as asked, until an end', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: -30_000, max: 30_000 }), ({ space, top }, px) => {
        const moved = moveBy(space, top, px)
        const went = distance(space, top, moved.row) + moved.offset
        const isAtEnd = JSON.stringify(moved) === JSON.stringify(px < 0 ? LIST_TOP : endTop(space))
        expect(Math.abs(went)).toBeLessThanOrEqual(Math.abs(px) + 0.001)
        expect(isAtEnd || Math.abs(went - px) < 0.001).toBe(true)
      }),
    )
  })

  test('never leaves the list, however far', () => {
    fc.assert(
      fc.property(places, fc.double({ min: -1e12, max: 1e12, noNaN: true }), ({ space, top }, px) => {
        const moved = moveBy(space, top, px)
        expect(moved).toEqual(clampTop(space, moved))
        expect(moved.row).toBeGreaterThanOrEqual(0)
        expect(moved.row).toBeLessThan(space.count)
      }),
    )
  })

  test('the rail is monotone, and finds back to within a row', () => {
    fc.assert(
      fc.property(
        spaces,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (space, a, b) => {
          const [low, high] = [topAt(space, Math.min(a, b)), topAt(space, Math.max(a, b))]
          expect(low.row).toBeLessThanOrEqual(high.row)
          expect(fractionOf(space, low)).toBeLessThanOrEqual(fractionOf(space, high) + 1e-9)
          expect(Math.abs(topAt(space, fractionOf(space, low)).row - low.row)).toBeLessThanOrEqual(1)
        },
      ),
    )
  })

  test('every one of ten million rows can be reached by a fraction', () => {
    const space = even(10_000_000)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: endTop(space).row }), (row) => {
        expect(topAt(space, fractionOf(space, { row, offset: 0 })).row).toBe(row)
      }),
    )
  })

  test('shows the row that is asked for, and stays where it shows already', () => {
    fc.assert(
      fc.property(
        places,
        fc.nat(),
        fc.constantFrom('start' as const, 'center' as const, 'nearest' as const),
        ({ space, top }, nat, align) => {
          const row = nat % space.count
          const shown = showRow(space, top, row, align)
          const y = distance(space, shown, row)
          expect(y).toBeGreaterThanOrEqual(-0.001)
          expect(y + space.heights.row(row)).toBeLessThanOrEqual(space.viewport + 0.001)
          expect(showRow(space, shown, row, 'nearest')).toEqual(
            align === 'nearest' ? shown : showRow(space, shown, row, 'nearest'),
          )
        },
      ),
    )
  })

  test('a gap that becomes known above the row that is read does not move it', () => {
    const top = { row: 50, offset: 10 }
    const later = {
      ...even(1_000),
      heights: { ...even(1_000).heights, gap: (it: number) => (it === 50 ? 18 : 0) },
    }
    expect(moveBy(later, top, 0)).toEqual(top)
    expect(moveBy(later, top, -20)).toEqual({ row: 50, offset: -10 })
    expect(moveBy(later, top, -29)).toEqual({ row: 49, offset: 23 })
  })
})
