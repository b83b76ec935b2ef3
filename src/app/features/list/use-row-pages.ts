import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import type { RowPage, RowSource } from '../../api/row-source.ts'
import { isJump, PAGE_ROWS, pageOf, pagesWanted, type RowSpan, type Travel } from './page-plan.ts'
import { dropExcessPages, rowPageQuery } from './row-pages.ts'

/** While the rail is dragged, only where it rests this long is asked for. */
const REST_MS = 70

export interface LoadedRows {
  /** Undefined: not here (yet). */
  readonly eventAt: (position: number) => StoredEvent | undefined
  /** Some row of the screen is still on its way. */
  readonly isLoading: boolean
  readonly error: Error | undefined
  readonly retry: () => void
}

/** The rows around what shows. Requests for what left the screen are aborted, and old pages let go. */
export function useRowPages(source: RowSource, span: RowSpan, count: number): LoadedRows {
  const client = useQueryClient()
  const travel = useTravel(span.first)
  const pagesKey = pagesWanted(span, travel, count).join()
  const wanted = useMemo(() => (pagesKey === '' ? [] : pagesKey.split(',').map(Number)), [pagesKey])
  const asked = useAtRest(source.key, wanted)
  const results = useQueries({ queries: asked.map((page) => rowPageQuery(source, page)) })

  const pages = new Map<number, RowPage>()
  results.forEach(({ data }, index) => {
    const page = asked[index]
    if (data && page !== undefined) pages.set(page, data)
  })
  const loaded = pages.size
  useEffect(() => dropExcessPages(client), [client, loaded, asked])

  const failed = results.find(({ error }) => error !== null)
  return {
    eventAt: (position) => {
      const page = pageOf(position)
      return pages.get(page)?.events[position - page * PAGE_ROWS]
    },
    isLoading: pagesWanted(span, 0, count).some((page) => !pages.has(page)),
    error: failed?.error ?? undefined,
    retry: () => results.forEach((result) => result.isError && void result.refetch()),
  }
}

/** Which way the reader went last. */
function useTravel(first: number): Travel {
  const [last, setLast] = useState<{ first: number; travel: Travel }>({ first, travel: 0 })
  if (last.first === first) return last.travel
  const travel = first > last.first ? 1 : -1
  setLast({ first, travel })
  return travel
}

/**
 * A first jump is followed at once; further jumps right after it wait until one rests, so that a drag over the whole
 * list asks for two places and not for two hundred. Scrolling, and another list, are never held back.
 */
function useAtRest(list: string, wanted: readonly number[]): readonly number[] {
  const [asked, setAsked] = useState({ list, pages: wanted })
  const jumpedAt = useRef(Number.NEGATIVE_INFINITY)
  const jumps = asked.list === list && isJump(asked.pages, wanted)
  useEffect(() => {
    if (asked.list === list && asked.pages === wanted) return undefined
    const follow = () => {
      if (jumps) jumpedAt.current = performance.now()
      setAsked({ list, pages: wanted })
    }
    if (!jumps || performance.now() - jumpedAt.current > REST_MS) {
      follow()
      return undefined
    }
    const timer = setTimeout(follow, REST_MS)
    return () => clearTimeout(timer)
  }, [list, wanted, jumps, asked])
  return jumps ? asked.pages : wanted
}
