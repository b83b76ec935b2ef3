import { setTimeout as sleep } from 'node:timers/promises'
import type { StoreClients } from './client.ts'
import { endRunningWrites } from './running-writes.ts'
import { writeFailureOf } from './store-failure.ts'
import type { StoreFailure } from './store-failure.ts'
import { SupersededError } from './writer-lease.ts'
import type { WriterLease } from './writer-lease.ts'

/** The embedded engine is back within a second, and a rebuild may follow; a client's own time limit is longer. */
const PATIENCE_MS = 3_000
const FIRST_DELAY_MS = 50
const MAX_DELAY_MS = 1_000

/** The server stops and no longer waits for the store. What was in flight stays unacknowledged. */
class StoreAbandonedError extends Error {
  constructor(cause: unknown) {
    super('The store did not come back before the server stopped.', { cause })
    this.name = 'StoreAbandonedError'
  }
}

export interface PatienceOptions {
  /** Once, when the operation has failed for longer than `PATIENCE_MS`; the operation goes on. */
  readonly onImpatient: (failure: StoreFailure) => void
  readonly isAbandoned: () => boolean
  /** Absent: as for a write. A read that failed in an unknown way has done no harm and may be given up. */
  readonly failureOf?: (error: unknown) => StoreFailure
  /** Before each attempt. */
  readonly lease: Pick<WriterLease, 'confirm' | 'confirmIfStale'>
}

/**
 * Repeats an operation until the store has carried it out. Only for operations that may be repeated: reads, inserts
 * with a token, rebuilds. Rejects when the store says that the operation itself is wrong, when another writer has
 * taken over, and when abandoned.
 */
export async function persist<Value>(
  clients: StoreClients,
  operation: () => Promise<Value>,
  { onImpatient, isAbandoned, lease, failureOf = writeFailureOf }: PatienceOptions,
): Promise<{ readonly value: Value; readonly isRetried: boolean }> {
  const started = performance.now()
  let delay = FIRST_DELAY_MS
  let isImpatient = false
  for (let attempt = 0; ; attempt++) {
    try {
      if (attempt > 0) {
        await lease.confirm()
        // What an earlier attempt may have left running must not finish behind our back.
        await endRunningWrites(clients)
      }
      await lease.confirmIfStale()
      return { value: await operation(), isRetried: attempt > 0 }
    } catch (error) {
      if (error instanceof SupersededError) throw error
      const failure = failureOf(error)
      if (failure === 'rejected') throw error
      if (isAbandoned()) throw new StoreAbandonedError(error)
      if (!isImpatient && performance.now() - started > PATIENCE_MS) {
        isImpatient = true
        onImpatient(failure)
      }
      await sleep(delay)
      delay = Math.min(delay * 2, MAX_DELAY_MS)
    }
  }
}

/** What a person reads in the 503. */
export const UNAVAILABLE: Readonly<Record<StoreFailure, string>> = {
  unreachable: 'The store does not answer at the moment; it is being restarted.',
  'disk-full': 'The disk of the store is full. Nothing new is stored until space is freed.',
  busy: 'The store is overloaded at the moment.',
  'time-limit': 'The store is too slow at the moment.',
  'memory-limit': 'The store is short of memory at the moment.',
  killed: 'The store interrupted the write.',
  rejected: 'The store refused the write; the server log says why.',
}
