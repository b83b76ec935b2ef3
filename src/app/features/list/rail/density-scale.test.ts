import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RowHistogram } from '../../../api/row-source.ts'
import type { Micros } from '#protocol/time.ts'
import { barsOf, certainDigits, crowd, densityScale, type Bar } from './density-scale.ts'

const WIDTH = 1_000_000

/** Rows per second, from time 0 on. */
function histogram(sizes: readonly number[]): RowHistogram {
  const bins = sizes.flatMap((size, index) =>
    size === 0
      ? []
      : [{ from: (index * WIDTH) as Micros, counts: { debug: 0, info: size - 1, warn: 0, error: 1 } }],
  )
  return { millis: 1, from: 0 as Micros, to: (sizes.length * WIDTH) as Micros, width: WIDTH, bins }
}

const empties = (order: 'asc' | 'desc') =>
  densityScale(barsOf(histogram([5, 0, 0, 7, 2])), order).stretches.map(({ emptyAfter }) => emptyAfter)

const sizes = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 })

describe('density scale', () => {
  test('a position has the time of its bar, in both orders', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.constantFrom('asc' as const, 'desc' as const), (sizes, nat, order) => {
        const scale = densityScale(barsOf(histogram(sizes)), order)
        fc.pre(scale.count > 0)
        const times = sizes.flatMap((size, second) => Array.from({ length: size }, () => second))
        if (order === 'desc') times.reverse()
        const position = nat % scale.count
        expect(Math.floor((scale.timeAt(position) ?? -1) / WIDTH)).toBe(times[position])
      }),
    )
  })

  test('a time leads back to within a row of the position that has it', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.constantFrom('asc' as const, 'desc' as const), (sizes, nat, order) => {
        const scale = densityScale(barsOf(histogram(sizes)), order)
        fc.pre(scale.count > 0)
        const position = nat % scale.count
        expect(
          Math.abs(scale.positionAt(scale.timeAt(position) ?? (0 as Micros)) - position),
        ).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('stretches follow each other without hole, and turn over with the order', () => {
    fc.assert(
      fc.property(sizes, (sizes) => {
        const [up, down] = [
          densityScale(barsOf(histogram(sizes)), 'asc'),
          densityScale(barsOf(histogram(sizes)), 'desc'),
        ]
        for (const scale of [up, down]) {
          let end = 0
          for (const stretch of scale.stretches) {
            expect(stretch.start).toBe(end)
            end = stretch.end
          }
          expect(end).toBe(scale.count)
        }
        expect(down.stretches.map(({ errors, rate }) => [errors, rate])).toEqual(
          up.stretches.map(({ errors, rate }) => [errors, rate]).reverse(),
        )
      }),
    )
  })

  test('knows where nothing was logged', () => {
    expect(empties('asc')).toEqual([2, 0, 0])
    expect(empties('desc')).toEqual([0, 2, 0])
  })

  test('an empty list has no time', () => {
    expect(densityScale(barsOf(histogram([0])), 'asc').timeAt(0)).toBeUndefined()
  })
})

test('digits that are only interpolated are left out', () => {
  expect(certainDigits('2021-12-27 10:02:11.481', 3_600_000_000)).toBe('2021-12-27 10:02')
  expect(certainDigits('2021-12-27 10:02:11.481', 2_000_000)).toBe('2021-12-27 10:02:11')
  expect(certainDigits('2021-12-27 10:02:11.481', 500)).toBe('2021-12-27 10:02:11.481')
})

const bar = (index: number, rows: number): Bar => ({
  from: (index * WIDTH) as Micros,
  width: WIDTH,
  counts: { debug: 0, info: rows, warn: 0, error: 0 },
})

describe('a crowd', () => {
  test('is found where nearly all rows stand in few of all bars', () => {
    expect(crowd([bar(0, 5), bar(297, 4_000), bar(299, 6_000)], 300)).toEqual([1, 2])
    expect(crowd([bar(0, 5), bar(299, 6_000)], 300)).toEqual([1, 1])
  })

  test('is none where rows are spread, or there are none', () => {
    expect(
      crowd(
        Array.from({ length: 300 }, (_, index) => bar(index, 10)),
        300,
      ),
    ).toBeUndefined()
    expect(crowd([], 300)).toBeUndefined()
  })

  test('with finer bars has finer times', () => {
    const fine = (second: number): Bar => ({ ...bar(0, 10), from: second as Micros, width: 1_000 })
    const scale = densityScale([bar(0, 5), fine(5_000_000), fine(5_001_000)], 'asc')
    expect(scale.grainAt(2)).toBe(WIDTH)
    expect(scale.grainAt(12)).toBe(1_000)
    expect(scale.timeAt(15)).toBe(5_001_050)
  })
})
