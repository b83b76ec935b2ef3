import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DurationMicros, Micros, MonoMicros } from '#protocol/time.ts'
import { MAX_EPOCHS, SessionClock } from './ledger-clock.ts'

const NOW = 1_640_570_400_000_000
const HOUR = 3_600_000_000

interface Reading {
  readonly epoch: number
  readonly time: number
  readonly mono: number
  readonly skew: number
}

/** A session: `mono` never falls, the wall clock jumps with each epoch, and so does what the server thinks of it. */
const session = fc
  .array(
    fc.record({
      step: fc.integer({ min: 0, max: HOUR }),
      jump: fc.option(fc.integer({ min: -5 * HOUR, max: 5 * HOUR })),
      skew: fc.integer({ min: -HOUR, max: HOUR }),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map((steps): Reading[] => {
    let mono = 0
    let wall = NOW
    let epoch = 0
    return steps.map(({ step, jump, skew }) => {
      mono += step
      if (jump !== null) {
        epoch++
        wall += jump
      }
      return { epoch, time: wall + mono, mono, skew }
    })
  })

const timeOf = (clock: SessionClock, { epoch, time, mono, skew }: Reading) =>
  clock.timeOf(
    { epoch, time: time as Micros, mono: mono as MonoMicros },
    skew as DurationMicros,
    (NOW + 20 * HOUR) as Micros,
  )

describe('SessionClock', () => {
  test('times never fall with seq when events come in order', () => {
    fc.assert(
      fc.property(session, (readings) => {
        const clock = new SessionClock()
        const times = readings.map((reading) => timeOf(clock, reading))
        expect(times).toEqual(times.toSorted((a, b) => a - b))
      }),
    )
  })

  test('nor when they come in any order', () => {
    fc.assert(
      fc.property(session, fc.infiniteStream(fc.nat()), (readings, keys) => {
        const clock = new SessionClock()
        const order = readings
          .map((reading, index) => ({ reading, index, key: keys.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
        const times: number[] = []
        for (const { reading, index } of order) times[index] = timeOf(clock, reading)
        expect(times).toEqual(times.toSorted((a, b) => a - b))
      }),
    )
  })

  test('a known offset is never changed', () => {
    const clock = new SessionClock([[0, NOW]])
    expect(timeOf(clock, { epoch: 0, time: 5, mono: 7, skew: 99 })).toBe(NOW + 7)
  })
})

test('time does not fall within an epoch beyond the limit of epochs, and they cost nothing', () => {
  const clock = new SessionClock(Array.from({ length: MAX_EPOCHS }, (_, epoch) => [epoch, NOW] as const))
  const at = (epoch: number, mono: number, skew: number) =>
    timeOf(clock, { epoch, time: NOW + mono, mono, skew })
  const times = [
    at(MAX_EPOCHS - 1, 100, 0),
    at(MAX_EPOCHS + 7, 200, 5_000_000),
    at(MAX_EPOCHS + 7, 300, 100),
    at(MAX_EPOCHS + 8, 400, -9_000_000),
  ]
  // All by the offset of the last epoch that is remembered.
  expect(times).toEqual([NOW + 100, NOW + 200, NOW + 300, NOW + 400])
})
