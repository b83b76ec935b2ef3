import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ApiError } from '../../../api/client.ts'
import type { RowHistogram } from '../../../api/row-source.ts'
import { useSourceAfterRows } from '../../../state/calm-source.ts'
import { useWorkspace } from '../../../state/workspace.tsx'
import { barsOf, type Bars } from './bars.ts'

/** Narrower bars cannot be pointed at, and more of them cost frames. */
const PX_PER_BAR = 9
const MOST_BARS = 120
const LEAST_BARS = 20

export interface HistogramState {
  readonly bars: Bars | undefined
  readonly answer: RowHistogram | undefined
  /** What is drawn is of the list before. */
  readonly isStale: boolean
  readonly error: ApiError | undefined
  readonly retry: () => void
}

/** The bars of the list that is open; its failure is its own. */
export function useHistogram(width: number): HistogramState {
  const { rows } = useWorkspace()
  const source = useSourceAfterRows()
  const most = Math.min(MOST_BARS, Math.max(LEAST_BARS, Math.floor(width / PX_PER_BAR)))
  const { data, error, isPlaceholderData, isFetching, refetch } = useQuery({
    queryKey: ['histogram', source?.key, most],
    enabled: source !== undefined && width > 0,
    queryFn: ({ signal }) => {
      if (!source) throw new Error('drawn without a source')
      return source.histogram(most, signal)
    },
    staleTime: Infinity,
    placeholderData: (previous) => previous,
    throwOnError: (cause) => !(cause instanceof ApiError),
  })
  const bars = useMemo(() => data && barsOf(data), [data])
  return {
    bars,
    answer: data,
    isStale: rows.status === 'opening' || (isPlaceholderData && isFetching),
    error: error instanceof ApiError ? error : undefined,
    retry: () => void refetch(),
  }
}
