import { keepPreviousData, useQueries } from '@tanstack/react-query'
import type { Micros } from '#protocol/time.ts'
import type { RowCount, RowSource } from '../../../api/row-source.ts'

/** A rail is some 700 pixels high: more ticks cannot be told apart. */
const TICK_BINS = 200
const KEPT_MS = 60_000

export interface HitFigures {
  /** Undefined: not known yet. */
  readonly count: RowCount | undefined
  readonly failed: boolean
  /** Times at which there are hits, ascending. */
  readonly times: readonly Micros[]
}

/** Of each query: how many rows of the list it selects, and when. */
export function useHitFigures(
  source: RowSource | undefined,
  queries: readonly string[],
): readonly HitFigures[] {
  const lists = source ? queries.map((query) => source.within(query)) : []
  const counts = useQueries({
    queries: lists.map((list) => ({
      queryKey: ['row-count', list.key],
      queryFn: ({ signal }: { signal: AbortSignal }) => list.count(signal),
      staleTime: Infinity,
      gcTime: KEPT_MS,
      placeholderData: keepPreviousData,
    })),
  })
  const bins = useQueries({
    queries: lists.map((list) => ({
      queryKey: ['hit-bins', list.key],
      queryFn: ({ signal }: { signal: AbortSignal }) => list.histogram(TICK_BINS, signal),
      staleTime: Infinity,
      gcTime: KEPT_MS,
      placeholderData: keepPreviousData,
    })),
  })
  return queries.map((_, index) => {
    const width = bins[index]?.data?.width ?? 0
    const times = bins[index]?.data?.bins.map(({ from }) => (from + Math.floor(width / 2)) as Micros)
    return { count: counts[index]?.data, failed: counts[index]?.isError ?? false, times: times ?? [] }
  })
}
