import { printTimeBound, resolveRange, type TimeRange } from '#protocol/permalink/time-range.ts'
import type { Micros } from '#protocol/time.ts'

/** The ranges one came through, so that a zoom can be taken back. */
export interface RangeHistory {
  readonly past: readonly TimeRange[]
  readonly present: TimeRange
  /** What was taken back, the next one first. */
  readonly future: readonly TimeRange[]
}

/** Further back than anybody goes. */
const MAX_PAST = 50

export function startHistory(present: TimeRange): RangeHistory {
  return { past: [], present, future: [] }
}

const rangeText = ({ from, to }: TimeRange) =>
  `${from ? printTimeBound(from) : ''} ${to ? printTimeBound(to) : ''}`

export function isSameRange(a: TimeRange, b: TimeRange): boolean {
  return rangeText(a) === rangeText(b)
}

/** The history after the page has changed to a range, by whichever way: back, forward, or a new one. */
export function follow(history: RangeHistory, range: TimeRange): RangeHistory {
  const { past, present, future } = history
  if (isSameRange(range, present)) return history
  const place = past.findLastIndex((it) => isSameRange(it, range))
  if (place >= 0) {
    return {
      past: past.slice(0, place),
      present: range,
      future: [...past.slice(place + 1), present, ...future],
    }
  }
  const ahead = future.findIndex((it) => isSameRange(it, range))
  if (ahead >= 0) {
    return {
      past: [...past, present, ...future.slice(0, ahead)],
      present: range,
      future: future.slice(ahead + 1),
    }
  }
  return { past: [...past, present].slice(-MAX_PAST), present: range, future: [] }
}

/** The ranges that lie in one another, the widest first: what the crumbs show. Alone it is no way back. */
export function nested({ past, present }: RangeHistory, now: Micros): readonly TimeRange[] {
  const chain = [present]
  for (const range of past.toReversed()) {
    const inner = chain[0]
    if (!inner || !holds(range, inner, now)) break
    chain.unshift(range)
  }
  return chain
}

function holds(outer: TimeRange, inner: TimeRange, now: Micros): boolean {
  const [a, b] = [resolveRange(outer, now), resolveRange(inner, now)]
  const from = (a.from ?? -Infinity) <= (b.from ?? -Infinity)
  const to = (a.to ?? Infinity) >= (b.to ?? Infinity)
  return from && to
}
