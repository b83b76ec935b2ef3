import type { DeliveryCounters } from '../../ports.ts'
import type { QueuedBatch } from './write-queue.ts'
import type { PlannedBatch } from './write-plan.ts'

/** Counts since this process started. `received` = stored + duplicates + rejected + pending, at every moment. */
export class DeliveryCount {
  private received = 0
  private stored = 0
  private duplicates = 0
  private pending = 0
  private readonly rejected = new Map<string, number>()

  accepted(queued: Pick<QueuedBatch, 'batch'>): void {
    const count = queued.batch.events.length + queued.batch.rejected.length
    this.received += count
    this.pending += count
  }

  /** Not acknowledged: whoever sent it will send it again, so it was not received. */
  givenUp({ batch }: Pick<QueuedBatch, 'batch'>): void {
    const count = batch.events.length + batch.rejected.length
    this.received -= count
    this.pending -= count
  }

  written({ batch, plan }: PlannedBatch): void {
    this.pending -= batch.events.length + batch.rejected.length
    for (const { reason } of batch.rejected) this.reject(reason, 1)
    if (plan === undefined) {
      this.reject('session-taken', batch.events.length)
      return
    }
    this.stored += plan.stored
    this.duplicates += plan.duplicates
    this.reject('conflict', plan.conflicts.length)
  }

  private reject(reason: string, count: number): void {
    if (count > 0) this.rejected.set(reason, (this.rejected.get(reason) ?? 0) + count)
  }

  counters(): DeliveryCounters {
    const { received, stored, duplicates, pending } = this
    return { received, stored, duplicates, pending, rejected: Object.fromEntries(this.rejected) }
  }
}
