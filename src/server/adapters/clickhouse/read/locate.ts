import type { EventPosition } from '#protocol/event.ts'
import type { Micros } from '#protocol/time.ts'
import type { EventScope, Located, Order } from '../../../query/event-reader.ts'
import {
  bucketOf,
  bucketRange,
  countBelow,
  indexAt,
  type BucketCounts,
  type TimeRange,
} from './bucket-counts.ts'
import { changedUnderReader, type ReadContext } from './read-context.ts'
import { overlap, eventsIn, TS_MICROS } from './scope-sql.ts'
import { scopeCounts } from './scope-counts.ts'
import type { Budget } from './statements.ts'

/** Rows skipped inside a stretch of time at most, unless they all have the same microsecond. */
const MAX_OFFSET = 10_000
/** Cells a bucket is split into: a fine grid at once, since each split is one more statement. */
const SPLIT = 1_024

export interface Cell {
  readonly range: TimeRange
  /** Rows of the scope in `range` in front of the first one wanted. */
  readonly offset: number
  /** The buckets in `range` that hold anything, where they are few beside its length; else empty. */
  readonly buckets: readonly number[]
}

/** More than this is no shorter to test than to read on. */
const MAX_LISTED_BUCKETS = 1_000

/** The stretch of time that holds rows `first` to `first + wanted`, counted from the oldest. */
export async function cellOf(
  context: ReadContext,
  scope: EventScope,
  counts: BucketCounts,
  first: number,
  wanted: number,
  budget: Budget,
): Promise<Cell> {
  const start = indexAt(counts, first)
  const end = indexAt(counts, first + wanted - 1)
  const bucket = bucketRange(counts.buckets[start] ?? 0)
  const last = bucketRange(counts.buckets[end] ?? 0)
  const offset = first - (counts.before[start] ?? 0)
  const held = end - start + 1
  const length = (counts.buckets[end] ?? 0) - (counts.buckets[start] ?? 0) + 1
  const buckets = held <= MAX_LISTED_BUCKETS && held < length ? counts.buckets.slice(start, end + 1) : []
  const cell = { range: { from: bucket.from, to: last.to }, offset, buckets }
  return split(context, scope, cell, bucket.to, wanted, budget)
}

/** Cuts off what lies in front of the first wanted row, and behind the last, until the rest is short enough to skip. */
async function split(
  context: ReadContext,
  scope: EventScope,
  cell: Cell,
  /** The rows to skip lie before this time. */
  skipTo: Micros,
  wanted: number,
  budget: Budget,
): Promise<Cell> {
  const width = Math.ceil((skipTo - cell.range.from) / SPLIT)
  if (cell.offset <= MAX_OFFSET || skipTo - cell.range.from <= 1) return cell
  const events = eventsIn(scope, context.compile, overlap(scope, { from: cell.range.from, to: skipTo }) ?? {})
  const rows = await context.statements.rows<readonly [string, string]>(
    {
      text: `SELECT intDiv(${TS_MICROS} - {split_from:Int64}, {split_width:Int64}) AS cell, count()
        FROM ${events.text} GROUP BY cell ORDER BY cell`,
      params: { ...events.params, split_from: cell.range.from, split_width: width },
    },
    budget,
  )
  let before = 0
  for (const [index, count] of rows) {
    if (before + Number(count) > cell.offset) {
      const from = (cell.range.from + Number(index) * width) as Micros
      const next = Math.min(from + width, skipTo) as Micros
      // All wanted rows may lie in this one cell: then nothing behind it needs to be read.
      const to = before + Number(count) >= cell.offset + wanted ? next : cell.range.to
      return split(
        context,
        scope,
        { ...cell, range: { from, to }, offset: cell.offset - before },
        next,
        wanted,
        budget,
      )
    }
    before += Number(count)
  }
  throw changedUnderReader(context)
}

/** How many events of the scope stand in front of a place in the total order, and whether one stands exactly there. */
export async function positionOf(
  context: ReadContext,
  scope: EventScope,
  at: EventPosition,
  order: Order,
  budget: Budget,
): Promise<Located> {
  const counts = await scopeCounts(context, scope, budget)
  const bucket = bucketOf(at.ts)
  const range = overlap(bucketRange(bucket), scope)
  const [inBucket, hits] = range ? await countAround(context, scope, range, at, budget) : [0, 0]
  const older = countBelow(counts, bucket) + inBucket
  const exact = hits > 0
  const position = order === 'asc' ? older : counts.total - older - (exact ? 1 : 0)
  return { position, exact, count: counts.total }
}

async function countAround(
  { statements, compile }: ReadContext,
  scope: EventScope,
  range: Partial<TimeRange>,
  at: EventPosition,
  budget: Budget,
): Promise<readonly [older: number, hits: number]> {
  const events = eventsIn(scope, compile, range)
  const place = '({at_ts:Int64}, {at_session:String}, {at_seq:UInt64})'
  const tuple = `(${TS_MICROS}, session, seq)`
  const [row] = await statements.rows<readonly [string, string]>(
    {
      text: `SELECT countIf(${tuple} < ${place}), countIf(${tuple} = ${place}) FROM ${events.text}`,
      params: { ...events.params, at_ts: at.ts, at_session: at.session, at_seq: at.seq },
    },
    budget,
  )
  return [Number(row?.[0] ?? 0), Number(row?.[1] ?? 0)]
}
