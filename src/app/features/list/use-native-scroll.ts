import { useEffect, type RefObject } from 'react'
import { restingScrollTop, spacerHeight } from './native-scroll.ts'
import type { RowScroller, ScrollState } from './row-scroller.ts'
import { endTop } from './row-space.ts'

/** After the last scroll event, where the browser has no `scrollend`. */
const IDLE_MS = 160
/** Wherever the list goes on there is at least so much to scroll, although heights are only estimated. */
const LEAST_ROOM_PX = 4_000
/** This close to its own edge the scroller is put back at once instead of after the gesture. */
const EDGE_PX = 2

/** Pixels of the list above and below the viewport: exact at the ends, by the usual height between them. */
function roomOf({ space, top }: ScrollState): { readonly above: number; readonly below: number } {
  const { count, viewport, heights } = space
  const end = endTop(space)
  const isAtStart = top.row === 0 && top.offset <= 0
  const isAtEnd = top.row > end.row || (top.row === end.row && top.offset >= end.offset)
  const above = top.row * heights.usual + Math.max(0, top.offset)
  const below = count * heights.usual - above - viewport
  return {
    above: isAtStart ? 0 : Math.max(LEAST_ROOM_PX, above),
    below: isAtEnd ? 0 : Math.max(LEAST_ROOM_PX, below),
  }
}

/** Joins the browser's scroller to the list: see `native-scroll.ts`. */
export function useNativeScroll(
  element: RefObject<HTMLElement | null>,
  /** What the browser scrolls over; the header and the rows are pinned within it. */
  body: RefObject<HTMLElement | null>,
  scroller: RowScroller,
): void {
  useEffect(
    () => (element.current && body.current ? join(element.current, body.current, scroller) : undefined),
    [element, body, scroller],
  )
}

function join(view: HTMLElement, body: HTMLElement, scroller: RowScroller): () => void {
  let last = view.scrollTop
  let timer: ReturnType<typeof setTimeout> | undefined

  const rest = () => {
    clearTimeout(timer)
    const state = scroller.store.getState()
    const { viewport } = state.space
    const { above, below } = roomOf(state)
    const pinned = view.clientHeight - viewport
    body.style.height = `${pinned + spacerHeight(above + viewport + below, viewport)}px`
    view.scrollTop = restingScrollTop(above, below, viewport)
    last = view.scrollTop
  }
  const onScroll = () => {
    const now = view.scrollTop
    const by = now - last
    last = now
    if (by === 0) return
    scroller.scrollBy(by)
    clearTimeout(timer)
    const farthest = view.scrollHeight - view.clientHeight
    if (now <= EDGE_PX || now >= farthest - EDGE_PX) rest()
    else timer = setTimeout(rest, IDLE_MS)
  }
  const leave = scroller.store.subscribe((state, before) => {
    const moved = state.movedBy === 'page' && state.top !== before.top
    const { count, viewport } = before.space
    if (moved || state.space.count !== count || state.space.viewport !== viewport) rest()
  })
  rest()
  view.addEventListener('scroll', onScroll, { passive: true })
  return () => {
    clearTimeout(timer)
    leave()
    view.removeEventListener('scroll', onScroll)
  }
}
