import type { Micros } from '#protocol/time.ts'

/** Width of the time bucket in the sort key of `events` (see `TS_BUCKET`). */
const BUCKET_MICROS = 300_000_000

/** Half open: `from` is in it, `to` is not. */
export interface TimeRange {
  readonly from: Micros
  readonly to: Micros
}

/** The engine's `intDiv` cuts towards zero, so bucket 0 is twice as wide. */
export function bucketOf(ts: number): number {
  return Math.trunc(ts / BUCKET_MICROS) + 0
}

export function bucketRange(bucket: number): TimeRange {
  const from = bucket > 0 ? bucket * BUCKET_MICROS : (bucket - 1) * BUCKET_MICROS + 1
  const to = bucket < 0 ? bucket * BUCKET_MICROS + 1 : (bucket + 1) * BUCKET_MICROS
  return { from: from as Micros, to: to as Micros }
}

/** How many events stand in which bucket: what makes row N findable without counting rows. */
export interface BucketCounts {
  /** Ascending; only buckets that have events. */
  readonly buckets: readonly number[]
  readonly counts: readonly number[]
  /** Events in front of each bucket. */
  readonly before: readonly number[]
  readonly total: number
}

export function bucketCounts(entries: Iterable<readonly [bucket: number, count: number]>): BucketCounts {
  const sorted = [...entries].filter(([, count]) => count > 0).sort((a, b) => a[0] - b[0])
  let total = 0
  const before = sorted.map(([, count]) => {
    const sum = total
    total += count
    return sum
  })
  return {
    buckets: sorted.map(([bucket]) => bucket),
    counts: sorted.map(([, count]) => count),
    before,
    total,
  }
}

export const NO_COUNTS = bucketCounts([])

function* entriesOf({ buckets, counts }: BucketCounts): Generator<readonly [number, number]> {
  for (const [index, bucket] of buckets.entries()) yield [bucket, counts[index] ?? 0]
}

/** Bucket by bucket; `sign` -1 takes away. */
export function addCounts(a: BucketCounts, b: BucketCounts, sign: 1 | -1): BucketCounts {
  if (b.buckets.length === 0) return a
  const sums = new Map(entriesOf(a))
  for (const [bucket, count] of entriesOf(b)) sums.set(bucket, (sums.get(bucket) ?? 0) + sign * count)
  return bucketCounts(sums)
}

/** The buckets of which at least a part lies in the range. */
export function countsWithin(all: BucketCounts, range: Partial<TimeRange>): BucketCounts {
  const first = range.from === undefined ? -Infinity : bucketOf(range.from)
  const last = range.to === undefined ? Infinity : bucketOf(range.to - 1)
  if (first > last) return NO_COUNTS
  return bucketCounts([...entriesOf(all)].filter(([bucket]) => bucket >= first && bucket <= last))
}

/** Index of the last bucket that starts at or before this position; -1 when there is none. */
export function indexAt(counts: BucketCounts, position: number): number {
  return lastNotAbove(counts.before, position)
}

/** Events in buckets below this one. */
export function countBelow(counts: BucketCounts, bucket: number): number {
  const index = lastNotAbove(counts.buckets, bucket - 1)
  return index < 0 ? 0 : (counts.before[index] ?? 0) + (counts.counts[index] ?? 0)
}

function lastNotAbove(ascending: readonly number[], value: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ascending[middle] ?? Infinity) <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}

/**
 * Cuts the buckets into stretches of about `rows` events (the last may be smaller, one bucket may be larger),
 * newest or oldest first. `next` gives the size after one of `rows`.
 */
export function* stretches(
  counts: BucketCounts,
  options: {
    readonly rows: number
    readonly newestFirst: boolean
    readonly next?: (rows: number) => number
    readonly most?: number
  },
): Generator<TimeRange> {
  const order = options.newestFirst ? counts.buckets.toReversed() : counts.buckets
  const sizes = options.newestFirst ? counts.counts.toReversed() : counts.counts
  let wanted = options.rows
  let start: number | undefined
  let rows = 0
  for (const [index, bucket] of order.entries()) {
    start ??= bucket
    rows += sizes[index] ?? 0
    if (rows < wanted && index < order.length - 1) continue
    const [low, high] = options.newestFirst ? [bucket, start] : [start, bucket]
    yield { from: bucketRange(low).from, to: bucketRange(high).to }
    start = undefined
    rows = 0
    wanted = Math.min(options.next?.(wanted) ?? wanted, options.most ?? Infinity)
  }
}
