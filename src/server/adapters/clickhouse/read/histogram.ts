import { binWidth } from '#analysis/bin-width.ts'
import { LEVELS, SEVERITY, type Level } from '#protocol/level.ts'
import type { Micros } from '#protocol/time.ts'
import type { EventScope, Histogram, HistogramBin } from '../../../query/event-reader.ts'
import type { TimeRange } from './bucket-counts.ts'
import type { ReadContext } from './read-context.ts'
import { eventsIn, TS_MICROS } from './scope-sql.ts'
import type { Budget } from './statements.ts'
import { candidates, newestOf, oldestOf, scanNewestFirst } from './windows.ts'

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
