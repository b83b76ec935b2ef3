import { useEffect, useRef, useState } from 'react'
import type { RowSource } from '../api/row-source.ts'
import { useWorkspace } from './workspace.tsx'

/** Panels beside a live list need not count everything again with every commit. */
const CALM_MS = 5_000

/**
 * The list's source for panels that are expensive to fill (histogram, facets): another list is followed at once, a newer
 * snapshot of the same list at most every five seconds.
 */
export function useCalmSource(): RowSource | undefined {
  const { rows } = useWorkspace()
  const source = rows.status === 'open' ? rows.source : rows.previous
  const [shown, setShown] = useState(source)
  const since = useRef(0)
  const isOther = shown === undefined || source === undefined || !isSameList(shown, source)
  useEffect(() => {
    if (source === undefined || source === shown) return undefined
    const rest = isOther ? 0 : Math.max(0, since.current + CALM_MS - performance.now())
    const timer = setTimeout(() => {
      since.current = performance.now()
      setShown(source)
    }, rest)
    return () => clearTimeout(timer)
  }, [source, shown, isOther])
  return isOther ? source : shown
}

/** Of ranges that move with the reader only the query and the order are compared. */
function isSameList(a: RowSource, b: RowSource): boolean {
  return a.scope.query === b.scope.query && a.scope.order === b.scope.order && a.scope.to === b.scope.to
}
