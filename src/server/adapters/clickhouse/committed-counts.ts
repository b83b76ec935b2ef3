import type { IngestPosition, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import { bucketCounts, bucketOf, type BucketCounts } from './read/bucket-counts.ts'
import type { Block } from './write-plan.ts'

/** The sample is counted apart: it is small, and nearly every list leaves it out. */
export type CountedPart = 'sample' | 'others'

/** What this process committed lately, counted: a list that follows new events need not ask the store for it. */
export interface RecentCounts {
  /** Events by bucket, exact; undefined where not all of that stretch is remembered. */
  between(
    tenant: TenantId,
    part: CountedPart,
    after: IngestPosition,
    upTo: IngestPosition,
  ): BucketCounts | undefined
}

/** Buckets of all commits together, some 20 MB; whoever is farther behind asks the store. */
const MAX_COUNTS = 200_000

interface Commit {
  readonly position: IngestPosition
  readonly counts: ReadonlyMap<string, ReadonlyMap<number, number>>
  /** How many counts that are. */
  readonly size: number
}

const keyOf = (tenant: TenantId, part: CountedPart) => `${part}/${tenant}`
const partOf = (kind: Kind): CountedPart => (kind === 'sample' ? 'sample' : 'others')

export class CommittedCounts implements RecentCounts {
  private commits: Commit[] = []
  private size = 0
  /** Of everything up to here nothing is known. */
  private since: IngestPosition
  /** All between `since` and here is in `commits`. */
  private upTo: IngestPosition

  constructor(position: IngestPosition) {
    this.since = position
    this.upTo = position
  }

  /** All of `blocks` is durable now, under this position; they are the whole commit. */
  add(position: IngestPosition, blocks: readonly Block[]): void {
    // Found in the store by a rebuild before it was reported.
    if (position <= this.since) return
    const commit = counted(position, blocks)
    this.commits.push(commit)
    this.size += commit.size
    this.upTo = position
    while (this.size > MAX_COUNTS) this.dropOldest()
  }

  /** What is stored up to `position` may have become anything: a rebuild, a removal. */
  startAt(position: IngestPosition): void {
    this.commits = []
    this.size = 0
    this.since = position
    this.upTo = position
  }

  between(
    tenant: TenantId,
    part: CountedPart,
    after: IngestPosition,
    upTo: IngestPosition,
  ): BucketCounts | undefined {
    if (after < this.since || upTo > this.upTo) return undefined
    const key = keyOf(tenant, part)
    const sums = new Map<number, number>()
    for (const { position, counts } of this.commits) {
      if (position <= after || position > upTo) continue
      for (const [bucket, count] of counts.get(key) ?? []) sums.set(bucket, (sums.get(bucket) ?? 0) + count)
    }
    return bucketCounts(sums)
  }

  private dropOldest(): void {
    const [oldest] = this.commits.splice(0, 1)
    if (oldest === undefined) return
    this.size -= oldest.size
    this.since = oldest.position
  }
}

function counted(position: IngestPosition, blocks: readonly Block[]): Commit {
  const counts = new Map<string, Map<number, number>>()
  let size = 0
  for (const { rows } of blocks) {
    for (const { tenant, kind, ts } of rows) {
      const key = keyOf(tenant, partOf(kind))
      let byBucket = counts.get(key)
      if (byBucket === undefined) counts.set(key, (byBucket = new Map()))
      const bucket = bucketOf(ts)
      const known = byBucket.get(bucket)
      if (known === undefined) size += 1
      byBucket.set(bucket, (known ?? 0) + 1)
    }
  }
  return { position, counts, size }
}
