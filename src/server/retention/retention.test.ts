import { describe, expect, test } from 'vitest'
import { MICROS_PER_DAY, type Micros } from '#protocol/time.ts'
import { fakeClock } from '#testing/clock.ts'
import { retentionRound, type LiveDay, type RetentionRules } from './retention.ts'

const NOW = 20_000 * MICROS_PER_DAY
const daysAgo = (days: number) => (NOW - days * MICROS_PER_DAY) as Micros

/** Not in order of day, as a store may list them. */
const DAYS: readonly LiveDay[] = [
  { day: 20260103, lastReceived: daysAgo(3), bytes: 30 },
  // An old device clock: happened long ago by its own account, received yesterday.
  { day: 20200101, lastReceived: daysAgo(1), bytes: 5 },
  { day: 20260101, lastReceived: daysAgo(10.5), bytes: 10 },
  { day: 20260102, lastReceived: daysAgo(10), bytes: 20 },
  { day: 20260104, lastReceived: daysAgo(0), bytes: 40 },
]

async function run(rules: RetentionRules, freeBytes = 1_000) {
  let days = DAYS
  const removals = await retentionRound({
    live: {
      days: async () => days,
      dropReceivedBefore: async (limit) => {
        const gone = days.filter((it) => it.lastReceived < limit)
        days = days.filter((it) => it.lastReceived >= limit)
        return gone.map((it) => it.day).toSorted((a, b) => a - b)
      },
    },
    clock: fakeClock(NOW),
    rules: () => rules,
    disk: () => (freeBytes < 0 ? undefined : { freeBytes, totalBytes: 1_000 }),
  })
  expect(removals.map(({ day }) => day).concat(days.map(({ day }) => day))).toHaveLength(DAYS.length)
  return removals.map(({ day, reason }) => [day, reason])
}

describe('retention', () => {
  test('without rules keeps everything', async () => {
    expect(await run({}, 0)).toEqual([])
  })

  test('counts from the receipt, to the microsecond, not from what the device says', async () => {
    expect(await run({ days: 10 })).toEqual([[20260101, 'expired']])
  })

  test('may remove everything that has expired', async () => {
    expect(await run({ days: 1 })).toHaveLength(3)
  })

  test('frees the disk oldest receipt first and no more than needed', async () => {
    // 1,000 bytes, 80 % may be used, 820 are.
    expect(await run({ diskPercent: 80 }, 180)).toEqual([
      [20260101, 'disk'],
      [20260102, 'disk'],
    ])
    expect(await run({ diskPercent: 80 }, 200)).toEqual([])
  })

  test('never frees the newest day', async () => {
    expect((await run({ diskPercent: 10 }, 0)).map(([day]) => day)).toEqual([
      20200101, 20260101, 20260102, 20260103,
    ])
  })

  test('what expires counts as freed', async () => {
    expect(await run({ days: 10, diskPercent: 80 }, 191)).toEqual([[20260101, 'expired']])
  })

  test('leaves a disk alone that it cannot see', async () => {
    expect(await run({ diskPercent: 10 }, -1)).toEqual([])
  })
})
