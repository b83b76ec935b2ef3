import type { Micros } from '#protocol/time.ts'

interface Seen {
  readonly firstTs: Micros
  readonly lastTs: Micros
}

/** Microseconds between a stretch of time and the nearest of some moments; 0 where it holds one, or there is none. */
function distance({ firstTs, lastTs }: Seen, moments: readonly Micros[]): number {
  if (moments.length === 0) return 0
  return Math.min(...moments.map((at) => Math.max(firstTs - at, at - lastTs, 0)))
}

/** Nearest to any of the moments first, then the newest. */
export function compareSeen(moments: readonly Micros[]): (a: Seen, b: Seen) => number {
  return (a, b) => distance(a, moments) - distance(b, moments) || b.lastTs - a.lastTs
}
