import type { Problem } from '../http/problem.ts'
import { RETRY_AFTER_SECONDS, type Health, type HealthStatus } from '../status/health.ts'

/** What the health needs to know of the store; the embedded engine and an external one both tell it. */
export interface StoreState {
  readonly state: 'starting' | 'ready' | 'restarting' | 'failed' | 'stopped'
  readonly restarts: number
  readonly reason?: string
}

/** Where the server itself is in its life, apart from the store. */
export type Phase =
  | { readonly name: 'starting'; readonly step: string }
  | { readonly name: 'running' }
  | { readonly name: 'stopping' }
  | { readonly name: 'failed'; readonly reason: string }

export interface HealthParts {
  readonly version: string
  readonly mode: Health['engine']['mode']
  readonly engineVersion: string | null
  readonly uptimeSeconds: number
  readonly phase: Phase
  readonly store: StoreState | undefined
  readonly disk:
    | { readonly freeBytes: number; readonly totalBytes: number; readonly refusal?: string }
    | undefined
}

interface Verdict {
  readonly status: HealthStatus
  readonly reason?: string
}

function judge({ phase, store, disk }: HealthParts): Verdict {
  if (phase.name === 'failed') return { status: 'failed', reason: phase.reason }
  if (phase.name === 'stopping') return { status: 'failed', reason: 'The server is stopping.' }
  if (phase.name === 'starting') return { status: 'starting', reason: phase.step }
  if (store?.state === 'failed' || store?.state === 'stopped') {
    return { status: 'failed', reason: store.reason ?? 'The engine has stopped.' }
  }
  if (store?.state !== 'ready') {
    return { status: 'degraded', reason: store?.reason ?? 'The engine is starting again.' }
  }
  return disk?.refusal === undefined ? { status: 'ready' } : { status: 'degraded', reason: disk.refusal }
}

export function healthOf(parts: HealthParts): Health {
  const { version, mode, engineVersion, uptimeSeconds, store, disk } = parts
  return {
    ...judge(parts),
    version,
    engine: { mode, version: engineVersion, restarts: store?.restarts ?? 0 },
    uptime: Math.round(uptimeSeconds * 10) / 10,
    disk: disk ? { freeBytes: disk.freeBytes, totalBytes: disk.totalBytes } : null,
  }
}

/** Why nothing can be answered from the store now. A full disk does not close: what is stored can be read. */
export function closedProblem(phase: Phase, store: StoreState | undefined): Problem | undefined {
  const retry = { status: 503, retryAfterSeconds: RETRY_AFTER_SECONDS } as const
  if (phase.name === 'starting') {
    return { ...retry, code: 'starting', title: 'The server is starting', detail: phase.step }
  }
  if (phase.name === 'stopping') return { ...retry, code: 'stopping', title: 'The server is stopping' }
  if (phase.name === 'failed') {
    return { ...retry, code: 'failed', title: 'The server did not start', detail: phase.reason }
  }
  if (store?.state === 'ready') return undefined
  return {
    ...retry,
    code: 'engine-unavailable',
    title: 'The engine is not answering for the moment',
    detail: store?.reason ?? 'It is being started again. Nothing acknowledged is lost.',
  }
}
