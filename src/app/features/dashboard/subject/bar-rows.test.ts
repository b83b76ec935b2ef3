import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { axisTicks, barRows } from './bar-rows.ts'

test('a row per bin, none lost, gaps kept', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e12 }),
      fc.integer({ min: 1, max: 1e9 }),
      fc.array(fc.nat({ max: 119 }), { maxLength: 40 }),
      (start, width, places) => {
        const bins = [...new Set(places)].map((place) => ({
          from: start + place * width,
          counts: { failed: place + 1, answered: 2 },
        }))
        const rows = barRows({ start, width, bins }, start + 120 * width)
        expect(rows).toHaveLength(120)
        for (const [index, row] of rows.entries()) {
          expect([row.from, row.to]).toEqual([start + index * width, start + (index + 1) * width])
          expect(row.total).toBe(places.includes(index) ? index + 3 : 0)
        }
      },
    ),
  )
})

test.each([
  [
    'minutes of an hour',
    60_000_000,
    79,
    0,
    ['00:00', '00:10', '00:20', '00:30', '00:40', '00:50', '01:00', '01:10'],
  ],
  [
    'hours in a zone half an hour off',
    1_800_000_000,
    48,
    30,
    ['23:30', '02:30', '05:30', '08:30', '11:30', '14:30', '17:30', '20:30', '23:30'].slice(1),
  ],
])('marks stand on round times: %s', (_, width, count, offsetMinutes, wanted) => {
  const rows = barRows({ start: 0, width, bins: [] }, count * width)
  const ticks = axisTicks(rows, offsetMinutes * 60_000_000, 10)
  expect(ticks.map((it) => new Date(it / 1_000).toISOString().slice(11, 16))).toEqual(wanted)
})
