import type { Micros } from '#protocol/time.ts'
import { OUTCOMES, type Outcome } from '#protocol/vocabulary/call-outcome.ts'

export interface BarRow {
  readonly from: Micros
  readonly to: Micros
  readonly counts: Readonly<Record<Outcome, number>>
  readonly total: number
}

interface Binned {
  readonly start: number
  readonly width: number
  readonly bins: readonly {
    readonly from: number
    readonly counts: Readonly<Partial<Record<Outcome, number>>>
  }[]
}

/** Far more than are ever asked for: a guard against an answer that does not fit together. */
const MAX_BARS = 400

/** One row per bin up to the end of the range, those without a call too: a gap is a gap in the drawing as well. */
export function barRows({ start, width, bins }: Binned, to: number): readonly BarRow[] {
  const known = new Map(bins.map((bin) => [bin.from, bin.counts]))
  const count = Math.min(MAX_BARS, Math.max(1, Math.ceil((to - start) / width)))
  return Array.from({ length: count }, (_, index) => {
    const from = start + index * width
    const counts = Object.fromEntries(
      OUTCOMES.map((outcome) => [outcome, known.get(from)?.[outcome] ?? 0]),
    ) as Record<Outcome, number>
    const total = Object.values(counts).reduce((sum, it) => sum + it, 0)
    return { from: from as Micros, to: (from + width) as Micros, counts, total }
  })
}

const MINUTE = 60_000_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Distances of marks on an axis that read well. */
const TICK_STEPS: readonly number[] = [
  ...[1, 5, 10, 30].map((seconds) => seconds * 1_000_000),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 365].map((days) => days * DAY),
]

/** Beginnings of bins that stand on round times of the reader's clock, at most `most` of them. */
export function axisTicks(rows: readonly BarRow[], offset: number, most: number): readonly number[] {
  const [first, last] = [rows[0]?.from ?? 0, rows.at(-1)?.to ?? 0]
  const step = TICK_STEPS.find((it) => (last - first) / it <= most) ?? TICK_STEPS.at(-1) ?? DAY
  const round = rows.filter(({ from }) => (((from + offset) % step) + step) % step === 0)
  // Bins of odd widths meet no round time: then the first one stands for all.
  return (round.length === 0 ? rows.slice(0, 1) : round).map(({ from }) => from)
}
