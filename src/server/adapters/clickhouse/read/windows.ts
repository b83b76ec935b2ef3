import type { Micros } from '#protocol/time.ts'
import type { EventScope, Shortfall } from '../../../query/event-reader.ts'
import { requiredValues } from '../../../query/required-values.ts'
import { bucketRange, countsWithin, stretches, type BucketCounts, type TimeRange } from './bucket-counts.ts'
import { narrowed } from './narrowed.ts'
import { scopeKey, type ReadContext } from './read-context.ts'
import { overlap } from './scope-sql.ts'
import { OutOfTime, type Budget } from './statements.ts'

/** So many events of a session or call are read at once; a file that was imported as one session may have millions. */
const FEW_ROWS = 500_000

/** Where events of a scope may lie; nothing that matches lies elsewhere. */
export interface Candidates {
  readonly range: Partial<TimeRange>
  /** Undefined: so little lies in `range` that it is read at once. */
  readonly counts?: BucketCounts
  /** The counts are of the matches themselves, not of everything that lies there. */
  readonly exact: boolean
  /** Skip indexes leave little of it to read, so one statement takes all. */
  readonly indexed: boolean
}

/** Fields with a skip index of their own; a value of theirs is in few granules. */
const INDEXED_FIELDS = ['id', 'number', 'source.id', 'source.parent', 'span'] as const

/** What lies inside `bounds`; undefined: nothing. */
export async function candidates(
  context: ReadContext,
  scope: EventScope,
  bounds: Partial<TimeRange>,
  budget: Budget,
): Promise<Candidates | undefined> {
  const wanted = overlap(scope, bounds)
  if (wanted === undefined) return undefined
  const known = context.counted.get(scopeKey(scope))
  if (known) return { counts: countsWithin(known, wanted), range: wanted, exact: true, indexed: false }
  const narrow = await narrowed(context, scope, wanted, budget)
  if (narrow === undefined) return undefined
  const { range, rows } = narrow
  if (rows <= FEW_ROWS) return { range, exact: false, indexed: true }
  const exact = scope.filter.kind === 'all'
  const { index } = context
  const all = await (exact ? index.at(scope, scope.asOf, budget) : index.atLeast(scope, scope.asOf, budget))
  const indexed = INDEXED_FIELDS.some((field) => requiredValues(scope.filter, field) !== undefined)
  return { counts: countsWithin(all, range), range, exact, indexed }
}

type Pace = Parameters<typeof stretches>[1]

/** The candidates in pieces of about so many rows, in the direction asked for. */
export function* pieces({ counts, range }: Candidates, pace: Pace): Generator<Partial<TimeRange>> {
  if (counts === undefined) {
    yield range
    return
  }
  for (const stretch of stretches(counts, pace)) {
    const piece = overlap(stretch, range)
    if (piece) yield piece
  }
}

/**
 * Runs `scan` over pieces of the scope, newest first, until all is done or the time is over.
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
  let scannedTo = newestOf(found)
  for (const piece of pieces(found, {
    rows: found.indexed ? Infinity : context.scanRows,
    newestFirst: true,
  })) {
    try {
      await scan(piece)
    } catch (cause) {
      if (!(cause instanceof OutOfTime)) throw cause
      return { reason: 'time', scannedTo }
    }
    scannedTo = piece.from ?? scannedTo
  }
  return undefined
}

/** The end of the candidates, where a scan of the newest begins. */
export function newestOf({ counts, range }: Candidates): Micros {
  return range.to ?? bucketRange(counts?.buckets.at(-1) ?? 0).to
}

/** The beginning of the candidates. */
export function oldestOf({ counts, range }: Candidates): Micros {
  return range.from ?? bucketRange(counts?.buckets[0] ?? 0).from
}
