import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Micros } from '#protocol/time.ts'
import { groupFound } from './group-found.ts'

const HOUR = 3_600_000_000
const at = (hour: number) => ({ firstTs: hour * HOUR, lastTs: hour * HOUR + 60_000_000 })
const window = (from: number, to: number) => ({ from: (from * HOUR) as Micros, to: (to * HOUR) as Micros })

test('what was going on at the time comes apart from the rest, by days of the reader', () => {
  // 15:30 and 16:30 UTC are two days in China.
  const found = groupFound([at(15.5), at(16.5), at(40)], [window(16, 17)], 'Asia/Shanghai')
  expect(found.within.map(({ day, items }) => [day, items.length])).toEqual([['1970-01-02', 1]])
  expect(found.others.map(({ day }) => day)).toEqual(['1970-01-01', '1970-01-03'])
})

test('a call that began before the time and lasts into it counts', () => {
  const long = { firstTs: 1 * HOUR, lastTs: 3 * HOUR }
  expect(groupFound([long], [window(2, 2.5)], 'UTC').within).toHaveLength(1)
})

test('everything is in one group, once', () => {
  const spans = fc.array(fc.record({ firstTs: fc.integer({ min: 0, max: 1e15 }), length: fc.nat(1e12) }))
  fc.assert(
    fc.property(spans, fc.nat(1e5), (raw, hour) => {
      const items = raw.map(({ firstTs, length }) => ({ firstTs, lastTs: firstTs + length }))
      const { within, others } = groupFound(items, [window(hour, hour + 1)], 'Asia/Shanghai')
      const all = [...within, ...others].flatMap((it) => it.items)
      expect(all.length).toBe(items.length)
      expect(new Set(all)).toEqual(new Set(items))
    }),
  )
})
