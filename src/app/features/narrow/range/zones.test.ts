import { describe, expect, test } from 'vitest'
import { en } from '../../../i18n/en.ts'
import type { DurationMicros, Micros } from '#protocol/time.ts'
import { rangeLabel } from './range-label.ts'
import { allZones, findZones } from './zones.ts'

/** 27 December 2021, 10:02:11 in Shanghai. */
const NOW = 1_640_570_531_000_000 as Micros

describe('zones', () => {
  const zones = allZones(NOW, 'zh-CN')

  test('are all there, from west to east, with their offsets', () => {
    expect(zones.length).toBeGreaterThan(300)
    expect(zones.find(({ zone }) => zone === 'Asia/Shanghai')?.offset).toBe('UTC+8')
    expect(zones.find(({ zone }) => zone === 'UTC')?.offset).toBe('UTC')
    expect(zones[0]?.offset).toMatch(/^UTC-1[12]/)
  })

  test.each([
    ['shang', 'Asia/Shanghai'],
    ['new york', 'America/New_York'],
    ['+8', 'Asia/Shanghai'],
    ['中国', 'Asia/Shanghai'],
    ['UTC+08:00', 'Asia/Shanghai'],
    ['utc-3:30', 'America/St_Johns'],
    ['Asia/Chongqing', 'Asia/Chongqing'],
  ])('%s finds %s', (search, zone) => {
    expect(findZones(zones, search, NOW).map((it) => it.zone)).toContain(zone)
  })

  test('nonsense finds nothing', () => {
    expect(findZones(zones, '<b>', NOW)).toEqual([])
  })
})

const at = (time: number) => ({ kind: 'at' as const, at: time as Micros })
const ago = (minutes: number) => ({ kind: 'ago' as const, back: (minutes * 60_000_000) as DurationMicros })

describe('a range in words', () => {
  test.each([
    [{}, 'All time'],
    [{ from: ago(15) }, 'Last 15 min'],
    [{ from: ago(20) }, 'Last 20 min'],
    [{ from: at(NOW), to: at(NOW + 60_000_000) }, '2021-12-27 10:02:11 – 10:03:11'],
    [{ from: at(NOW), to: at(NOW + 86_400_000_000) }, '2021-12-27 10:02:11 – 2021-12-28 10:02:11'],
    [{ to: at(NOW) }, 'until 2021-12-27 10:02:11'],
    [{ from: at(1_640_534_400_000_000) }, 'Today'],
  ])('%j is %s', (range, label) => {
    expect(rangeLabel(range, NOW, 'Asia/Shanghai', en)).toBe(label)
  })
})
