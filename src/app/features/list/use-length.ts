import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { RowSource } from '../../api/row-source.ts'
import { PAGE_ROWS } from './page-plan.ts'
import { rowCountQuery } from './row-pages.ts'
import type { RowScroller } from './row-scroller.ts'

/**
 * Tells the scroller how long the list is. Until it is counted, or where counting was ended, the list goes on as long
 * as pages come full: so reading never waits for a count.
 */
export function useLength(
  scroller: RowScroller,
  source: RowSource,
  pageLength: (page: number) => number | undefined,
): void {
  const { data } = useQuery(rowCountQuery(source))
  const counted = data?.count
  const { count } = scroller.store.getState().space
  const lastPage = Math.max(0, Math.ceil(count / PAGE_ROWS) - 1)
  const lastLength = pageLength(lastPage)
  const reached =
    lastLength === undefined
      ? undefined
      : lastPage * PAGE_ROWS + lastLength + (lastLength === PAGE_ROWS ? PAGE_ROWS : 0)
  const length = counted ?? reached
  useEffect(() => {
    const { source: shown, space } = scroller.store.getState()
    if (length !== undefined && shown === source && space.count !== length) scroller.setCount(length)
  }, [length, source, scroller])
}
