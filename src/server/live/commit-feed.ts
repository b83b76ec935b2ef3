import type { IngestPosition } from '#protocol/ids.ts'

/** Faster than a person notices; one timer looks for all listeners. */
const POLL_MS = 150
/** Connections of one process: a browser holds one, whatever its number of tabs. */
export const MAX_COMMIT_LISTENERS = 500

export interface CommitListener {
  /** The newest position, as soon as it is beyond `known`. Undefined: the signal fired, or the server stops. */
  beyond(known: IngestPosition, signal: AbortSignal): Promise<IngestPosition | undefined>
  close(): void
}

/** Tells that something was committed, not what: whoever needs the rows asks for them at that snapshot. */
export interface CommitFeed {
  /** Undefined: there are as many listeners as one process serves. */
  listen(): CommitListener | undefined
  /** Ends every listener, for a clean stop. */
  close(): void
}

export function createCommitFeed(committed: () => IngestPosition): CommitFeed {
  const stopping = new AbortController()
  const waiting = new Set<() => void>()
  let listeners = 0
  let seen = committed()
  let timer: NodeJS.Timeout | undefined

  function look(): void {
    const now = committed()
    if (now === seen) return
    seen = now
    for (const wake of waiting) wake()
  }

  async function beyond(known: IngestPosition, signal: AbortSignal): Promise<IngestPosition | undefined> {
    const ended = AbortSignal.any([signal, stopping.signal])
    while (committed() <= known && !ended.aborted) {
      await new Promise<void>((resolve) => {
        const wake = () => {
          ended.removeEventListener('abort', wake)
          waiting.delete(wake)
          resolve()
        }
        waiting.add(wake)
        ended.addEventListener('abort', wake, { once: true })
      })
    }
    return ended.aborted ? undefined : committed()
  }

  return {
    listen() {
      if (listeners >= MAX_COMMIT_LISTENERS || stopping.signal.aborted) return undefined
      listeners += 1
      timer ??= setInterval(look, POLL_MS)
      let open = true
      return {
        beyond,
        close() {
          if (!open) return
          open = false
          listeners -= 1
          if (listeners > 0) return
          clearInterval(timer)
          timer = undefined
        },
      }
    },
    close: () => stopping.abort(),
  }
}
