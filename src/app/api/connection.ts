import { create } from 'zustand'

/** A health check that takes longer is no answer. */
const HEALTH_TIMEOUT_MS = 5_000
/** Looking for a newer viewer more often would only load the server. */
const BUILD_CHECK_EVERY_MS = 5 * 60_000

const FIRST_PAUSE_MS = 1_000
/** A person who waits looks again about this often. */
const LONGEST_PAUSE_MS = 15_000

interface Connection {
  /** Milliseconds since 1970; undefined while the server answers. */
  readonly awaySince: number | undefined
  /** The server serves another build of this viewer. */
  readonly isNewerServed: boolean
}

export const useConnection = create<Connection>()(() => ({ awaySince: undefined, isNewerServed: false }))

let checking = false
let failedAt: number | undefined
let stopWaiting: (() => void) | undefined

/** Somebody got no answer: from now on the server's health is asked for until it answers. */
export function noteNoAnswer(): void {
  failedAt ??= Date.now()
  if (!checking) void watchHealth()
}

/** An answer of any kind: the server is there. */
export function noteAnswer(): void {
  failedAt = undefined
  if (useConnection.getState().awaySince === undefined) return
  useConnection.setState({ awaySince: undefined })
  stopWaiting?.()
  void checkBuild()
}

/** Does not wait for the next turn. */
export function tryNow(): void {
  stopWaiting?.()
}

async function watchHealth(): Promise<void> {
  checking = true
  try {
    for (let turn = 0; failedAt !== undefined; turn += 1) {
      if (await isHealthy()) {
        noteAnswer()
        return
      }
      useConnection.setState({ awaySince: failedAt })
      await pause(Math.min(FIRST_PAUSE_MS * 2 ** turn, LONGEST_PAUSE_MS))
    }
  } finally {
    checking = false
  }
}

async function isHealthy(): Promise<boolean> {
  try {
    const response = await fetch('/api/health', { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) })
    // A proxy in front of a server that is away answers 502 to 504; a server that starts says 503 in JSON.
    return response.ok || (response.headers.get('content-type') ?? '').includes('json')
  } catch {
    return false
  }
}

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, millis)
    function end() {
      clearTimeout(timer)
      globalThis.removeEventListener('online', end)
      stopWaiting = undefined
      resolve()
    }
    globalThis.addEventListener('online', end)
    stopWaiting = end
  })
}

/** Built files carry a hash of their content: another entry file is another build. */
const ENTRY = /<script[^>]+type="module"[^>]+src="([^"]+)"/

let checkedAt = 0
let isIgnored = false

/** Asks for the page as it is served now and compares its entry file with the one that runs here. */
export async function checkBuild(): Promise<void> {
  if (isIgnored || useConnection.getState().isNewerServed) return
  const own = document.querySelector('script[type=module][src]')?.getAttribute('src')
  checkedAt = Date.now()
  try {
    const response = await fetch('/index.html', { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) })
    const served = response.ok ? ENTRY.exec(await response.text())?.[1] : undefined
    if (own && served && served !== own) useConnection.setState({ isNewerServed: true })
  } catch {
    // A page whose parts are missing may ask nothing more by itself.
    noteNoAnswer()
  }
}

/** Hides the offer until the next load of the page. */
export function ignoreNewer(): void {
  useConnection.setState({ isNewerServed: false })
  isIgnored = true
}

function lookIfDue(): void {
  if (document.visibilityState === 'visible' && Date.now() - checkedAt > BUILD_CHECK_EVERY_MS) lookNow()
}

function lookNow(): void {
  void checkBuild()
}

/** For as long as the page lives: looks when the reader comes back to it, and when a part of it is gone. */
export function watchBuild(): () => void {
  document.addEventListener('visibilitychange', lookIfDue)
  globalThis.addEventListener('vite:preloadError', lookNow)
  return () => {
    document.removeEventListener('visibilitychange', lookIfDue)
    globalThis.removeEventListener('vite:preloadError', lookNow)
  }
}
