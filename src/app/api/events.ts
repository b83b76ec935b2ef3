import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { StoredEvent } from '#protocol/event.ts'
import { decodeRows } from '#protocol/row-chunk.ts'
import { CountAnswer, RowsAnswer } from '#protocol/schema/query-answers.ts'
import { printSearchParams } from '#protocol/search-params.ts'
import { readAnswer } from './answers.ts'
import { request } from './client.ts'

const PAGE_ROWS = 200

export interface RowsPage {
  readonly events: readonly StoredEvent[]
  /** Snapshot: the pages of one list, and its count, are read at the same one. */
  readonly asOf: number
  readonly older: string | undefined
}

interface PageParam {
  readonly asOf?: number
  readonly cursor?: string
}

const FIRST_PAGE: PageParam = {}

/** Newest first, page by page; older pages are read at the snapshot of the first, so nothing shifts. */
export function useNewestRows(query: string) {
  return useInfiniteQuery({
    queryKey: ['rows', query],
    initialPageParam: FIRST_PAGE,
    queryFn: async ({ pageParam, signal }): Promise<RowsPage> => {
      const params = printSearchParams({
        q: query,
        order: 'desc',
        limit: String(PAGE_ROWS),
        sample: '1',
        asOf: pageParam.asOf?.toString(),
        cursor: pageParam.cursor,
      })
      const answer = readAnswer(RowsAnswer, await request(`/api/events/rows${params}`, { signal }))
      return {
        events: decodeRows(answer.chunk),
        asOf: answer.asOf,
        older: answer.complete ? undefined : (answer.after ?? undefined),
      }
    },
    getNextPageParam: (page): PageParam | undefined =>
      page.older === undefined ? undefined : { asOf: page.asOf, cursor: page.older },
  })
}

/** How many rows the list has in all, at the list's own snapshot. */
export function useEventCount(query: string, asOf: number | undefined) {
  return useQuery({
    queryKey: ['count', query, asOf],
    enabled: asOf !== undefined,
    queryFn: async ({ signal }) => {
      const params = printSearchParams({ q: query, sample: '1', asOf: asOf?.toString() })
      return readAnswer(CountAnswer, await request(`/api/events/count${params}`, { signal }))
    },
  })
}

export function useRemoveSample() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => request('/api/sample', { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries(),
  })
}
