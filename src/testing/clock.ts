import type { Micros } from '#protocol/time.ts'
import type { Clock } from '#server/ports.ts'

/** A clock that stands still until the test moves it. */
export function fakeClock(start: number): Clock & { set(now: number): void; advance(by: number): void } {
  let now = start
  return {
    now: () => now as Micros,
    set: (value) => {
      now = value
    },
    advance: (by) => {
      now += by
    },
  }
}
