import type { IngestPosition } from '#protocol/ids.ts'
import { openCommitStream, type StreamState } from '../api/commit-stream.ts'

/**
 * One connection per browser: of the visible tabs that want news, one holds the lock and the connection and tells the
 * others over a channel. A hidden tab gives both away, so the connection is closed when nobody looks.
 */
const LOCK = 'clueline.commits'
const CHANNEL = 'clueline.commits'

export interface CommitListener {
  readonly onCommit: (asOf: IngestPosition) => void
  readonly onState: (state: StreamState) => void
}

type Message =
  | { readonly kind: 'commit'; readonly asOf: IngestPosition }
  | { readonly kind: 'state'; readonly state: StreamState }
  /** A tab that has just begun to listen asks where things stand. */
  | { readonly kind: 'hello' }

/** Listens until the answer is called; only while the page is visible. */
export function listenToCommits(listener: CommitListener): () => void {
  let stop: (() => void) | undefined
  const follow = () => {
    if (document.visibilityState === 'visible') stop ??= join(listener)
    else {
      stop?.()
      stop = undefined
    }
  }
  follow()
  document.addEventListener('visibilitychange', follow)
  return () => {
    document.removeEventListener('visibilitychange', follow)
    stop?.()
  }
}

function join(listener: CommitListener): () => void {
  const channel = new BroadcastChannel(CHANNEL)
  const leaving = new AbortController()
  let latest: readonly Message[] = []

  const tell = (message: Message) => {
    if (message.kind === 'commit') listener.onCommit(message.asOf)
    if (message.kind === 'state') listener.onState(message.state)
  }
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'hello') for (const message of latest) channel.postMessage(message)
    else tell(data)
  })
  channel.postMessage({ kind: 'hello' } satisfies Message)

  const publish = (message: Message) => {
    latest = [...latest.filter(({ kind }) => kind !== message.kind), message]
    tell(message)
    channel.postMessage(message)
  }

  const lead = () =>
    new Promise<void>((resolve) => {
      const stream = openCommitStream(
        (asOf) => publish({ kind: 'commit', asOf }),
        (state) => publish({ kind: 'state', state }),
      )
      leaving.signal.addEventListener('abort', () => {
        stream.close()
        latest = []
        resolve()
      })
    })
  leadAlone(leaving.signal, lead)
  return () => {
    leaving.abort()
    channel.close()
  }
}

/** Runs `lead` once no other tab does. Pages without a secure context have no locks: there each tab leads. */
function leadAlone(signal: AbortSignal, lead: () => Promise<void>): void {
  const locks: LockManager | undefined = navigator.locks
  const led = locks ? locks.request(LOCK, { signal }, lead) : lead()
  led.catch((error: unknown) => {
    // Leaving while waiting for the lock is no failure.
    if (!signal.aborted) throw error
  })
}
