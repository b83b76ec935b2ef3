import type { Counted, EventScope, Shortfall } from '../../../query/event-reader.ts'
import { TS_BUCKET } from '../tables.ts'
import {
  addCounts,
  bucketCounts,
  bucketOf,
  bucketRange,
  countsWithin,
  NO_COUNTS,
  type BucketCounts,
  type TimeRange,
} from './bucket-counts.ts'
import { scopeKey, type ReadContext } from './read-context.ts'
import { overlap, eventsIn } from './scope-sql.ts'
import { OutOfTime, type Budget } from './statements.ts'
import { scanNewestFirst } from './windows.ts'

/** Counts by bucket of everything in the scope, exact. Throws `OutOfTime` when they could not all be counted. */
export async function scopeCounts(
  context: ReadContext,
  scope: EventScope,
  budget: Budget,
): Promise<BucketCounts> {
  if (scope.filter.kind === 'all' && scope.from === undefined && scope.to === undefined) {
    return context.index.at(scope, scope.asOf, budget)
  }
  const key = scopeKey(scope)
  const known = context.counted.get(key)
  if (known) return known
  return context.counted.remember(key, async () => {
    const { counts, shortfall } = await countedByBucket(context, scope, budget)
    if (shortfall) throw new OutOfTime()
    return counts
  })
}

export async function countScope(context: ReadContext, scope: EventScope, budget: Budget): Promise<Counted> {
  const known = context.counted.get(scopeKey(scope))
  if (known) return { count: known.total }
  let partial: Counted | undefined
  try {
    const counts = await context.counted.remember(scopeKey(scope), async () => {
      const { counts, shortfall } = await countedByBucket(context, scope, budget)
      if (shortfall === undefined) return counts
      partial = { count: counts.total, shortfall }
      throw new OutOfTime()
    })
    return { count: counts.total }
  } catch (cause) {
    if (cause instanceof OutOfTime && partial) return partial
    throw cause
  }
}

interface CountedByBucket {
  readonly counts: BucketCounts
  readonly shortfall?: Shortfall
}

async function countedByBucket(
  context: ReadContext,
  scope: EventScope,
  budget: Budget,
): Promise<CountedByBucket> {
  if (scope.filter.kind === 'all') return { counts: await countedInRange(context, scope, budget) }
  let counts = NO_COUNTS
  const shortfall = await scanNewestFirst(context, scope, budget, async (range) => {
    counts = addCounts(counts, await countRange(context, scope, range, budget), 1)
  })
  return { counts, ...(shortfall ? { shortfall } : {}) }
}

/** Without a filter only the buckets that a bound cuts are counted anew. */
async function countedInRange(
  context: ReadContext,
  scope: EventScope,
  budget: Budget,
): Promise<BucketCounts> {
  const all = countsWithin(await context.index.at(scope, scope.asOf, budget), scope)
  const cut = new Set(
    [scope.from, scope.to === undefined ? undefined : scope.to - 1]
      .filter((bound) => bound !== undefined)
      .map(bucketOf)
      .filter((bucket) => !isWhole(bucketRange(bucket), scope)),
  )
  const whole = [...all.buckets.entries()]
    .filter(([, bucket]) => !cut.has(bucket))
    .map(([index, bucket]): readonly [number, number] => [bucket, all.counts[index] ?? 0])
  let counts = bucketCounts(whole)
  for (const bucket of cut) {
    const range = overlap(bucketRange(bucket), scope)
    if (range && all.buckets.includes(bucket)) {
      counts = addCounts(counts, await countRange(context, scope, range, budget), 1)
    }
  }
  return counts
}

const isWhole = (bucket: TimeRange, range: Partial<TimeRange>) =>
  (range.from === undefined || range.from <= bucket.from) && (range.to === undefined || range.to >= bucket.to)

async function countRange(
  { statements, compile }: ReadContext,
  scope: EventScope,
  range: Partial<TimeRange>,
  budget: Budget,
): Promise<BucketCounts> {
  const events = eventsIn(scope, compile, range)
  const rows = await statements.rows<readonly [string, string]>(
    {
      text: `SELECT ${TS_BUCKET} AS bucket, count() FROM ${events.text} GROUP BY bucket`,
      params: events.params,
    },
    budget,
  )
  return bucketCounts(rows.map(([bucket, count]) => [Number(bucket), Number(count)]))
}
