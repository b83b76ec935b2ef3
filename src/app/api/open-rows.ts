import type { IngestPosition } from '#protocol/ids.ts'
import type { Order } from '#protocol/permalink/logs-view.ts'
import { resolveRange, type TimeRange } from '#protocol/permalink/time-range.ts'
import { microsFromMillis } from '#protocol/time.ts'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { ApiError } from './client.ts'
import type { RowOrigin, RowSource } from './row-source.ts'

interface Asked {
  readonly origin: RowOrigin
  readonly query: string
  readonly range: TimeRange
  readonly order: Order
  /** Absent: what is committed now. */
  readonly asOf: IngestPosition | undefined
}

/** The list that the page is about. While another one opens, the one before it stays in `previous`. */
export type OpenRows = (
  | { readonly status: 'opening'; readonly previous: RowSource | undefined }
  | { readonly status: 'open'; readonly source: RowSource }
  | { readonly status: 'failed'; readonly error: ApiError; readonly previous: RowSource | undefined }
) & {
  /** Opens at a newer snapshot; relative times move with it. */
  readonly reopen: () => Promise<void>
}

/** Fixes "now" and the snapshot once for everything that is asked about the list. */
export function useOpenRows({ origin, query, range, order, asOf }: Asked): OpenRows {
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: ['open-rows', origin.name, query, range, order, asOf],
    queryFn: ({ signal }) => {
      const absolute = resolveRange(range, microsFromMillis(Date.now()))
      return origin.open({ query, order, ...absolute }, asOf, signal)
    },
    staleTime: Infinity,
    // What another place holds is no list that came before this one.
    placeholderData: (previous, from) => (from?.queryKey[1] === origin.name ? previous : undefined),
  })
  const reopen = useCallback(async () => {
    await refetch()
  }, [refetch])
  return useMemo<OpenRows>(() => {
    if (error instanceof ApiError) {
      return { status: 'failed', error, previous: data, reopen }
    }
    if (error) throw error
    if (data && !isPlaceholderData) return { status: 'open', source: data, reopen }
    return { status: 'opening', previous: data, reopen }
  }, [data, error, isPlaceholderData, reopen])
}
