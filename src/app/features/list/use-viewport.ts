import { useLayoutEffect, type RefObject } from 'react'
import type { RowScroller } from './row-scroller.ts'

/** As `--header-height`. */
const HEADER_PX = 26

/** Tells the scroller how much room the rows have. */
export function useViewport(element: RefObject<HTMLElement | null>, scroller: RowScroller): void {
  useLayoutEffect(() => {
    const view = element.current
    if (!view) return undefined
    const tell = () => {
      const viewport = Math.max(0, view.clientHeight - HEADER_PX)
      if (viewport !== scroller.store.getState().space.viewport) scroller.setViewport(viewport)
    }
    tell()
    const observer = new ResizeObserver(tell)
    observer.observe(view)
    return () => observer.disconnect()
  }, [element, scroller])
}
