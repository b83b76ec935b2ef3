import type { RowHistogram } from '../../../api/row-source.ts'
import type { Micros } from '#protocol/time.ts'

/** One bar; `from` is where it begins, in the list's range. */
export interface Bar {
  readonly from: Micros
  /** Not included. */
  readonly to: Micros
  readonly error: number
  readonly warn: number
  readonly rest: number
  readonly total: number
}

export interface Bars {
  /** Without gaps, in time order. */
  readonly bars: readonly Bar[]
  /** Of the axis: the outer edges of the first and the last bar. */
  readonly from: Micros
  readonly to: Micros
  readonly total: number
  readonly errors: number
  readonly highest: number
}

/** What the page was made for; an answer with more is cut to the newest. */
const MAX_BARS = 300

/** Fills the bins that the answer leaves out. */
export function barsOf({ from, to, width, bins }: RowHistogram): Bars {
  const first = Math.floor(from / width)
  const count = Math.max(1, Math.min(MAX_BARS, Math.ceil(to / width) - first))
  const start = first * width
  const byIndex = new Map(bins.map((bin) => [Math.round((bin.from - start) / width), bin.counts]))
  const bars = Array.from({ length: count }, (_, index): Bar => {
    const { error = 0, warn = 0, info = 0, debug = 0 } = byIndex.get(index) ?? {}
    const left = start + index * width
    return {
      // What lies beyond the range is not in it.
      from: Math.max(left, from) as Micros,
      to: Math.min(left + width, Math.max(to, from + 1)) as Micros,
      error,
      warn,
      rest: info + debug,
      total: error + warn + info + debug,
    }
  })
  return {
    bars,
    from: start as Micros,
    to: (start + count * width) as Micros,
    total: bars.reduce((sum, bar) => sum + bar.total, 0),
    errors: bars.reduce((sum, bar) => sum + bar.error, 0),
    highest: bars.reduce((most, bar) => Math.max(most, bar.total), 0),
  }
}

/** As drawn: what is there at all can be seen, however small beside the highest. */
export function drawnBars({ bars, highest }: Bars, height: number): readonly Omit<Bar, 'total'>[] {
  const seen = (value: number, px: number) => (value === 0 ? 0 : Math.max(value, (highest * px) / height))
  return bars.map((bar) => ({
    ...bar,
    error: seen(bar.error, LEAST_ERROR_PX),
    warn: seen(bar.warn, LEAST_PX),
    rest: seen(bar.rest, LEAST_PX),
  }))
}

const LEAST_ERROR_PX = 2
const LEAST_PX = 1

/** Place on the axis from 0 to 1. */
export function placeOf({ from, to }: Pick<Bars, 'from' | 'to'>, time: number): number {
  return to > from ? Math.min(1, Math.max(0, (time - from) / (to - from))) : 0
}

/** Index of the bar at a place. */
export function barAt({ bars }: Bars, place: number): number {
  return Math.min(bars.length - 1, Math.max(0, Math.floor(place * bars.length)))
}
