import { randomUUID } from 'node:crypto'
import type { TenantId } from '#protocol/ids.ts'
import { ProblemError } from '../http/problem.ts'
import type { EventReader, ReadControl, RunningQuery } from './event-reader.ts'
import { QUERY_SECONDS } from './query-deps.ts'

/** Questions that are being answered now: each can be watched and ended by who knows its id. */
export interface RunningQueries {
  /** Runs `work` under an id; it ends early when `request` is aborted or somebody cancels. */
  run<Value>(
    asker: {
      readonly tenant: TenantId
      readonly queryId?: string | undefined
      readonly request: AbortSignal
      /** Nobody waits for it on a screen, so nothing needs to make way for it: an export. */
      readonly isBackground?: boolean
    },
    work: (control: ReadControl) => Promise<Value>,
  ): Promise<Value>
  /** How many are being answered now, those in the background left out. */
  open(): number
  /** Since the last one was answered; infinite when none ever was. */
  millisSinceLast(): number
  /** Undefined: nothing runs under this id. */
  progress(tenant: TenantId, queryId: string): Promise<RunningQuery | undefined>
  /** Resolves when the engine has stopped. False: nothing ran. */
  cancel(tenant: TenantId, queryId: string): Promise<boolean>
}

interface Running {
  readonly controller: AbortController
  readonly started: number
  readonly isBackground: boolean
}

/** The tenant is part of the name, so nobody sees or ends what another tenant runs. */
const engineId = (tenant: TenantId, queryId: string) => `api:${tenant}:${queryId}`

export function createRunningQueries(reader: Pick<EventReader, 'running' | 'cancel'>): RunningQueries {
  const running = new Map<string, Running>()
  let lastAnswered = Number.NEGATIVE_INFINITY
  return {
    open: () => [...running.values()].filter(({ isBackground }) => !isBackground).length,
    millisSinceLast: () => performance.now() - lastAnswered,
    async run(asker, work) {
      const id = engineId(asker.tenant, asker.queryId ?? randomUUID())
      if (running.has(id)) throw inUse()
      const controller = new AbortController()
      const { isBackground = false } = asker
      running.set(id, { controller, started: performance.now(), isBackground })
      try {
        const signal = AbortSignal.any([asker.request, controller.signal])
        return await work({ queryId: id, signal, seconds: QUERY_SECONDS })
      } finally {
        running.delete(id)
        if (!isBackground) lastAnswered = performance.now()
      }
    },
    async progress(tenant, queryId) {
      const id = engineId(tenant, queryId)
      const found = await reader.running(id)
      if (found) return { ...found, queryId }
      const known = running.get(id)
      if (known === undefined) return undefined
      // Between two statements.
      const seconds = (performance.now() - known.started) / 1_000
      return { queryId, seconds, rowsRead: 0, rowsTotal: 0, bytesRead: 0, memoryBytes: 0 }
    },
    async cancel(tenant, queryId) {
      const id = engineId(tenant, queryId)
      const known = running.get(id)
      known?.controller.abort()
      // Also where it runs in another process of the same store.
      const wasRunning = await reader.cancel(id)
      return wasRunning || known !== undefined
    },
  }
}

function inUse(): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'query-id-in-use',
    title: 'Another query runs under this id',
    detail: 'Choose a new queryId for each query.',
  })
}
