/** How much the viewer's questions keep the store busy. */
export interface ReaderActivity {
  /** Questions that are being answered now. */
  open(): number
  /** Since the last one was answered; infinite when none ever was. */
  millisSinceLast(): number
}

/** Somebody who has asked within this time is likely to ask again: scrolling, typing, opening rows. */
const RECENT_MS = 1_000
const POLL_SECONDS = 0.005
/** A long scan may not hold up an import for ever. */
const MAX_WAIT_SECONDS = 2
/** So many times as long as a round kept the store busy, it is left to those who ask: one question in five meets one. */
const PAUSE_FACTOR = 4

interface GiveWayDeps {
  readonly readers: ReaderActivity
  /** Seconds, cut short by the signal. */
  readonly sleep: (seconds: number, signal: AbortSignal) => Promise<void>
}

/** What of the import is under way in the store. */
interface Rounds {
  /** Chunks that make one block: a large one costs little more than a small one. */
  readonly size: number
  /** Resolves when nothing is under way. */
  stored(): Promise<unknown>
  /** How long the store was busy with the last one. */
  lastSeconds(): number
  readonly signal: AbortSignal
}

/**
 * Lets people who wait for an answer go first. Before each chunk it is awaited. While nobody asks, it returns at once
 * and an import runs at full speed. Otherwise it lets a round of chunks pass together and then waits: until they are
 * stored, some times as long as that took, and until no question is open. So few questions meet the import in the store.
 */
export function createGiveWay({ readers, sleep }: GiveWayDeps, rounds: Rounds): () => Promise<void> {
  const isAsked = () => readers.open() > 0 || readers.millisSinceLast() < RECENT_MS
  let left = 0
  return async () => {
    if (!isAsked()) {
      left = 0
      return
    }
    if (left > 0) {
      left -= 1
      return
    }
    await rounds.stored()
    await sleep(Math.min(PAUSE_FACTOR * rounds.lastSeconds(), MAX_WAIT_SECONDS), rounds.signal)
    for (let waited = 0; readers.open() > 0 && waited < MAX_WAIT_SECONDS; waited += POLL_SECONDS) {
      if (rounds.signal.aborted) return
      await sleep(POLL_SECONDS, rounds.signal)
    }
    left = rounds.size - 1
  }
}
