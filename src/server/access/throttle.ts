/** After this many wrong tokens from one peer the next wrong one must wait. */
const FREE_FAILURES = 5
/** Failures are forgotten after this long without another. */
const FORGET_SECONDS = 300
/** Doubles with each further failure up to here, so that a person is never locked out for long. */
const MAX_WAIT_SECONDS = 60
/** Peers remembered; the oldest are forgotten first. */
const MAX_PEERS = 10_000

interface Failures {
  readonly count: number
  readonly last: number
}

/**
 * Tells those who send wrong tokens to go slower. The right token never waits: tokens have 16 characters or more, so
 * nobody guesses one at any rate, and behind a proxy all people share one address, where a stranger must not be able
 * to lock the others out.
 */
export interface Throttle {
  /** Counts a wrong token. Seconds that its sender is told to wait; 0: just answer that it was wrong. */
  refused(peer: string, nowSeconds: number): number
}

export function createThrottle(): Throttle {
  const peers = new Map<string, Failures>()
  return {
    refused: (peer, now) => {
      const known = peers.get(peer)
      const { count, last } = known && now - known.last < FORGET_SECONDS ? known : { count: 0, last: now }
      const pause = count < FREE_FAILURES ? 0 : Math.min(MAX_WAIT_SECONDS, 2 ** (count - FREE_FAILURES))
      const wait = Math.max(0, Math.ceil(last + pause - now))
      // One that comes too early is not counted: the wait ends even for a peer that never pauses.
      if (wait > 0) return wait
      peers.delete(peer)
      peers.set(peer, { count: count + 1, last: now })
      const oldest = peers.keys().next()
      if (peers.size > MAX_PEERS && !oldest.done) peers.delete(oldest.value)
      return 0
    },
  }
}
