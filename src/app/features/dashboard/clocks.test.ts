import { describe, expect, test } from 'vitest'
import type { Micros } from '#protocol/time.ts'
import { clocksOf, isZone, momentForClient } from './clocks.ts'

const SEVEN_PAST_TEN = 1_640_570_861_114_000 as Micros

describe('clocks of a zone', () => {
  test.each([
    ['Asia/Shanghai', '2021-12-27 10:07 10:07:41'],
    ['UTC', '2021-12-27 02:07 02:07:41'],
    ['America/New_York', '2021-12-26 21:07 21:07:41'],
  ])('%s', (zone, wanted) => {
    const { day, minutes, seconds } = clocksOf(zone)
    expect([day(SEVEN_PAST_TEN), minutes(SEVEN_PAST_TEN), seconds(SEVEN_PAST_TEN)].join(' ')).toBe(wanted)
  })

  test('midnight is 00, not 24', () => {
    expect(clocksOf('UTC').minutes(0 as Micros)).toBe('00:00')
  })

  test('a moment for the client', () => {
    expect(momentForClient('Asia/Shanghai', SEVEN_PAST_TEN)).toEqual({
      en: '27 December 2021, 10:07 (UTC+8)',
      zh: '2021年12月27日 10:07（UTC+8）',
    })
  })

  test.each(['', 'Mars/Olympus', '../../etc', '<b>'])('%j is no zone', (zone) => {
    expect(isZone(zone)).toBe(false)
  })
})
