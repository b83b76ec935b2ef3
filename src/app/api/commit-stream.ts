import type { IngestPosition } from '#protocol/ids.ts'

export type StreamState = 'connecting' | 'open' | 'lost'

export interface CommitStream {
  close(): void
}

/** A refused connection (503, signed out) is not tried again by the browser itself. */
const RETRY_MS = 3_000
const MAX_RETRY_MS = 30_000

/** Tells every movement of the newest snapshot. Connects again by itself after any drop, for as long as it is open. */
export function openCommitStream(
  onCommit: (asOf: IngestPosition) => void,
  onState: (state: StreamState) => void,
): CommitStream {
  let source: EventSource | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let pause = RETRY_MS
  let closed = false

  function connect(): void {
    onState('connecting')
    source = new EventSource('/api/commits')
    source.addEventListener('open', () => {
      pause = RETRY_MS
      onState('open')
    })
    source.addEventListener('commit', (event: MessageEvent<string>) => {
      const { asOf } = JSON.parse(event.data) as { asOf: unknown }
      if (typeof asOf === 'number') onCommit(asOf as IngestPosition)
    })
    source.addEventListener('error', () => {
      if (closed) return
      onState('lost')
      if (source?.readyState !== EventSource.CLOSED) return
      again()
    })
  }

  function again(): void {
    source?.close()
    clearTimeout(retry)
    retry = setTimeout(connect, pause)
    pause = Math.min(pause * 2, MAX_RETRY_MS)
  }

  connect()
  return {
    close() {
      closed = true
      clearTimeout(retry)
      source?.close()
    },
  }
}
