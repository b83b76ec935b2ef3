import type { IngestPosition } from '#protocol/ids.ts'
import { err, ok } from '#protocol/result.ts'
import type { DeliveryCount } from './delivery-counters.ts'
import type { SessionLedgers } from './session-ledgers.ts'
import type { PlannedBatch, WritePlan } from './write-plan.ts'
import type { QueuedBatch, WriteResult } from './write-queue.ts'

/** Above `resolvedThrough`; the client asks again for the rest with its next batch. */
const MAX_RESOLVED_RANGES = 1_000
const RETRY_AFTER_SECONDS = 2

export const unavailable = (reason: string): WriteResult =>
  err({ code: 'unavailable', reason, retryAfterSeconds: RETRY_AFTER_SECONDS })

function resultOf(
  { batch, plan }: PlannedBatch,
  ledgers: SessionLedgers,
  ingest: IngestPosition,
): WriteResult {
  if (plan === undefined) return err({ code: 'session-taken' })
  const { stored, duplicates, conflicts } = plan
  const resolution = ledgers.get(batch).resolution(MAX_RESOLVED_RANGES)
  return ok({ stored, duplicates, conflicts, ...resolution, ingest })
}

/** Answers each batch once, and counts it. */
export class WriteAnswers {
  private readonly delivery: DeliveryCount

  constructor(delivery: DeliveryCount) {
    this.delivery = delivery
  }

  /** All of `plan` is durable. */
  written(
    plan: WritePlan,
    group: readonly QueuedBatch[],
    ledgers: SessionLedgers,
    position: IngestPosition,
  ): void {
    plan.batches.forEach((planned, index) => {
      const queued = group[index]
      if (queued === undefined || queued.isAnswered()) return
      this.delivery.written(planned)
      queued.answer(resultOf(planned, ledgers, position))
    })
  }

  giveUp(group: readonly QueuedBatch[], reason: string): void {
    for (const queued of group) {
      if (queued.isAnswered()) continue
      this.delivery.givenUp(queued)
      queued.answer(unavailable(reason))
    }
  }
}
