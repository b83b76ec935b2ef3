/**
 * The browser's own scroller only measures how far wheel, finger, key or screen reader want to go: its content is
 * pinned, and each change of `scrollTop` moves the list by as many pixels in row space. After a gesture the scroller
 * is put back to where it has room in both directions, or to its very end where the list ends too.
 */

/** Well below 33.5 million, where Chromium cuts elements, and 17.9 million, where Firefox does. */
export const MAX_SPACER_PX = 8_000_000
/** Room for the longest fling before the scroller is put back: 40,000 rows. */
const ROOM_PX = 1_000_000

/** Height of what the browser scrolls over, viewport included. */
export function spacerHeight(totalPx: number, viewport: number): number {
  return Math.max(viewport, Math.min(totalPx, MAX_SPACER_PX))
}

/** `scrollTop` for a list with so many pixels above and below the viewport: exact near both ends and in short lists. */
export function restingScrollTop(above: number, below: number, viewport: number): number {
  const total = above + viewport + below
  const farthest = spacerHeight(total, viewport) - viewport
  if (total <= MAX_SPACER_PX) return above
  if (above <= ROOM_PX) return above
  if (below <= ROOM_PX) return farthest - below
  const share = (above - ROOM_PX) / (above + below - 2 * ROOM_PX)
  return Math.round(ROOM_PX + share * (farthest - 2 * ROOM_PX))
}
