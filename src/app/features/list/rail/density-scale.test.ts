import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RowHistogram } from '../../../api/row-source.ts'
import type { Micros } from '#protocol/time.ts'
import { certainDigits, densityScale } from './density-scale.ts'

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
  densityScale(histogram([5, 0, 0, 7, 2]), order).stretches.map(({ emptyAfter }) => emptyAfter)

const sizes = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 })

describe('density scale', () => {
  test('a position has the time of its bar, in both orders', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.constantFrom('asc' as const, 'desc' as const), (sizes, nat, order) => {
        const scale = densityScale(histogram(sizes), order)
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
        const scale = densityScale(histogram(sizes), order)
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
        const [up, down] = [densityScale(histogram(sizes), 'asc'), densityScale(histogram(sizes), 'desc')]
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
    expect(densityScale(histogram([0]), 'asc').timeAt(0)).toBeUndefined()
  })
})

test('digits that are only interpolated are left out', () => {
  expect(certainDigits('2021-12-27 10:02:11.481', 3_600_000_000)).toBe('2021-12-27 10:02')
  expect(certainDigits('2021-12-27 10:02:11.481', 2_000_000)).toBe('2021-12-27 10:02:11')
  expect(certainDigits('2021-12-27 10:02:11.481', 500)).toBe('2021-12-27 10:02:11.481')
})
