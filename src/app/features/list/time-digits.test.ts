import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMicros, type Micros } from '#protocol/time.ts'
import { timeFormatter } from '../../ui/time-text.ts'
import { nextMode, rowClock, roundSpan, shortSpan, sinceText, splitSame } from './time-digits.ts'

describe('digits of a time', () => {
  test.each([
    ['10:02:11.481', '10:02:11.489', '10:02:11.48', '1'],
    ['10:02:11.481', undefined, '', '10:02:11.481'],
    ['10:02:11.481', '10:02:11.481', '10:02:11.481', ''],
    ['2021-12-28 00:00:00.000', '2021-12-27 23:59:59.999', '2021-12-2', '8 00:00:00.000'],
  ])('%s below %s', (text, above, same, changed) => {
    expect(splitSame(text, above)).toEqual([same, changed])
  })

  test('both parts make the whole, and the first stands above', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, above) => {
        const [same, changed] = splitSame(text, above)
        expect(same + changed).toBe(text)
        expect(above.startsWith(same)).toBe(true)
        expect(changed !== '' && above[same.length] === changed[0]).toBe(false)
      }),
    )
  })
})

test.each(['UTC', 'Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'])(
  'the fast clock agrees with the plain one in %s',
  (zone) => {
    const [fast, plain] = [rowClock(zone), timeFormatter(zone)]
    const times = fc.integer({ min: -2_000_000_000_000_000, max: 4_102_444_800_000_000 }).filter(isMicros)
    fc.assert(
      fc.property(times, (ts) => {
        expect(fast(ts)).toBe(plain(ts).text)
      }),
    )
    // Around a change to summer time.
    for (let ts = 1_615_704_000_000_000; ts < 1_615_712_000_000_000; ts += 60_000_000) {
      expect(fast(ts as Micros)).toBe(plain(ts as Micros).text)
    }
  },
)

test.each([
  [0, '0 µs'],
  [840, '840 µs'],
  [12_345, '12 ms'],
  [4_200_000, '4.20 s'],
  [150_000_000, '2.5 min'],
  [5_400_000_000, '1.5 h'],
  [-4_200_000, '4.20 s'],
  [999_400, '999 ms'],
  [999_900, '1.00 s'],
  [999, '999 µs'],
])('%d µs is %s', (micros, text) => {
  expect(shortSpan(micros)).toBe(text)
})

test.each([
  [4_120_000, '+00:04.120'],
  [-3_723_004_000, '−1:02:03.004'],
  [0, '+00:00.000'],
])('%d µs since is %s', (micros, text) => {
  expect(sinceText(micros)).toBe(text)
})

test('three modes, then the first again', () => {
  expect(nextMode(nextMode(nextMode('absolute')))).toBe('absolute')
})

test.each([
  [18_460_000, '18 s'],
  [150_000_000, '2.5 min'],
])('%d µs is about %s', (micros, text) => {
  expect(roundSpan(micros)).toBe(text)
})
