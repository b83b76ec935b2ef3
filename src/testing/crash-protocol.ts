import type { BatchOutcome, EventBatch } from '#server/ports.ts'

/** What the crash suite and the writer process that it kills say to each other. */
export type CrashRequest =
  | { readonly type: 'write'; readonly id: number; readonly batch: EventBatch }
  | { readonly type: 'close' }

export type CrashReply =
  | { readonly type: 'ready'; readonly enginePid: number; readonly committed: number }
  | { readonly type: 'acknowledged'; readonly id: number; readonly outcome: BatchOutcome }
  | { readonly type: 'refused'; readonly id: number; readonly code: string }
  | { readonly type: 'failed'; readonly reason: string }
