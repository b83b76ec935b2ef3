import { LEVELS, SEVERITY, type Level } from '#protocol/level.ts'
import { MICROS_PER_DAY, MICROS_PER_SECOND, type Micros } from '#protocol/time.ts'
import type { EventScope, Histogram, HistogramBin } from '../../../query/event-reader.ts'
import type { TimeRange } from './bucket-counts.ts'
import type { ReadContext } from './read-context.ts'
import { eventsIn, TS_MICROS } from './scope-sql.ts'
import type { Budget } from './statements.ts'
import { candidates, newestOf, oldestOf, scanNewestFirst } from './windows.ts'

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
export function binWidth(range: TimeRange, bins: number): number {
  const fits = (width: number) => Math.floor((range.to - 1) / width) - Math.floor(range.from / width) < bins
  return STEPS.find(fits) ?? Math.ceil((range.to - range.from) / Math.max(1, bins - 1))
}

const LEVEL_OF = new Map<number, Level>(LEVELS.map((level) => [SEVERITY[level], level]))

export async function histogram(
  context: ReadContext,
  scope: EventScope,
  bins: number,
  budget: Budget,
): Promise<Histogram> {
  const range = await drawnRange(context, scope, budget)
  const width = binWidth(range, bins)
  // Bins are numbered from the first one, since the engine's `intDiv` cuts towards zero.
  const start = Math.floor(range.from / width) * width
  const found = new Map<number, Record<Level, number>>()
  const shortfall = await scanNewestFirst(context, scope, budget, async (stretch) => {
    const events = eventsIn(scope, context.compile, stretch)
    const rows = await context.statements.rows<readonly [string, number, string]>(
      {
        text: `SELECT intDiv(${TS_MICROS} - {bin_start:Int64}, {bin_width:Int64}) AS bin, level, count()
          FROM ${events.text} GROUP BY bin, level`,
        params: { ...events.params, bin_start: start, bin_width: width },
      },
      budget,
    )
    for (const [bin, severity, count] of rows) {
      const counts = found.get(Number(bin)) ?? { debug: 0, info: 0, warn: 0, error: 0 }
      counts[LEVEL_OF.get(severity) ?? 'info'] += Number(count)
      found.set(Number(bin), counts)
    }
  })
  return {
    ...range,
    width,
    bins: [...found]
      .sort(([a], [b]) => a - b)
      .map(([bin, counts]): HistogramBin => ({ from: (start + bin * width) as Micros, counts })),
    ...(shortfall ? { shortfall } : {}),
  }
}

const NOWHERE = 0 as Micros

/** What was asked for; without bounds, what is stored. */
async function drawnRange(context: ReadContext, scope: EventScope, budget: Budget): Promise<TimeRange> {
  const found = await candidates(context, scope, {}, budget)
  const from = scope.from ?? (found ? oldestOf(found) : NOWHERE)
  const to = scope.to ?? (found ? newestOf(found) : NOWHERE)
  return { from, to: Math.max(to, from + 1) as Micros }
}
