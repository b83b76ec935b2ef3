/** After this many wrong tokens from one peer the next must wait. */
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

export interface Throttle {
  /** Seconds to wait before this peer may try again; 0: now. */
  wait(peer: string, nowSeconds: number): number
  failed(peer: string, nowSeconds: number): void
  succeeded(peer: string): void
}

export function createThrottle(): Throttle {
  const peers = new Map<string, Failures>()
  const current = (peer: string, now: number): Failures | undefined => {
    const known = peers.get(peer)
    return known && now - known.last < FORGET_SECONDS ? known : undefined
  }
  return {
    wait: (peer, now) => {
      const known = current(peer, now)
      if (!known || known.count < FREE_FAILURES) return 0
      const pause = Math.min(MAX_WAIT_SECONDS, 2 ** (known.count - FREE_FAILURES))
      return Math.max(0, Math.ceil(known.last + pause - now))
    },
    failed: (peer, now) => {
      const count = (current(peer, now)?.count ?? 0) + 1
      peers.delete(peer)
      peers.set(peer, { count, last: now })
      const oldest = peers.keys().next()
      if (peers.size > MAX_PEERS && !oldest.done) peers.delete(oldest.value)
    },
    succeeded: (peer) => {
      peers.delete(peer)
    },
  }
}
