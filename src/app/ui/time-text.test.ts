import { describe, expect, test } from 'vitest'
import type { Micros } from '#protocol/time.ts'
import { timeFormatter } from './time-text.ts'

describe('time text', () => {
  test.each([
    [
      1_640_570_531_481_007,
      'Asia/Shanghai',
      '2021-12-27 10:02:11.481',
      '2021-12-27 10:02:11.481007 Asia/Shanghai',
    ],
    [1_640_570_531_481_007, 'UTC', '2021-12-27 02:02:11.481', '2021-12-27 02:02:11.481007 UTC'],
    [-1, 'UTC', '1969-12-31 23:59:59.999', '1969-12-31 23:59:59.999999 UTC'],
    [0, 'UTC', '1970-01-01 00:00:00.000', '1970-01-01 00:00:00.000000 UTC'],
  ])('%d in %s', (time, zone, text, full) => {
    expect(timeFormatter(zone)(time as Micros)).toEqual({ text, full })
  })
})
