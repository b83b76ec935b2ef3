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
interface LiveLogs {
  days(): Promise<readonly LiveDay[]>
  /** Drops the days of which every event was received before the limit, and records it; returns them. */
  dropReceivedBefore(limit: Micros): Promise<readonly number[]>
}

const REMOVAL_REASONS = ['expired', 'disk'] as const
type RemovalReason = (typeof REMOVAL_REASONS)[number]

export interface RetentionRules {
  /** Days after the receipt. Absent: logs do not expire. */
  readonly days?: number
  /** Fullness of the disk in per cent above which the oldest days go. Absent: never. */
  readonly diskPercent?: number
}

export interface RetentionDeps {
  readonly live: LiveLogs
  readonly clock: Clock
  /** As they are now: they may be changed while the server runs. */
  readonly rules: () => RetentionRules
  /** Undefined where the disk is not ours to see (an external store). */
  readonly disk: () => { readonly freeBytes: number; readonly totalBytes: number } | undefined
}

export interface Removal {
  readonly day: number
  readonly reason: RemovalReason
}

const PERCENT = 100

const sizeOf = (days: readonly LiveDay[]) => days.reduce((sum, { bytes }) => sum + bytes, 0)

function bytesOver({ disk }: RetentionDeps, rules: RetentionRules): number {
  const space = disk()
  if (rules.diskPercent === undefined || !space) return 0
  return space.totalBytes - space.freeBytes - (space.totalBytes * rules.diskPercent) / PERCENT
}

/** Received before this, the oldest days together take at least so many bytes; undefined: nothing needs to go. */
function limitForBytes(days: readonly LiveDay[], bytes: number): Micros | undefined {
  const oldestFirst = days.toSorted((a, b) => a.lastReceived - b.lastReceived)
  let limit: Micros | undefined
  let gone = 0
  // The newest day always stays: who debugs now must not lose what just came in.
  for (const { lastReceived, bytes: size } of oldestFirst.slice(0, -1)) {
    if (gone >= bytes) break
    limit = (lastReceived + 1) as Micros
    gone += size
  }
  return limit
}

/**
 * One round, to be run now and then: removes what has expired, then, oldest receipt first, as many days as bring
 * the disk under its mark.
 */
export async function retentionRound(deps: RetentionDeps): Promise<readonly Removal[]> {
  const { live, clock } = deps
  const rules = deps.rules()
  const before = await live.days()
  const removals: Removal[] = []
  const drop = async (limit: Micros, reason: RemovalReason) => {
    for (const day of await live.dropReceivedBefore(limit)) removals.push({ day, reason })
  }
  if (rules.days !== undefined) await drop((clock.now() - rules.days * MICROS_PER_DAY) as Micros, 'expired')

  const expired = new Set(removals.map(({ day }) => day))
  const kept = before.filter(({ day }) => !expired.has(day))
  // The engine frees dropped days a little later, so what has just expired still shows as used.
  const over = bytesOver(deps, rules) - sizeOf(before) + sizeOf(kept)
  const limit = limitForBytes(kept, over)
  if (limit !== undefined) await drop(limit, 'disk')
  return removals
}
