import { CountAnswer, RunningAnswer } from '#protocol/schema/query-answers.ts'
import { printSearchParams } from '#protocol/search-params.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { readAnswer } from './answers.ts'
import { ApiError, request } from './client.ts'
import type { RowCount, RowSource, Shortfall } from './row-source.ts'
import { scopeParams } from './server-row-source.ts'

export type WatchedCount =
  | { readonly status: 'idle' }
  /** `share`: of what must be read, from 0 to 1; absent while nobody knows. */
  | { readonly status: 'counting'; readonly share?: number; readonly cancel: () => void }
  | { readonly status: 'counted'; readonly count: RowCount; readonly again: () => void }
  | { readonly status: 'cancelled' | 'failed'; readonly error: ApiError; readonly again: () => void }

/** A question of half a second needs no progress. */
const WATCH_MS = 500

/** How many rows the list has; a long count can be watched and ended. */
export function useWatchedCount(source: RowSource | undefined): WatchedCount {
  const client = useQueryClient()
  const idKey = ['count-id', source?.key]
  const count = useQuery({
    queryKey: ['count', source?.key],
    enabled: source !== undefined,
    queryFn: async ({ signal }) => {
      if (!source) throw new Error('counted without a source')
      const id = newQueryId()
      client.setQueryData(idKey, id)
      return countUnder(source, id, signal)
    },
    staleTime: Infinity,
    throwOnError: (error) => !(error instanceof ApiError),
  })
  const progress = useQuery({
    queryKey: ['count-progress', source?.key],
    enabled: count.isFetching,
    queryFn: async ({ signal }) => {
      await new Promise((resolve) => setTimeout(resolve, WATCH_MS))
      const id = client.getQueryData<string>(idKey)
      return id === undefined ? null : running(id, signal)
    },
    refetchInterval: WATCH_MS,
    gcTime: 0,
    // Progress that does not come is only not shown.
    throwOnError: false,
    retry: false,
  })
  if (!source) return { status: 'idle' }
  const again = () => void count.refetch()
  if (count.isFetching) {
    const { rowsRead = 0, rowsTotal = 0 } = progress.data ?? {}
    const cancel = () => {
      const id = client.getQueryData<string>(idKey)
      if (id !== undefined) void end(id)
    }
    return {
      status: 'counting',
      cancel,
      ...(rowsTotal > 0 ? { share: Math.min(1, rowsRead / rowsTotal) } : {}),
    }
  }
  if (count.error instanceof ApiError) {
    const { error } = count
    return { status: error.code === 'query-cancelled' ? 'cancelled' : 'failed', error, again }
  }
  return count.data ? { status: 'counted', count: count.data, again } : { status: 'idle' }
}

async function countUnder(source: RowSource, queryId: string, signal: AbortSignal): Promise<RowCount> {
  const params = printSearchParams({ ...scopeParams(source.scope), asOf: String(source.asOf), queryId })
  const { count, millis, partial } = readAnswer(
    CountAnswer,
    await request(`/api/events/count${params}`, { signal }),
  )
  return { count, millis, ...(partial ? { shortfall: partial as Shortfall } : {}) }
}

/** Null: it is over. */
async function running(queryId: string, signal: AbortSignal) {
  try {
    return readAnswer(RunningAnswer, await request(`/api/queries/${queryId}`, { signal }))
  } catch (cause) {
    if (cause instanceof ApiError && cause.status === 404) return null
    throw cause
  }
}

/** Ends the question; its answer then says so. That it was over already is as good. */
async function end(queryId: string): Promise<void> {
  await request(`/api/queries/${queryId}`, { method: 'DELETE' }).catch((cause: unknown) => {
    if (!(cause instanceof ApiError)) throw cause
  })
}

/** `crypto.randomUUID` is missing where a page is not served securely. */
function newQueryId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
