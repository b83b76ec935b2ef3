/** Of wishes that follow each other only the last counts: each gives up the one before it. */
export interface LatestOnly {
  /** Fires when another wish follows. */
  next(): AbortSignal
}

export function createLatestOnly(): LatestOnly {
  let running: AbortController | undefined
  return {
    next: () => {
      running?.abort()
      running = new AbortController()
      return running.signal
    },
  }
}
