import { useEffect, useRef, useState } from 'react'
import type { RowSource } from '../api/row-source.ts'
import { useWorkspace, useWorkspaceState } from './workspace.tsx'

/** Panels beside a live list need not count everything again with every commit. */
const CALM_MS = 5_000

/**
 * The list's source for panels that are expensive to fill (histogram, facets): another list is followed at once, a newer
 * snapshot of the same list at most every five seconds.
 */
export function useCalmSource(): RowSource | undefined {
  const { origin, query, rows, view } = useWorkspace()
  const source = rows.status === 'open' ? rows.source : rows.previous
  // As it was asked for: `now-15m` stays the same list, while its ends in microseconds move with every snapshot.
  const asked =
    rows.status === 'open' ? JSON.stringify([origin.name, query, view.order, view.range]) : undefined
  const [shown, setShown] = useState({ source, asked })
  const since = useRef(0)
  const isOther =
    shown.source === undefined || source === undefined || (asked !== undefined && asked !== shown.asked)
  useEffect(() => {
    if (source === undefined || (source === shown.source && !isOther)) return undefined
    const rest = isOther ? 0 : Math.max(0, since.current + CALM_MS - performance.now())
    const timer = setTimeout(() => {
      since.current = performance.now()
      setShown({ source, asked })
    }, rest)
    return () => clearTimeout(timer)
  }, [source, asked, shown, isOther])
  return isOther ? source : shown.source
}

/** A list that paints no row (an empty one) holds nothing up for longer. */
const ROWS_FIRST_MS = 800

/**
 * As above, but after the list has painted its rows: counting all of a list beside them would make the reader wait
 * twice as long for what he reads. Undefined until then; another list's panels keep what they show.
 */
export function useSourceAfterRows(): RowSource | undefined {
  const calm = useCalmSource()
  const painted = useWorkspaceState((state) => state.painted)
  const [shown, setShown] = useState<RowSource>()
  const isPainted = painted !== undefined && painted === calm?.key
  useEffect(() => {
    if (calm === undefined || calm === shown) return undefined
    const timer = setTimeout(() => setShown(calm), isPainted ? 0 : ROWS_FIRST_MS)
    return () => clearTimeout(timer)
  }, [calm, shown, isPainted])
  return shown
}
