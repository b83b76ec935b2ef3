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

interface GiveWayDeps {
  readonly readers: ReaderActivity
  /** Seconds, cut short by the signal. */
  readonly sleep: (seconds: number, signal: AbortSignal) => Promise<void>
}

/**
 * Lets people who wait for an answer go first. While nobody asks, it returns at once and an import runs at full speed.
 * Otherwise it waits until what was handed to the store is stored, then until no question is open, and then as long
 * again as the last chunk took: the store is at most half the time busy with the import.
 */
export async function giveWay(
  { readers, sleep }: GiveWayDeps,
  stored: () => Promise<unknown>,
  lastChunkSeconds: () => number,
  signal: AbortSignal,
): Promise<void> {
  const isAsked = () => readers.open() > 0 || readers.millisSinceLast() < RECENT_MS
  if (!isAsked()) return
  await stored()
  await sleep(Math.min(lastChunkSeconds(), MAX_WAIT_SECONDS), signal)
  for (let waited = 0; readers.open() > 0 && waited < MAX_WAIT_SECONDS; waited += POLL_SECONDS) {
    if (signal.aborted) return
    await sleep(POLL_SECONDS, signal)
  }
}
