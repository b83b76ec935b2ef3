import { MICROS_PER_DAY, type Micros } from '#protocol/time.ts'
import type { Clock } from '../ports.ts'

/** One day (of `ts`) of live logs, as it can be removed: whole. Imports and the sample have days of their own. */
export interface LiveDay {
  /** yyyymmdd, UTC. */
  readonly day: number
  /** When the youngest of its events came in: retention counts from the receipt, since device clocks lie. */
  readonly lastReceived: Micros
  readonly bytes: number
}

/** The live logs as retention sees them; imports and the sample are out of its reach. */
export interface LiveDays {
  list(): Promise<readonly LiveDay[]>
  /** Removes the day from events and everything derived, and records that it was removed and why. */
  remove(day: number, reason: RemovalReason): Promise<void>
}

export const REMOVAL_REASONS = ['expired', 'disk'] as const
export type RemovalReason = (typeof REMOVAL_REASONS)[number]

export interface RetentionRules {
  /** Days after the receipt. Absent: logs do not expire. */
  readonly days?: number
  /** Fullness of the disk in per cent above which the oldest days go. Absent: never. */
  readonly diskPercent?: number
}

export interface RetentionDeps {
  readonly live: LiveDays
  readonly clock: Clock
  readonly rules: RetentionRules
  /** Undefined where the disk is not ours to see (an external store). */
  readonly disk: () => { readonly freeBytes: number; readonly totalBytes: number } | undefined
}

export interface Removal {
  readonly day: number
  readonly reason: RemovalReason
}

const PERCENT = 100

const sizeOf = (days: readonly LiveDay[]) => days.reduce((sum, { bytes }) => sum + bytes, 0)

function bytesOver({ rules, disk }: RetentionDeps): number {
  const space = disk()
  if (rules.diskPercent === undefined || !space) return 0
  return space.totalBytes - space.freeBytes - (space.totalBytes * rules.diskPercent) / PERCENT
}

/**
 * One round, to be run now and then: removes what has expired, then, oldest first, as many days as bring the disk
 * under its mark. The newest day always stays: who debugs now must not lose what just came in.
 */
export async function retentionRound(deps: RetentionDeps): Promise<readonly Removal[]> {
  const { live, clock, rules } = deps
  const days = (await live.list()).toSorted((a, b) => a.day - b.day)
  const cutoff = rules.days === undefined ? undefined : clock.now() - rules.days * MICROS_PER_DAY
  const hasExpired = (it: LiveDay) => cutoff !== undefined && it.lastReceived < cutoff
  const removals: Removal[] = days.filter(hasExpired).map(({ day }) => ({ day, reason: 'expired' }))

  let over = bytesOver(deps) - sizeOf(days.filter(hasExpired))
  for (const { day, bytes } of days.filter((it) => !hasExpired(it)).slice(0, -1)) {
    if (over <= 0) break
    removals.push({ day, reason: 'disk' })
    over -= bytes
  }
  for (const { day, reason } of removals) await live.remove(day, reason)
  return removals
}
