import { MICROS_PER_DAY, MICROS_PER_SECOND, type Micros } from '#protocol/time.ts'

const MINUTE = 60 * MICROS_PER_SECOND
const HOUR = 60 * MINUTE
/** Widths that read well on an axis. */
const STEPS: readonly number[] = [
  ...[1, 10, 100, 1_000, 10_000, 100_000].flatMap((unit) => [unit, 2 * unit, 5 * unit]),
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * MICROS_PER_SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 365, 730, 1_825, 3_650].map((days) => days * MICROS_PER_DAY),
]

/** The narrowest step with which the range has at most `bins` bins, both cut ones at its ends included. */
export function binWidth(range: { readonly from: Micros; readonly to: Micros }, bins: number): number {
  const fits = (width: number) => Math.floor((range.to - 1) / width) - Math.floor(range.from / width) < bins
  return STEPS.find(fits) ?? Math.ceil((range.to - range.from) / Math.max(1, bins - 1))
}
