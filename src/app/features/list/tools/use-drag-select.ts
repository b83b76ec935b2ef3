import { useCallback, type PointerEvent as ReactPointerEvent } from 'react'
import { useListStore } from '../list-store.ts'
import type { RowScroller } from '../row-scroller.ts'

/** Beyond the edge of the list it scrolls this many pixels a frame for each pixel beyond. */
const SCROLL_SHARE = 0.2

/**
 * Dragging from one row to another selects the rows between; within one row it selects text, as everywhere. Beyond
 * the edges the list scrolls along.
 */
export function useDragSelect(scroller: RowScroller): (down: ReactPointerEvent<HTMLElement>) => void {
  const list = useListStore()
  return useCallback(
    (down) => {
      if (down.button !== 0 || down.pointerType !== 'mouse' || down.shiftKey) return
      const layer = down.currentTarget
      const anchor = positionAt(layer, down.clientX, down.clientY)
      if (anchor === undefined) return
      const { ownerDocument } = layer
      const ending = new AbortController()
      const { signal } = ending
      const pointer = { x: down.clientX, y: down.clientY }
      let isSelecting = false
      let frame = 0

      const reach = () => {
        const head = positionAt(layer, pointer.x, pointer.y)
        if (head === undefined || (!isSelecting && head === anchor)) return
        if (!isSelecting) {
          isSelecting = true
          layer.style.userSelect = 'none'
          frame = requestAnimationFrame(scrollAlong)
        }
        ownerDocument.getSelection()?.removeAllRanges()
        list.setState({ selection: { anchor, head }, cursor: head })
      }
      const scrollAlong = () => {
        const { top, bottom } = (layer.parentElement ?? layer).getBoundingClientRect()
        const beyond = pointer.y < top ? pointer.y - top : Math.max(0, pointer.y - bottom)
        if (beyond !== 0) {
          scroller.scrollBy(beyond * SCROLL_SHARE)
          reach()
        }
        frame = requestAnimationFrame(scrollAlong)
      }
      const end = () => {
        ending.abort()
        cancelAnimationFrame(frame)
        layer.style.removeProperty('user-select')
        if (!isSelecting) return
        // The click that ends the drag opens no row.
        ownerDocument.addEventListener('click', swallow, { capture: true, once: true })
        setTimeout(() => ownerDocument.removeEventListener('click', swallow, { capture: true }))
      }
      ownerDocument.addEventListener(
        'pointermove',
        (move) => {
          pointer.x = move.clientX
          pointer.y = move.clientY
          reach()
        },
        { signal },
      )
      ownerDocument.addEventListener('pointerup', end, { signal })
      ownerDocument.addEventListener('pointercancel', end, { signal })
    },
    [list, scroller],
  )
}

/** The row at a height of the window; beyond the list's edges, the outermost one. */
function positionAt(layer: HTMLElement, x: number, y: number): number | undefined {
  const stage = (layer.parentElement ?? layer).getBoundingClientRect()
  const inside = Math.min(stage.bottom - 2, Math.max(stage.top + 1, y))
  const within = Math.min(stage.right - 2, Math.max(stage.left + 1, x))
  const row = layer.ownerDocument
    .elementsFromPoint(within, inside)
    .map((element) => element.closest<HTMLElement>('[data-position]'))
    .find((it) => it !== null && layer.contains(it))
  const position = Number(row?.dataset['position'] ?? Number.NaN)
  return Number.isInteger(position) ? position : undefined
}

function swallow(click: Event): void {
  click.stopPropagation()
}
