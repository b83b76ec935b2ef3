import type { IngestPosition, TenantId } from '#protocol/ids.ts'
import type { CountedPart, RecentCounts } from '../committed-counts.ts'
import { TS_BUCKET } from '../tables.ts'
import { addCounts, bucketCounts, NO_COUNTS, type BucketCounts } from './bucket-counts.ts'
import { eventsOf, WITHOUT_SAMPLE } from './scope-sql.ts'
import type { Budget, Statement, Statements } from './statements.ts'

/** How many events a tenant has in which bucket, at any snapshot, without scanning for it each time. */
export interface CountIndex {
  /** Exact at `asOf`. */
  at(owner: CountOwner, asOf: IngestPosition, budget: Budget): Promise<BucketCounts>
  /** At `asOf` or later: no bucket that has events at `asOf` is absent. Cheaper while new events arrive. */
  atLeast(owner: CountOwner, asOf: IngestPosition, budget: Budget): Promise<BucketCounts>
  forget(): void
}

interface CountOwner {
  readonly tenant: TenantId
  readonly sample: boolean
}

interface Counted {
  readonly asOf: IngestPosition
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
const MAX_ENTRIES = 64
/** A handful of links and tabs, each with its own snapshot. */
const MAX_OLDER = 16

export function createCountIndex(statements: Statements, recent?: RecentCounts): CountIndex {
  const entries = new Map<string, Entry>()
  const sums = new WeakMap<BucketCounts, { readonly added: BucketCounts; readonly sum: BucketCounts }>()

  function entryOf(tenant: TenantId, part: CountedPart): Entry {
    const key = `${tenant}:${part}`
    const known = entries.get(key)
    entries.delete(key)
    const entry = known ?? {
      newest: { asOf: 0 as IngestPosition, counts: NO_COUNTS },
      older: new Map<number, BucketCounts>(),
      turn: Promise.resolve(),
    }
    entries.set(key, entry)
    const [oldest] = entries.keys()
    if (entries.size > MAX_ENTRIES && oldest !== undefined) entries.delete(oldest)
    return entry
  }

  async function between(
    tenant: TenantId,
    part: CountedPart,
    after: IngestPosition,
    upTo: IngestPosition,
    budget: Budget,
  ) {
    if (after >= upTo) return NO_COUNTS
    const known = recent?.between(tenant, part, after, upTo)
    if (known) return known
    const statement = countBetween(tenant, part, after, upTo)
    const rows = await statements.rows<readonly [string, string]>(statement, budget)
    return bucketCounts(rows.map(([bucket, count]) => [Number(bucket), Number(count)]))
  }

  async function refreshed(
    entry: Entry,
    tenant: TenantId,
    part: CountedPart,
    asOf: IngestPosition,
    budget: Budget,
  ) {
    const { newest } = entry
    if (newest.asOf < asOf) {
      const fresh = await between(tenant, part, newest.asOf, asOf, budget)
      entry.newest = { asOf, counts: addCounts(newest.counts, fresh, 1) }
    }
    return entry.newest.counts
  }

  async function partAtLeast(tenant: TenantId, part: CountedPart, asOf: IngestPosition, budget: Budget) {
    const entry = entryOf(tenant, part)
    if (entry.newest.asOf >= asOf) return entry.newest.counts
    return inTurn(entry, () => refreshed(entry, tenant, part, asOf, budget))
  }

  async function partAt(tenant: TenantId, part: CountedPart, asOf: IngestPosition, budget: Budget) {
    const entry = entryOf(tenant, part)
    if (entry.newest.asOf === asOf) return entry.newest.counts
    return inTurn(entry, async () => {
      const counts = await refreshed(entry, tenant, part, asOf, budget)
      if (entry.newest.asOf === asOf) return counts
      const known = entry.older.get(asOf)
      entry.older.delete(asOf)
      const later = known ? NO_COUNTS : await between(tenant, part, asOf, entry.newest.asOf, budget)
      const older = known ?? addCounts(counts, later, -1)
      entry.older.set(asOf, older)
      const [first] = entry.older.keys()
      if (entry.older.size > MAX_OLDER && first !== undefined) entry.older.delete(first)
      return older
    })
  }

  type ReadPart = typeof partAt
  async function both(read: ReadPart, { tenant, sample }: CountOwner, asOf: IngestPosition, budget: Budget) {
    const others = await read(tenant, 'others', asOf, budget)
    if (!sample) return others
    const added = await read(tenant, 'sample', asOf, budget)
    const known = sums.get(others)
    if (known?.added === added) return known.sum
    const sum = addCounts(others, added, 1)
    sums.set(others, { added, sum })
    return sum
  }

  return {
    atLeast: (owner, asOf, budget) => both(partAtLeast, owner, asOf, budget),
    at: (owner, asOf, budget) => both(partAt, owner, asOf, budget),
    forget: () => entries.clear(),
  }
}

/** After whoever came first, whatever became of it. */
function inTurn<Value>(entry: Entry, work: () => Promise<Value>): Promise<Value> {
  const result = entry.turn.then(work, work)
  entry.turn = result.catch(() => undefined)
  return result
}

function countBetween(tenant: TenantId, part: CountedPart, after: number, upTo: IngestPosition): Statement {
  const kinds = part === 'sample' ? (['sample'] as const) : WITHOUT_SAMPLE
  const later = { text: 'ingest > {after:UInt64}', params: { after } }
  const events = eventsOf({ tenant, kinds, asOf: upTo }, later)
  return {
    text: `SELECT ${TS_BUCKET} AS bucket, count() FROM ${events.text} GROUP BY bucket`,
    params: events.params,
  }
}
