import { ProblemError } from '../../../http/problem.ts'
import type { EventScope } from '../../../query/event-reader.ts'
import type { CountIndex } from './count-index.ts'
import type { TenantNumberKeysOf } from '../sql/compile-filter.ts'
import type { FilterCompiler } from './scope-sql.ts'
import type { Statements } from './statements.ts'
import type { BucketCounts } from './bucket-counts.ts'

/** What the parts of the reader share. */
export interface ReadContext {
  readonly statements: Statements
  readonly compile: FilterCompiler
  readonly numberKeysOf: TenantNumberKeysOf
  /** Events that one statement of a scan reads: half a second for a slow condition, so a limit or cancel bites soon. */
  readonly scanRows: number
  readonly index: CountIndex
  /** Counts of scopes asked about lately; a snapshot never changes, so they hold until something is deleted. */
  readonly counted: CountCache
}

export interface CountCache {
  get(key: string): BucketCounts | undefined
  /** Keeps what `compute` gives, unless something was forgotten meanwhile. */
  remember(key: string, compute: () => Promise<BucketCounts>): Promise<BucketCounts>
  forget(): void
}

/** A person scrolls a few lists at a time. */
const MAX_SCOPES = 64

export function createCountCache(): CountCache {
  let known = new Map<string, BucketCounts>()
  return {
    get(key) {
      const counts = known.get(key)
      if (counts === undefined) return undefined
      known.delete(key)
      known.set(key, counts)
      return counts
    },
    async remember(key, compute) {
      const target = known
      const counts = await compute()
      target.set(key, counts)
      const [oldest] = target.keys()
      if (target.size > MAX_SCOPES && oldest !== undefined) target.delete(oldest)
      return counts
    },
    // A new map, so that what is being computed now goes nowhere.
    forget: () => {
      known = new Map()
    },
  }
}

export function scopeKey(scope: EventScope): string {
  const { tenant, asOf, filter, from, to, sample } = scope
  return JSON.stringify([tenant, asOf, from ?? null, to ?? null, sample, filter])
}

/** Counts that are remembered hold as long as a snapshot does; it changes only when something of it is deleted. */
export function changedUnderReader({ index, counted }: ReadContext): ProblemError {
  index.forget()
  counted.forget()
  return new ProblemError({
    status: 409,
    code: 'snapshot-changed',
    title: 'Events were deleted while this was read',
    detail: 'Ask again: the answer is then about what is left.',
  })
}
