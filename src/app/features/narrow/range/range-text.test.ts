import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printMicros, type TimeBound } from '#protocol/permalink/time-range.ts'
import type { Micros } from '#protocol/time.ts'
import { printRangeEnd, readRangeEnd, type RangeEnd } from './range-text.ts'

const TODAY = { year: 2021, month: 12, day: 27 }

function read(text: string, zone: string, end: RangeEnd = 'from') {
  const result = readRangeEnd(text, { zone, end, today: TODAY })
  if (!result.ok) return result.error
  const { bound, note } = result.value
  const time = bound === undefined ? 'open' : bound.kind === 'at' ? printMicros(bound.at) : bound.back / 1e6
  return note === undefined ? time : [time, note.kind]
}

describe('an end of a range', () => {
  test.each([
    ['', 'UTC', 'open'],
    ['now', 'UTC', 0],
    ['now-15m', 'UTC', 900],
    ['NOW - 2h', 'UTC', 7_200],
    ['2021-12-27T10:02:11+08:00', 'America/New_York', '2021-12-27T02:02:11Z'],
    ['2021-12-27 10:02:11.481 +0800', 'UTC', '2021-12-27T02:02:11.481Z'],
    ['2021-12-27T02:02Z', 'Asia/Shanghai', '2021-12-27T02:02:00Z'],
    ['2021-12-27 10:02', 'Asia/Shanghai', '2021-12-27T02:02:00Z'],
    ['2021/12/27 10:02:11', 'Asia/Shanghai', '2021-12-27T02:02:11Z'],
    ['2021-12-27', 'Asia/Shanghai', '2021-12-26T16:00:00Z'],
    ['10:02', 'UTC', '2021-12-27T10:02:00Z'],
    ['24:00', 'UTC', '2021-12-28T00:00:00Z'],
    ['１０：０２：１１', 'Asia/Shanghai', '2021-12-27T02:02:11Z'],
  ])('%s in %s', (text, zone, expected) => {
    expect(read(text, zone)).toBe(expected)
  })

  test.each([
    ['1640570531', ['2021-12-27T02:02:11Z', 'epoch']],
    ['1640570531481', ['2021-12-27T02:02:11.481Z', 'epoch']],
    ['1640570531481007', ['2021-12-27T02:02:11.481007Z', 'epoch']],
  ])('%s is an epoch, its unit by its size', (text, expected) => {
    expect(read(text, 'Asia/Shanghai')).toEqual(expected)
  })

  test('a date as the end means the whole day', () => {
    expect(read('2021-12-27', 'Asia/Shanghai', 'to')).toEqual(['2021-12-27T16:00:00Z', 'whole-day'])
  })

  test.each([
    ['soon', 'not-a-time'],
    ['now-15', 'not-a-time'],
    ['12', 'not-a-time'],
    ['2021-02-30', 'no-such-date'],
    ['2021-02-28 25:00', 'no-such-date'],
    ['99999999999999999', 'not-a-time'],
  ])('%s is refused', (text, error) => {
    expect(read(text, 'UTC')).toBe(error)
  })

  test('what clocks show twice is the first, and said', () => {
    const result = readRangeEnd('2026-11-01 01:30', { zone: 'America/New_York', end: 'from', today: TODAY })
    expect(result).toMatchObject({ ok: true, value: { note: { kind: 'twice' } } })
    expect(read('2026-11-01 01:30', 'America/New_York')).toEqual(['2026-11-01T05:30:00Z', 'twice'])
    expect(read('2026-11-01 01:30-05:00', 'America/New_York')).toBe('2026-11-01T06:30:00Z')
  })

  test('what clocks skip is moved behind the gap, and said', () => {
    expect(read('2026-03-08 02:30', 'America/New_York')).toEqual(['2026-03-08T07:30:00Z', 'skipped'])
    expect(read('2026-03-08 03:30', 'America/New_York')).toBe('2026-03-08T07:30:00Z')
  })

  test('reads back what it prints, in every zone, over every change of clocks', () => {
    const zone = fc.constantFrom(
      'UTC',
      'Asia/Shanghai',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'America/St_Johns',
    )
    const aChange = fc.constantFrom(
      Date.UTC(2026, 10, 1, 6),
      Date.UTC(2026, 2, 8, 7),
      Date.UTC(2026, 3, 4, 15),
    )
    const near = fc
      .tuple(aChange, fc.integer({ min: -7_200_000_000, max: 7_200_000_000 }))
      .map(([millis, away]) => millis * 1_000 + away)
    const time = fc.oneof(near, fc.integer({ min: 0, max: 4_000_000_000_000_000 }))
    fc.assert(
      fc.property(zone, time, (name, moment) => {
        const bound: TimeBound = { kind: 'at', at: moment as Micros }
        const result = readRangeEnd(printRangeEnd(bound, name), { zone: name, end: 'from', today: TODAY })
        expect(result.ok && result.value.bound).toEqual(bound)
      }),
      { numRuns: 500 },
    )
  })
})
