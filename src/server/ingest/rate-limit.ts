import type { Micros } from '#protocol/time.ts'
import { MICROS_PER_SECOND } from '#protocol/time.ts'

/** Above what one machine stores (75,000/s measured): the store's own back-pressure comes first, abuse stops here. */
export const DEFAULT_EVENTS_PER_SECOND = 100_000
/** An ordinary event is 300-600 bytes of JSON; payloads make it more. */
export const BYTES_PER_EVENT = 1_024
/** After an outage all clients send at once what they kept. */
const BURST_SECONDS = 4

/** A bucket that may go below zero once, so that a batch larger than the rate still passes in its time. */
export interface TokenBucket {
  /** Takes, and answers 0, or answers after how many whole seconds to try again. */
  take(amount: number, now: Micros): number
}

export function tokenBucket(perSecond: number): TokenBucket {
  const capacity = perSecond * BURST_SECONDS
  let tokens = capacity
  let filled: Micros | undefined
  return {
    take(amount, now) {
      // A server clock that steps back fills nothing, and never empties.
      const passed = filled === undefined ? 0 : Math.max(0, now - filled)
      filled = now
      tokens = Math.min(capacity, tokens + (passed / MICROS_PER_SECOND) * perSecond)
      if (tokens <= 0) return Math.max(1, Math.ceil(-tokens / perSecond))
      tokens -= amount
      return 0
    },
  }
}
