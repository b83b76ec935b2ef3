import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { civilFromDays, daysFromCivil, shiftedDate, weekdayOf } from './civil-date.ts'

test('days and dates are inverse, and agree with the calendar of the machine', () => {
  fc.assert(
    fc.property(fc.integer({ min: -900_000, max: 900_000 }), (days) => {
      const date = civilFromDays(days)
      expect(daysFromCivil(date)).toBe(days)
      const same = new Date(days * 86_400_000)
      expect(date).toEqual({
        year: same.getUTCFullYear(),
        month: same.getUTCMonth() + 1,
        day: same.getUTCDate(),
      })
      expect(weekdayOf(date) % 7).toBe(same.getUTCDay())
      expect(shiftedDate(date, 40)).toEqual(civilFromDays(days + 40))
    }),
  )
})

test.each([
  [2021, 2, 29],
  [2020, 13, 1],
  [2020, 4, 31],
  [2020, 0, 1],
])('%d-%d-%d does not exist', (year, month, day) => {
  expect(daysFromCivil({ year, month, day })).toBeUndefined()
})
