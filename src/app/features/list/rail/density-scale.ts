import type { RowHistogram } from '../../../api/row-source.ts'
import type { Order } from '#protocol/permalink/logs-view.ts'
import { MICROS_PER_SECOND, type Micros } from '#protocol/time.ts'

/** A stretch of the list: rows that fall into one bar of the histogram. */
export interface Stretch {
  /** Positions of the list; `end` is not included. */
  readonly start: number
  readonly end: number
  readonly errors: number
  /** Rows per second. */
  readonly rate: number
  /** Bars without rows between this stretch and the next. */
  readonly emptyAfter: number
}

/** Where a time lies in the list and which time a position has, from counts alone: before any row is loaded. */
export interface DensityScale {
  readonly stretches: readonly Stretch[]
  readonly count: number
  /** How exact a time is, in microseconds. */
  readonly grain: number
  readonly timeAt: (position: number) => Micros | undefined
  readonly positionAt: (ts: Micros) => number
}

export function densityScale({ bins, width }: RowHistogram, order: Order): DensityScale {
  const froms = bins.map(({ from }) => from)
  const sizes = bins.map(({ counts }) => counts.debug + counts.info + counts.warn + counts.error)
  const before: number[] = []
  let count = 0
  for (const size of sizes) {
    before.push(count)
    count += size
  }
  const turned = (ascending: number) => (order === 'asc' ? ascending : count - ascending)
  const ascending = bins.map(({ from, counts }, index): Stretch => {
    const [low, size] = [before[index] ?? 0, sizes[index] ?? 0]
    const [a, b] = [turned(low), turned(low + size)]
    const next = froms[index + 1]
    return {
      start: Math.min(a, b),
      end: Math.max(a, b),
      errors: counts.error,
      rate: (size * MICROS_PER_SECOND) / width,
      emptyAfter: next === undefined ? 0 : Math.round((next - from) / width) - 1,
    }
  })
  return {
    stretches: order === 'asc' ? ascending : turnedOver(ascending),
    count,
    grain: width,
    timeAt: (position) => {
      if (count === 0) return undefined
      const inTime = order === 'asc' ? position : count - 1 - position
      const clamped = Math.max(0, Math.min(count - 1, inTime))
      const index = lastAtMost(before, clamped)
      const share = (clamped - (before[index] ?? 0) + 0.5) / (sizes[index] ?? 1)
      return Math.floor((froms[index] ?? 0) + share * width) as Micros
    },
    positionAt: (ts) => {
      const index = lastAtMost(froms, ts)
      if (index < 0) return order === 'asc' ? 0 : count
      const share = Math.min(1, (ts - (froms[index] ?? 0)) / width)
      const inTime = (before[index] ?? 0) + share * (sizes[index] ?? 0)
      return Math.max(0, Math.min(count, turned(inTime)))
    },
  }
}

/** What is empty after a stretch in one order is empty before it in the other. */
function turnedOver(stretches: readonly Stretch[]): readonly Stretch[] {
  return stretches
    .map((it, index) => ({ ...it, emptyAfter: stretches[index - 1]?.emptyAfter ?? 0 }))
    .reverse()
}

/** Index of the last value of an ascending list that is at most `limit`; -1 = none. */
function lastAtMost(values: readonly number[], limit: number): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] ?? Number.POSITIVE_INFINITY) <= limit) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** A clock text without the digits that are only interpolated. */
export function certainDigits(clock: string, grain: number): string {
  if (grain >= 60 * MICROS_PER_SECOND) return clock.slice(0, 16)
  return grain >= MICROS_PER_SECOND ? clock.slice(0, 19) : clock
}
