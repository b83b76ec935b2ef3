import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import type { RowSource } from '../../api/row-source.ts'
import { isJump, PAGE_ROWS, pageOf, pagesWanted, type RowSpan, type Travel } from './page-plan.ts'
import { rowPageQuery } from './row-pages.ts'
import type { RowScroller } from './row-scroller.ts'
import { visibleRows } from './row-space.ts'

/** While the rail is dragged, only where it rests this long is asked for. */
const REST_MS = 80
/** A jump so long after the one before it is a single one, and followed at once. */
const SINGLE_MS = 250

export interface LoadedRows {
  /** Undefined: not here (yet). */
  readonly eventAt: (position: number) => StoredEvent | undefined
  /** How many rows a page has; undefined while it is not here. */
  readonly pageLength: (page: number) => number | undefined
  /** Some row of the screen is still on its way. */
  readonly isLoading: boolean
  readonly error: Error | undefined
  readonly retry: () => void
}

/** The rows around what shows. Requests for what left the screen are aborted, and old pages let go. */
export function useRowPages(source: RowSource, span: RowSpan, count: number): LoadedRows {
  const travel = useTravel(span.first)
  const pagesKey = pagesWanted(span, travel, count).join()
  const wanted = useMemo(() => (pagesKey === '' ? [] : pagesKey.split(',').map(Number)), [pagesKey])
  const asked = useAtRest(source.key, wanted)
  const results = useQueries({ queries: asked.map((page) => rowPageQuery(source, page)) })

  // The results are new objects with every render, their data are not.
  const data = useStable(results.map((result) => result.data))
  const { eventAt, pageLength } = useMemo(() => {
    const pages = new Map(asked.map((page, index) => [page, data[index]]))
    return {
      eventAt: (position: number): StoredEvent | undefined => {
        const page = pageOf(position)
        return pages.get(page)?.events[position - page * PAGE_ROWS]
      },
      pageLength: (page: number) => pages.get(page)?.events.length,
    }
  }, [asked, data])

  const failed = results.find(({ error }) => error !== null)
  return {
    eventAt,
    pageLength,
    isLoading: pagesWanted(span, 0, count).some((page) => data[asked.indexOf(page)] === undefined),
    error: failed?.error ?? undefined,
    retry: () => results.forEach((result) => result.isError && void result.refetch()),
  }
}

/** The same array for as long as its items are the same. */
function useStable<Item>(items: readonly Item[]): readonly Item[] {
  const [kept, setKept] = useState(items)
  const isSame = kept.length === items.length && kept.every((item, index) => item === items[index])
  if (!isSame) setKept(items)
  return isSame ? kept : items
}

/** A single jump asks for its rows at once; drawing the place where they will stand takes a frame or two. */
export function useEagerJumps(scroller: RowScroller): void {
  const client = useQueryClient()
  useEffect(() => {
    let before: readonly number[] = []
    let jumpedAt = Number.NEGATIVE_INFINITY
    return scroller.store.subscribe(({ source, space, top }) => {
      if (!source) return
      const pages = pagesWanted(visibleRows(space, top), 0, space.count)
      if (isJump(before, pages)) {
        const since = performance.now() - jumpedAt
        jumpedAt = performance.now()
        if (since > SINGLE_MS) for (const page of pages) void client.prefetchQuery(rowPageQuery(source, page))
      }
      before = pages
    })
  }, [client, scroller])
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
    const since = performance.now() - jumpedAt.current
    if (jumps) jumpedAt.current = performance.now()
    const follow = () => setAsked({ list, pages: wanted })
    if (!jumps || since > SINGLE_MS) {
      follow()
      return undefined
    }
    const timer = setTimeout(follow, REST_MS)
    return () => clearTimeout(timer)
  }, [list, wanted, jumps, asked])
  return jumps ? asked.pages : wanted
}
