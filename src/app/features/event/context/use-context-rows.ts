import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import type { RowSource } from '../../../api/row-source.ts'
import { sessionRows } from '../session-rows.ts'
import { useRowSource } from '../use-open-row.ts'
import { contextPlace, PAGE_ROWS, type ContextPlace } from './context-window.ts'

interface ContextRows {
  /** Undefined while it is looked up. */
  readonly place: ContextPlace | undefined
  readonly error: Error | null
  /** The row at a position; undefined while it is on its way. */
  readonly rowAt: (position: number) => StoredEvent | undefined
}

/** The rows of the event's session that hold the kept terms; those at the wanted positions are loaded. */
export function useContextRows(event: StoredEvent, kept: string, wanted: readonly number[]): ContextRows {
  const list = useRowSource()
  const source = useMemo<RowSource | undefined>(
    () => list && sessionRows(list, event.session, kept, 'asc'),
    [list, event.session, kept],
  )
  const place = useQuery({
    queryKey: ['context-place', source?.key, event.session, event.seq],
    enabled: source !== undefined,
    queryFn: async ({ signal }) => {
      if (!source) throw new Error('asked for a place before there is a list')
      return contextPlace(await source.positionOf(event, signal))
    },
    staleTime: Infinity,
  })
  const pages = [...new Set(wanted.map((position) => Math.floor(position / PAGE_ROWS)))]
  const answers = useQueries({
    queries: pages.map((page) => ({
      queryKey: ['context-rows', source?.key, page],
      enabled: source !== undefined,
      queryFn: async ({ signal }: { readonly signal: AbortSignal }) =>
        (await source?.rowsAt(page * PAGE_ROWS, PAGE_ROWS, signal))?.events ?? [],
      staleTime: Infinity,
    })),
  })
  const loaded = new Map(pages.map((page, index) => [page, answers[index]?.data] as const))
  return {
    place: place.data,
    error: place.error ?? answers.find(({ error }) => error)?.error ?? null,
    rowAt: (position) => loaded.get(Math.floor(position / PAGE_ROWS))?.[position % PAGE_ROWS],
  }
}
