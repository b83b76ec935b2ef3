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
  /** How exact the time of a position is, in microseconds. */
  readonly grainAt: (position: number) => number
  readonly timeAt: (position: number) => Micros | undefined
  readonly positionAt: (ts: Micros) => number
}

/** A bar of its own width: where rows crowd, bars are finer. */
export interface Bar {
  readonly from: Micros
  /** Microseconds. */
  readonly width: number
  readonly counts: RowHistogram['bins'][number]['counts']
}

export const barsOf = ({ bins, width }: Pick<RowHistogram, 'bins' | 'width'>): readonly Bar[] =>
  bins.map((bin) => ({ ...bin, width }))

export function densityScale(bins: readonly Bar[], order: Order): DensityScale {
  const froms = bins.map(({ from }) => from)
  const sizes = bins.map(({ counts }) => counts.debug + counts.info + counts.warn + counts.error)
  const before: number[] = []
  let count = 0
  for (const size of sizes) {
    before.push(count)
    count += size
  }
  const turned = (ascending: number) => (order === 'asc' ? ascending : count - ascending)
  const ascending = bins.map(({ from, counts, width }, index): Stretch => {
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
  const inTime = (position: number) =>
    Math.max(0, Math.min(count - 1, order === 'asc' ? position : count - 1 - position))
  const barAt = (position: number) => lastAtMost(before, inTime(position))
  return {
    stretches: order === 'asc' ? ascending : turnedOver(ascending),
    count,
    grainAt: (position) => bins[barAt(position)]?.width ?? 0,
    timeAt: (position) => {
      if (count === 0) return undefined
      const index = barAt(position)
      const share = (inTime(position) - (before[index] ?? 0) + 0.5) / (sizes[index] ?? 1)
      return Math.floor((froms[index] ?? 0) + share * (bins[index]?.width ?? 0)) as Micros
    },
    positionAt: (ts) => {
      const index = lastAtMost(froms, ts)
      if (index < 0) return order === 'asc' ? 0 : count
      const share = Math.min(1, (ts - (froms[index] ?? 0)) / (bins[index]?.width ?? 1))
      const rows = (before[index] ?? 0) + share * (sizes[index] ?? 0)
      return Math.max(0, Math.min(count, turned(rows)))
    },
  }
}

/** Fewer bars than this that hold nearly all rows show nothing of them. */
const CROWDED_SHARE = 0.1
const NEARLY_ALL = 0.9

/**
 * The bars in which nearly all rows crowd, where these are few: an old sample beside last week's logs makes bars of
 * days. First and last index; undefined where bars are used well.
 */
export function crowd(bars: readonly Bar[], all: number): readonly [first: number, last: number] | undefined {
  const sizes = bars.map(({ counts }) => counts.debug + counts.info + counts.warn + counts.error)
  const wanted = sizes.reduce((sum, size) => sum + size, 0) * NEARLY_ALL
  const most = Math.max(1, Math.floor(all * CROWDED_SHARE))
  for (let length = 1; length <= Math.min(most, bars.length); length += 1) {
    for (let first = 0; first + length <= bars.length; first += 1) {
      const held = sizes.slice(first, first + length).reduce((sum, size) => sum + size, 0)
      if (held >= wanted && held > 0) return [first, first + length - 1]
    }
  }
  return undefined
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
