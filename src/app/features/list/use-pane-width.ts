import { useLayoutEffect, useState, type RefObject } from 'react'

/** CSS pixels of the list's pane; wide until it is known, which is before the first paint. */
export function usePaneWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(Number.POSITIVE_INFINITY)
  useLayoutEffect(() => {
    const pane = element.current
    if (!pane) return undefined
    const tell = () => setWidth(pane.clientWidth)
    tell()
    const observer = new ResizeObserver(tell)
    observer.observe(pane)
    return () => observer.disconnect()
  }, [element])
  return width
}
