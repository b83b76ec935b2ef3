import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, type RefObject } from 'react'
import { OVERSCAN_ROWS } from './page-plan.ts'
import type { RowSpace, RowTop } from './row-space.ts'

/** Rows that TanStack Virtual knows at a time; the list itself may have millions. At least a tall screen each way. */
const WINDOW_ROWS = 512
/** The window moves in steps, so that most frames change nothing but one translation. */
const WINDOW_STEP = 128
const WINDOW_LEAD = 192

export interface PlacedRow {
  readonly position: number
  /** CSS pixels within the layer, of the row itself; what stands above it ends there. */
  readonly y: number
}

export interface RowWindow {
  readonly rows: readonly PlacedRow[]
  /** CSS pixels by which the layer is moved up. */
  readonly shift: number
  /** For rows of unknown height: the ref of a row; its element says `data-index`. */
  readonly measure: (element: HTMLElement | null) => void
  readonly indexOf: (position: number) => number
  readonly yOf: (position: number) => number | undefined
  readonly forgetHeights: () => void
}

interface Options {
  readonly space: RowSpace
  readonly top: RowTop
  /** Changes whenever a height that is not measured changed. */
  readonly version: unknown
  /** Names a row in whichever list it stands: measured heights are kept under it. */
  readonly keyOf: (position: number) => string | number
  /** Told the height of a row as it was measured. */
  readonly onMeasured: (position: number, height: number) => void
}

/** Places the rows around the upper edge. The place itself is ours; the virtualizer lays out and measures. */
export function useRowWindow(
  element: RefObject<HTMLElement | null>,
  { space, top, version, keyOf, onMeasured }: Options,
): RowWindow {
  const { count, heights, viewport } = space
  const start = Math.max(0, Math.floor(top.row / WINDOW_STEP) * WINDOW_STEP - WINDOW_LEAD)
  const getItemKey = useCallback(
    (index: number) => keyOf(start + index),
    // A new function makes the virtualizer lay out again, which a changed height needs.
    // oxlint-disable-next-line react/exhaustive-deps
    [start, version, keyOf],
  )
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count: Math.max(0, Math.min(WINDOW_ROWS, count - start)),
    getScrollElement: () => element.current,
    estimateSize: (index) => heights.gap(start + index) + heights.row(start + index),
    getItemKey,
    overscan: OVERSCAN_ROWS,
    initialRect: { width: 0, height: viewport },
    measureElement: (block) => {
      const position = start + Number(block.dataset['index'])
      onMeasured(position, block.offsetHeight)
      return heights.gap(position) + block.offsetHeight
    },
    // Nobody but `row-scroller.ts` scrolls: the offset is set here, and the browser's own means something else.
    observeElementOffset: () => undefined,
    scrollToFn: () => undefined,
    useFlushSync: false,
  })
  // Lays out, so that the starts below are those of this render.
  virtualizer.getTotalSize()
  const yOf = (position: number) => {
    const item = virtualizer.measurementsCache[position - start]
    return item && item.start + heights.gap(position)
  }
  const shift = (yOf(top.row) ?? 0) + top.offset
  virtualizer.scrollOffset = Math.max(0, shift)
  return {
    rows: virtualizer.getVirtualItems().map((item) => {
      const position = start + item.index
      return { position, y: item.start + heights.gap(position) }
    }),
    shift,
    measure: virtualizer.measureElement,
    indexOf: (position) => position - start,
    yOf,
    forgetHeights: () => virtualizer.measure(),
  }
}
