import type { IngestPosition, TenantId } from '#protocol/ids.ts'
import { TS_BUCKET } from '../tables.ts'
import { addCounts, bucketCounts, NO_COUNTS, type BucketCounts } from './bucket-counts.ts'
import type { Budget, Statement, Statements } from './statements.ts'

/** How many events a tenant has in which bucket, at any snapshot, without scanning for it each time. */
export interface CountIndex {
  /** Exact at `asOf`. */
  at(owner: CountOwner, asOf: IngestPosition, budget: Budget): Promise<BucketCounts>
  /** At `asOf` or later: no bucket that has events at `asOf` is absent. Cheaper while new events arrive. */
  atLeast(owner: CountOwner, asOf: IngestPosition, budget: Budget): Promise<BucketCounts>
  forget(): void
}

export interface CountOwner {
  readonly tenant: TenantId
  readonly sample: boolean
}

interface Counted {
  readonly asOf: number
  readonly counts: BucketCounts
}

interface Entry {
  newest: Counted
  /** Snapshots other than the newest that were asked for, oldest use first. */
  readonly older: Map<number, BucketCounts>
  /** Refreshes of one owner follow one another, so that none is done twice. */
  turn: Promise<unknown>
}

/** A year has 105,000 buckets, about 3 MB an entry in the worst case. */
const MAX_OWNERS = 32
/** A handful of links and tabs, each with its own snapshot. */
const MAX_OLDER = 16

export function createCountIndex(statements: Statements): CountIndex {
  const entries = new Map<string, Entry>()

  function entryOf({ tenant, sample }: CountOwner): Entry {
    const key = `${tenant}:${String(sample)}`
    const known = entries.get(key)
    entries.delete(key)
    const entry = known ?? {
      newest: { asOf: 0, counts: NO_COUNTS },
      older: new Map<number, BucketCounts>(),
      turn: Promise.resolve(),
    }
    entries.set(key, entry)
    const [oldest] = entries.keys()
    if (entries.size > MAX_OWNERS && oldest !== undefined) entries.delete(oldest)
    return entry
  }

  async function between(
    owner: CountOwner,
    after: number,
    upTo: number,
    budget: Budget,
  ): Promise<BucketCounts> {
    if (after >= upTo) return NO_COUNTS
    const rows = await statements.rows<readonly [string, string]>(countBetween(owner, after, upTo), budget)
    return bucketCounts(rows.map(([bucket, count]) => [Number(bucket), Number(count)]))
  }

  /** After whoever came first, whatever became of it. */
  function inTurn<Value>(entry: Entry, work: () => Promise<Value>): Promise<Value> {
    const result = entry.turn.then(work, work)
    entry.turn = result.catch(() => undefined)
    return result
  }

  async function refreshed(
    entry: Entry,
    owner: CountOwner,
    asOf: number,
    budget: Budget,
  ): Promise<BucketCounts> {
    const { newest } = entry
    if (newest.asOf < asOf) {
      const fresh = await between(owner, newest.asOf, asOf, budget)
      entry.newest = { asOf, counts: addCounts(newest.counts, fresh, 1) }
    }
    return entry.newest.counts
  }

  return {
    async atLeast(owner, asOf, budget) {
      const entry = entryOf(owner)
      if (entry.newest.asOf >= asOf) return entry.newest.counts
      return inTurn(entry, () => refreshed(entry, owner, asOf, budget))
    },
    async at(owner, asOf, budget) {
      const entry = entryOf(owner)
      if (entry.newest.asOf === asOf) return entry.newest.counts
      return inTurn(entry, async () => {
        const counts = await refreshed(entry, owner, asOf, budget)
        if (entry.newest.asOf === asOf) return counts
        const known = entry.older.get(asOf)
        entry.older.delete(asOf)
        const older = known ?? addCounts(counts, await between(owner, asOf, entry.newest.asOf, budget), -1)
        entry.older.set(asOf, older)
        const [first] = entry.older.keys()
        if (entry.older.size > MAX_OLDER && first !== undefined) entry.older.delete(first)
        return older
      })
    },
    forget: () => entries.clear(),
  }
}

function countBetween({ tenant, sample }: CountOwner, after: number, upTo: number): Statement {
  return {
    text: `SELECT ${TS_BUCKET} AS bucket, count() FROM events
      WHERE tenant = {tenant:String} AND kind IN (${sample ? "'live', 'import', 'sample'" : "'live', 'import'"})
        AND ingest > {after:UInt64} AND ingest <= {up_to:UInt64}
      GROUP BY bucket`,
    params: { tenant, after, up_to: upTo },
  }
}
