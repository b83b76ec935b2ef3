import { MAX_FUTURE_DAYS, MAX_PAST_DAYS } from '#protocol/limits.ts'
import { MICROS_PER_DAY } from '#protocol/time.ts'
import type { DurationMicros, Micros, MonoMicros } from '#protocol/time.ts'

/** Clock jumps of one session beyond this many share the offset before them: a broken clock must not fill the memory. */
export const MAX_EPOCHS = 1_000

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high)

export interface ClockReading {
  readonly epoch: number
  readonly time: Micros
  readonly mono: MonoMicros
}

/**
 * Gives the events of one live session their `ts`: offset of the epoch plus `mono`. An epoch's offset is estimated
 * from the first of its events that arrives and never changed, so a batch that is sent again gets the same times.
 * It lies between the offsets of the neighbouring epochs, so `ts` never falls from one epoch to the next.
 */
export class SessionClock {
  private readonly offsets = new Map<number, number>()

  constructor(offsets: Iterable<readonly [epoch: number, offset: number]> = []) {
    for (const [epoch, offset] of offsets) this.offsets.set(epoch, offset)
  }

  /** `skew`: server clock minus device clock at the receipt of the batch that `reading` came in. */
  timeOf(reading: ClockReading, skew: DurationMicros, received: Micros): Micros {
    const offset = this.offsets.get(reading.epoch) ?? this.estimate(reading, skew, received)
    const low = received - MAX_PAST_DAYS * MICROS_PER_DAY
    const high = received + MAX_FUTURE_DAYS * MICROS_PER_DAY
    return clamp(offset + reading.mono, low, high) as Micros
  }

  private estimate({ epoch, time, mono }: ClockReading, skew: number, received: number): number {
    const low = received - MAX_PAST_DAYS * MICROS_PER_DAY - mono
    const high = received + MAX_FUTURE_DAYS * MICROS_PER_DAY - mono
    const { before, after } = this.neighbours(epoch)
    // Not remembered, so it must come out the same for each event: estimated from each one anew, `ts` would fall.
    if (this.offsets.size >= MAX_EPOCHS) return Number.isFinite(before) ? before : after
    const own = clamp(time - mono + skew, low, high)
    // Two neighbours that contradict each other (a day was deleted between them): the earlier one wins.
    const offset = Math.max(Math.min(own, after), before)
    this.offsets.set(epoch, offset)
    return offset
  }

  private neighbours(epoch: number): { readonly before: number; readonly after: number } {
    let before = Number.NEGATIVE_INFINITY
    let after = Number.POSITIVE_INFINITY
    let nearestBefore = Number.NEGATIVE_INFINITY
    let nearestAfter = Number.POSITIVE_INFINITY
    for (const [other, offset] of this.offsets) {
      if (other < epoch && other > nearestBefore) {
        nearestBefore = other
        before = offset
      } else if (other > epoch && other < nearestAfter) {
        nearestAfter = other
        after = offset
      }
    }
    return { before, after }
  }
}
