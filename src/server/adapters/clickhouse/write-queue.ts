import type { Result } from '#protocol/result.ts'
import type { BatchOutcome, EventBatch, WriteFailure } from '../../ports.ts'

export type WriteResult = Result<BatchOutcome, WriteFailure>

export interface QueuedBatch {
  readonly batch: EventBatch
  readonly bytes: number
  /** Only the first answer counts; a batch may be given up while its block is still in flight. */
  readonly answer: (result: WriteResult) => void
  readonly isAnswered: () => boolean
}

/** What may wait: some seconds of full speed. Beyond it the answer is "try again", so memory stays bounded. */
const MAX_QUEUED_EVENTS = 100_000
const MAX_QUEUED_BYTES = 128 * 1024 ** 2
/** One group = one insert per day partition; `MAX_BLOCK_ROWS` fits the common case of one day. */
const MAX_GROUP_EVENTS = 20_000
const MAX_GROUP_BYTES = 32 * 1024 ** 2
/** What an event costs beside its long texts. */
const EVENT_BYTES = 500

function sizeOf(batch: EventBatch): number {
  let bytes = 0
  for (const { message, payload } of batch.events)
    bytes += EVENT_BYTES + (message?.length ?? 0) + (payload?.length ?? 0)
  return bytes
}

/** First in, first out; bounded by events and bytes, but one batch always fits into an empty queue. */
export class WriteQueue {
  private waiting: QueuedBatch[] = []
  private events = 0
  private bytes = 0

  get isEmpty(): boolean {
    return this.waiting.length === 0
  }

  /** There is enough for one group, waiting longer would gain nothing. */
  get isFull(): boolean {
    return this.events >= MAX_GROUP_EVENTS || this.bytes >= MAX_GROUP_BYTES
  }

  /** Undefined: no room. */
  put(batch: EventBatch): Promise<WriteResult> | undefined {
    const bytes = sizeOf(batch)
    const over =
      this.events + batch.events.length > MAX_QUEUED_EVENTS || this.bytes + bytes > MAX_QUEUED_BYTES
    if (over && !this.isEmpty) return undefined
    this.events += batch.events.length
    this.bytes += bytes
    return new Promise((resolve) => {
      let answered = false
      this.waiting.push({
        batch,
        bytes,
        isAnswered: () => answered,
        answer: (result) => {
          answered = true
          resolve(result)
        },
      })
    })
  }

  /** The next group, in order; at least one batch unless the queue is empty. */
  take(): readonly QueuedBatch[] {
    let count = 0
    let events = 0
    let bytes = 0
    for (const queued of this.waiting) {
      const nextEvents = events + queued.batch.events.length
      const nextBytes = bytes + queued.bytes
      if (count > 0 && (nextEvents > MAX_GROUP_EVENTS || nextBytes > MAX_GROUP_BYTES)) break
      events = nextEvents
      bytes = nextBytes
      count++
    }
    return this.remove(count)
  }

  takeAll(): readonly QueuedBatch[] {
    return this.remove(this.waiting.length)
  }

  private remove(count: number): readonly QueuedBatch[] {
    const taken = this.waiting.slice(0, count)
    this.waiting = this.waiting.slice(count)
    for (const { batch, bytes } of taken) {
      this.events -= batch.events.length
      this.bytes -= bytes
    }
    return taken
  }
}
