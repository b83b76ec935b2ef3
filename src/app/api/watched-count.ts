import { useQuery } from '@tanstack/react-query'
import { ApiError } from './client.ts'
import type { RowCount, RowSource } from './row-source.ts'

export type WatchedCount =
  | { readonly status: 'idle' }
  /** `share`: of what must be read, from 0 to 1; absent while nobody knows. */
  | { readonly status: 'counting'; readonly share: number | undefined; readonly cancel: () => void }
  | { readonly status: 'counted'; readonly count: RowCount }
  | { readonly status: 'cancelled' | 'failed'; readonly error: ApiError; readonly again: () => void }

/** How often a long count is looked after; a shorter one needs no progress. */
const WATCH_MS = 1_000

/** How many rows the list has, shared with everybody who counts it; a long count can be watched and ended. */
export function useWatchedCount(source: RowSource | undefined): WatchedCount {
  const count = useQuery({
    queryKey: ['row-count', source?.key],
    enabled: source !== undefined,
    queryFn: ({ signal }): Promise<RowCount> => {
      if (!source) throw new Error('counted without a source')
      return source.count(signal)
    },
    staleTime: Infinity,
    throwOnError: (error) => !(error instanceof ApiError),
  })
  const progress = useQuery({
    queryKey: ['count-progress', source?.key],
    enabled: count.isFetching && source?.counting !== undefined,
    queryFn: async ({ signal }) => {
      await new Promise((resolve) => setTimeout(resolve, WATCH_MS))
      signal.throwIfAborted()
      return (await source?.counting?.share(signal)) ?? null
    },
    refetchInterval: WATCH_MS,
    gcTime: 0,
    // Progress that does not come is only not shown.
    throwOnError: false,
    retry: false,
  })
  if (!source) return { status: 'idle' }
  if (count.isFetching) {
    return {
      status: 'counting',
      share: progress.data ?? undefined,
      cancel: () => void source.counting?.end(),
    }
  }
  if (count.error instanceof ApiError) {
    const { error } = count
    return {
      status: error.code === 'query-cancelled' ? 'cancelled' : 'failed',
      error,
      again: () => void count.refetch(),
    }
  }
  return count.data ? { status: 'counted', count: count.data } : { status: 'idle' }
}
