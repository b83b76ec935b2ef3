import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TimeRange } from '#protocol/permalink/time-range.ts'
import type { Micros } from '#protocol/time.ts'
import { follow, isSameRange, nested, startHistory } from './range-history.ts'

const at = (from: number, to: number): TimeRange => ({
  from: { kind: 'at', at: from as Micros },
  to: { kind: 'at', at: to as Micros },
})
const NOW = 1_000_000 as Micros
const ALL: TimeRange = {}

test('zooming in makes crumbs, and each leads back', () => {
  const zoomed = [at(0, 100), at(10, 50), at(20, 30)].reduce(follow, startHistory(ALL))
  expect(nested(zoomed, NOW)).toEqual([ALL, at(0, 100), at(10, 50), at(20, 30)])
  const back = follow(zoomed, at(0, 100))
  expect(nested(back, NOW)).toEqual([ALL, at(0, 100)])
  expect(back.future).toEqual([at(10, 50), at(20, 30)])
  expect(follow(back, at(10, 50)).future).toEqual([at(20, 30)])
})

test('another range that does not lie within begins new crumbs', () => {
  const moved = follow(follow(startHistory(at(0, 100)), at(10, 50)), at(40, 90))
  expect(nested(moved, NOW)).toEqual([at(40, 90)])
})

test('back and forward end where they began', () => {
  const range = fc.tuple(fc.nat(5), fc.nat(5)).map(([from, length]) => at(from, from + length + 1))
  fc.assert(
    fc.property(fc.array(range, { minLength: 1, maxLength: 8 }), (ranges) => {
      const history = ranges.reduce(follow, startHistory(ALL))
      const last = history.past.at(-1)
      if (!last) return
      const back = follow(history, last)
      const next = back.future[0]
      expect(next && isSameRange(next, history.present)).toBe(true)
      expect(next && follow(back, next)).toEqual(history)
    }),
  )
})
