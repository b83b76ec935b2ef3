import type { Micros } from '#protocol/time.ts'
import type { EventScope, Shortfall } from '../../../query/event-reader.ts'
import { bucketRange, countsWithin, stretches, type BucketCounts, type TimeRange } from './bucket-counts.ts'
import { scopeKey, type ReadContext } from './read-context.ts'
import { overlap } from './scope-sql.ts'
import { narrowed } from './session-span.ts'
import { OutOfTime, type Budget } from './statements.ts'

/** Scanned by one statement: half a second for a slow condition on two cores, so a cancel or a time limit bites soon. */
export const SCAN_ROWS = 4_000_000

export interface Candidates {
  readonly counts: BucketCounts
  readonly range: Partial<TimeRange>
  /** The counts are of the matches themselves, not of everything that lies there. */
  readonly exact: boolean
}

/**
 * Where events of the scope may lie inside `bounds`; nothing that matches lies elsewhere.
 * Undefined: there is nothing.
 */
export async function candidates(
  context: ReadContext,
  scope: EventScope,
  bounds: Partial<TimeRange>,
  budget: Budget,
): Promise<Candidates | undefined> {
  const wanted = overlap(scope, bounds)
  if (wanted === undefined) return undefined
  const known = context.counted.get(scopeKey(scope))
  if (known) return { counts: countsWithin(known, wanted), range: wanted, exact: true }
  const range = await narrowed(context.statements, scope, wanted, budget)
  if (range === undefined) return undefined
  const exact = scope.filter.kind === 'all'
  const { index } = context
  const all = await (exact ? index.at(scope, scope.asOf, budget) : index.atLeast(scope, scope.asOf, budget))
  return { counts: countsWithin(all, range), range, exact }
}

/**
 * Runs `scan` over stretches of time, newest first, until all is done or the time is over.
 * What was finished counts; the rest is told as a shortfall.
 */
export async function scanNewestFirst(
  context: ReadContext,
  scope: EventScope,
  budget: Budget,
  scan: (range: Partial<TimeRange>) => Promise<void>,
): Promise<Shortfall | undefined> {
  const found = await candidates(context, scope, {}, budget)
  if (found === undefined) return undefined
  let scannedTo = endOf(found.counts)
  for (const stretch of stretches(found.counts, { rows: SCAN_ROWS, newestFirst: true })) {
    const range = overlap(stretch, found.range)
    if (range === undefined) continue
    try {
      await scan(range)
    } catch (cause) {
      if (!(cause instanceof OutOfTime)) throw cause
      return { reason: 'time', scannedTo }
    }
    scannedTo = stretch.from
  }
  return undefined
}

export function endOf(counts: BucketCounts): Micros {
  return bucketRange(counts.buckets.at(-1) ?? 0).to
}
