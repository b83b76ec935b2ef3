import { REJECT_REASONS, type RejectReason } from '#protocol/envelope.ts'
import type { TenantId } from '#protocol/ids.ts'

/** Events of one tenant since this process started. Always: received = stored + duplicates + rejected + pending. */
interface UploadCounts {
  readonly received: number
  readonly stored: number
  readonly duplicates: number
  readonly rejected: Readonly<Record<RejectReason, number>>
  /** Taken in and not yet answered. */
  readonly pending: number
  /** Sent back whole, unacknowledged, because the store could not take them: not received, and they come again. */
  readonly turnedAway: number
}

/** What became of one upload's events. */
interface UploadCount {
  settle(outcome: {
    stored: number
    duplicates: number
    rejected: Readonly<Partial<Record<RejectReason, number>>>
  }): void
  turnAway(): void
}

export interface UploadCounters {
  receive(tenant: TenantId, events: number): UploadCount
  counts(tenant: TenantId): UploadCounts
}

type Mutable = { -readonly [Key in keyof UploadCounts]: UploadCounts[Key] } & {
  rejected: Record<RejectReason, number>
}

export function uploadCounters(): UploadCounters {
  const tenants = new Map<TenantId, Mutable>()
  const of = (tenant: TenantId): Mutable => {
    let counts = tenants.get(tenant)
    if (counts === undefined) {
      counts = { received: 0, stored: 0, duplicates: 0, rejected: zeroes(), pending: 0, turnedAway: 0 }
      tenants.set(tenant, counts)
    }
    return counts
  }
  return {
    receive(tenant, events) {
      const counts = of(tenant)
      counts.received += events
      counts.pending += events
      return {
        settle({ stored, duplicates, rejected }) {
          counts.pending -= events
          counts.stored += stored
          counts.duplicates += duplicates
          for (const reason of REJECT_REASONS) counts.rejected[reason] += rejected[reason] ?? 0
        },
        turnAway() {
          counts.pending -= events
          counts.received -= events
          counts.turnedAway += events
        },
      }
    },
    counts: (tenant) => of(tenant),
  }
}

function zeroes(): Record<RejectReason, number> {
  return { invalid: 0, 'too-large': 0, conflict: 0 }
}
