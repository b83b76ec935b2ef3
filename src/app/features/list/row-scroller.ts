import { createStore, type StoreApi } from 'zustand/vanilla'
import type { RowSource } from '../../api/row-source.ts'
import {
  clampTop,
  endTop,
  LIST_TOP,
  moveBy,
  showRow,
  topAt,
  type Align,
  type RowHeights,
  type RowSpace,
  type RowTop,
} from './row-space.ts'

export interface ScrollState {
  /** The list that is on the screen; it changes together with the place, in one painting. */
  readonly source: RowSource | undefined
  readonly space: RowSpace
  readonly top: RowTop
  /** Who moved last: the browser's own scroller must not be put where it has just come from. */
  readonly movedBy: 'reader' | 'page'
  /** Grows with every move that a person made: a list that nobody touched stays as its link says. */
  readonly moves: number
}

/** A row and where it stands on the screen: pixels below the upper edge, in the middle, or at the lower edge. */
export interface Place {
  readonly row: number
  readonly offset: number | 'center' | 'end'
}

/** The one place that knows where the list stands. Everything that scrolls it goes through here. */
export interface RowScroller {
  readonly store: StoreApi<ScrollState>
  /** By wheel, finger or screen reader, in CSS pixels. */
  scrollBy(px: number): void
  show(position: number, align: Align): void
  /** To a share of the whole list, 0 to 1. */
  jumpTo(fraction: number): void
  /** Shows another list, or the same at a newer snapshot; the page's own doing, not counted as a move. */
  open(source: RowSource, count: number, place: Place): void
  /** The list has this row, although it is not counted yet. */
  reach(position: number): void
  /** The length became known better. */
  setCount(count: number): void
  setViewport(viewport: number): void
  setHeights(heights: RowHeights): void
}

const EMPTY: RowSpace = {
  count: 0,
  viewport: 0,
  heights: { usual: 24, row: () => 24, gap: () => 0 },
}

export function createRowScroller(): RowScroller {
  const store = createStore<ScrollState>()(() => ({
    source: undefined,
    space: EMPTY,
    top: LIST_TOP,
    movedBy: 'page',
    moves: 0,
  }))
  const move = (movedBy: ScrollState['movedBy'], next: (state: ScrollState) => RowTop) =>
    store.setState((state) => {
      const top = next(state)
      if (isSameTop(top, state.top)) return state
      return { top, movedBy, moves: state.moves + 1 }
    })
  const resize = (patch: Partial<RowSpace>) =>
    store.setState((state) => {
      const space = { ...state.space, ...patch }
      const top = clampTop(space, state.top)
      // The same object where nothing moved: a gesture that is under way goes on.
      return { space, top: isSameTop(top, state.top) ? state.top : top, movedBy: 'page' }
    })
  return {
    store,
    scrollBy: (px) => move('reader', ({ space, top }) => moveBy(space, top, px)),
    show: (position, align) => move('page', ({ space, top }) => showRow(space, top, position, align)),
    jumpTo: (fraction) => move('page', ({ space }) => topAt(space, fraction)),
    open: (source, count, place) =>
      store.setState((state) => {
        const space = { ...state.space, count }
        return { source, space, top: topOf(space, place), movedBy: 'page' }
      }),
    reach: (position) => {
      if (position >= store.getState().space.count) resize({ count: position + 1 })
    },
    setCount: (count) => resize({ count }),
    setViewport: (viewport) => resize({ viewport }),
    setHeights: (heights) => resize({ heights }),
  }
}

const isSameTop = (a: RowTop, b: RowTop) => a.row === b.row && a.offset === b.offset

function topOf(space: RowSpace, { row, offset }: Place): RowTop {
  if (space.count === 0) return LIST_TOP
  if (offset === 'end') return endTop(space)
  if (offset === 'center') return showRow(space, LIST_TOP, row, 'center')
  return moveBy(space, { row, offset: 0 }, -offset)
}
