import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseTime } from './parse-time.ts'

test.each<[value: unknown, time: number | undefined]>([
  [1_708_053_600, 1_708_053_600_000_000],
  [1_708_053_600_123, 1_708_053_600_123_000],
  [1_708_053_600_123_456, 1_708_053_600_123_456],
  ['1708053600123456789', 1_708_053_600_123_457],
  [1_708_053_600.5, 1_708_053_600_500_000],
  ['2024-02-16T03:20:00.123456Z', 1_708_053_600_123_456],
  ['2024-02-16 11:20:00,5+08:00', 1_708_053_600_500_000],
  ['2024/02/15 23:20:00-0400', 1_708_053_600_000_000],
  ['2024-02-16T03:20:00', 1_708_053_600_000_000],
  ['2024-02-16', 1_708_041_600_000_000],
  ['2023-02-29T00:00:00Z', undefined],
  ['2024-13-01', undefined],
  ['yesterday', undefined],
  ['', undefined],
  [Number.NaN, undefined],
  [{}, undefined],
  [undefined, undefined],
])('reads %j', (value, time) => {
  expect(parseTime(value)?.time).toBe(time)
})

test('says when the zone is missing', () => {
  expect(parseTime('2024-02-16T03:20:00')?.zoneMissing).toBe(true)
  expect(parseTime('2024-02-16T03:20:00Z')?.zoneMissing).toBe(false)
})

const dates = fc.date({ min: new Date('1901-01-01'), max: new Date('2254-01-01'), noInvalidDate: true })
test('agrees with Date on every day', () => {
  fc.assert(
    fc.property(dates, (date) => {
      expect(parseTime(date.toISOString())?.time).toBe(date.getTime() * 1000)
    }),
  )
})
