import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { civilIn, momentIn } from '#protocol/search-text/zone-offset.ts'
import type { Micros } from '#protocol/time.ts'
import { axisTicks } from './axis.ts'
import { barAt, barsOf, drawnBars, placeOf } from './bars.ts'

const histogram = fc
  .record({
    first: fc.integer({ min: -5, max: 50 }),
    length: fc.integer({ min: 1, max: 120 }),
    width: fc.integer({ min: 1, max: 1_000 }),
    cut: fc.nat(999),
  })
  .chain(({ first, length, width, cut }) => {
    const from = first * width + Math.min(cut, width - 1)
    const to = Math.max(from + 1, (first + length) * width - Math.min(cut, width - 1))
    const counts = fc.record({ debug: fc.nat(9), info: fc.nat(9), warn: fc.nat(9), error: fc.nat(9) })
    const bins = Math.ceil(to / width) - Math.floor(from / width)
    return fc.array(fc.option(counts), { minLength: bins, maxLength: bins }).map((all) => ({
      from: from as Micros,
      to: to as Micros,
      width,
      millis: 1,
      bins: all.flatMap((it, index) =>
        it ? [{ from: ((Math.floor(from / width) + index) * width) as Micros, counts: it }] : [],
      ),
    }))
  })

describe('bars', () => {
  test('lose no row, leave no gap, and lie within the range', () => {
    fc.assert(
      fc.property(histogram, (answer) => {
        const drawn = barsOf(answer)
        const counted = answer.bins.reduce(
          (sum, { counts }) => sum + counts.debug + counts.info + counts.warn + counts.error,
          0,
        )
        expect(drawn.total).toBe(counted)
        expect(drawn.bars[0]?.from).toBe(answer.from)
        expect(drawn.bars.at(-1)?.to).toBe(answer.to)
        for (const [index, bar] of drawn.bars.entries()) {
          const next = drawn.bars[index + 1]
          expect(next === undefined || next.from === bar.to).toBe(true)
          expect(barAt(drawn, placeOf(drawn, (bar.from + bar.to) / 2))).toBe(index)
        }
      }),
    )
  })

  test('one row beside a million can be seen, and nothing is drawn where nothing is', () => {
    const counts = { debug: 0, info: 0, warn: 0, error: 0 }
    const drawn = drawnBars(
      barsOf({
        from: 0 as Micros,
        to: 30 as Micros,
        width: 10,
        millis: 1,
        bins: [
          { from: 0 as Micros, counts: { ...counts, info: 1_000_000 } },
          { from: 20 as Micros, counts: { ...counts, error: 1 } },
        ],
      }),
      40,
    )
    expect(drawn[2]?.error).toBe(50_000)
    expect(drawn[1]).toMatchObject({ error: 0, warn: 0, rest: 0 })
  })
})

describe('an axis', () => {
  const zones = fc.constantFrom(
    'UTC',
    'Asia/Shanghai',
    'America/New_York',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
  )

  test('has few marks, inside, rising, at round times of the wall clock', () => {
    fc.assert(
      fc.property(
        zones,
        fc.integer({ min: 0, max: 1_900_000_000_000_000 }),
        fc.integer({ min: 10, max: 400 * 86_400_000_000 }),
        (zone, start, length) => {
          const [from, to] = [start as Micros, (start + length) as Micros]
          const ticks = axisTicks(from, to, 8, zone)
          expect(ticks.length).toBeLessThanOrEqual(9)
          for (const [index, { time }] of ticks.entries()) {
            expect(time >= from && time < to).toBe(true)
            expect(index === 0 || time > (ticks[index - 1]?.time ?? 0)).toBe(true)
          }
        },
      ),
    )
  })

  test('over the end of summer time goes on at round hours', () => {
    const zone = 'America/New_York'
    const midnight = momentIn(zone, { year: 2026, month: 11, day: 1, hour: 0, minute: 0, second: 0 })
    const ticks = axisTicks(midnight, (midnight + 12 * 3_600_000_000) as Micros, 6, zone)
    expect(ticks.map(({ time }) => civilIn(zone, time).minute)).toEqual(ticks.map(() => 0))
    expect(ticks[0]?.text).toBe('11-01 00:00')
  })
})
