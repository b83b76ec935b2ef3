/**
 * Where a list of any length stands, without pixels for its whole length: a row and how far into it.
 * Chromium cuts elements at 33.5 million pixels, which is 1.4 million rows; a list has ten times that.
 */
export interface RowTop {
  /** Position from 0 of the row at the upper edge of the viewport. */
  readonly row: number
  /**
   * CSS pixels from the row's own upper edge down to the viewport's. Negative while what stands above the row
   * (silence, loss) shows too: so a gap that becomes known later never moves the row that is being read.
   */
  readonly offset: number
}

/** Heights in CSS pixels. A row that is not loaded has the usual height and nothing above it. */
export interface RowHeights {
  readonly usual: number
  /** Of the row alone. */
  readonly row: (position: number) => number
  /** Of what stands between the row and the one before it. */
  readonly gap: (position: number) => number
}

export interface RowSpace {
  readonly count: number
  /** Height of the part that shows rows. */
  readonly viewport: number
  readonly heights: RowHeights
}

export const LIST_TOP: RowTop = { row: 0, offset: 0 }

/** Walking further than this row by row is not worth exactness: most of those rows are not loaded anyway. */
const MAX_WALK = 5_000

/** Moves down by `px` (up where negative), no further than either end. */
export function moveBy(space: RowSpace, top: RowTop, px: number): RowTop {
  const { usual } = space.heights
  const far = Math.trunc(px / usual)
  const rows = Math.abs(far) > MAX_WALK ? far : 0
  const from = { row: within(space.count, top.row + rows), offset: top.offset }
  return clampTop(space, normalTop(space, { ...from, offset: from.offset + px - rows * usual }))
}

/** The same place said by the row that is really at the upper edge. */
function normalTop({ count, heights }: RowSpace, top: RowTop): RowTop {
  let { row, offset } = top
  while (offset < -heights.gap(row) && row > 0) {
    offset += heights.gap(row) + heights.row(row - 1)
    row -= 1
  }
  while (offset >= heights.row(row) && row < count - 1) {
    offset -= heights.row(row) + heights.gap(row + 1)
    row += 1
  }
  return { row, offset }
}

/** Neither above the first row nor so far down that the last row leaves the lower edge. */
export function clampTop(space: RowSpace, top: RowTop): RowTop {
  if (space.count === 0) return LIST_TOP
  const row = within(space.count, top.row)
  const inside = row === top.row ? top : { row, offset: 0 }
  const end = endTop(space)
  if (isBelow(inside, end)) return end
  const start = { row: 0, offset: -space.heights.gap(0) }
  return isBelow(start, inside) ? start : inside
}

/** The lowest place: the last row ends at the lower edge, or the list is shorter than the viewport. */
export function endTop(space: RowSpace): RowTop {
  const { count, viewport, heights } = space
  let row = count
  let filled = 0
  while (row > 0 && filled < viewport) {
    row -= 1
    filled += heights.row(row) + heights.gap(row)
  }
  if (row === 0 && filled <= viewport) return { row: 0, offset: -heights.gap(0) }
  return normalTop(space, { row, offset: filled - viewport - heights.gap(row) })
}

const isBelow = (a: RowTop, b: RowTop) => a.row > b.row || (a.row === b.row && a.offset > b.offset)
const within = (count: number, row: number) => Math.max(0, Math.min(count - 1, row))

export type Align = 'start' | 'center' | 'nearest'

/** Rows left visible beside the one that was asked for, so that it never sticks to an edge. */
const CONTEXT_ROWS = 2

/** Shows a row; `nearest` moves no further than needed, and not at all where it shows already. */
export function showRow(space: RowSpace, top: RowTop, position: number, align: Align): RowTop {
  const { viewport, heights } = space
  const row = within(space.count, position)
  const at = (y: number): RowTop => moveBy(space, { row, offset: 0 }, -Math.max(0, y))
  if (align === 'start') return clampTop(space, { row, offset: 0 })
  if (align === 'center') return at((viewport - heights.row(row)) / 2)
  const margin = Math.min(CONTEXT_ROWS * heights.usual, Math.max(0, (viewport - heights.row(row)) / 2))
  const y = distance(space, top, row)
  if (y < margin) return at(margin)
  const lowest = viewport - heights.row(row) - margin
  return y > lowest ? at(lowest) : top
}

/** Pixels from the viewport's upper edge to the row's; beyond a walk's length by the usual height. */
export function distance({ heights }: RowSpace, top: RowTop, row: number): number {
  if (Math.abs(row - top.row) > MAX_WALK) return (row - top.row) * heights.usual - top.offset
  let px = -top.offset
  for (let it = top.row; it < row; it += 1) px += heights.row(it) + heights.gap(it + 1)
  for (let it = top.row; it > row; it -= 1) px -= heights.row(it - 1) + heights.gap(it)
  return px
}

/** Share of the way from the first place to the last, 0 to 1: where the thumb of the rail stands. */
export function fractionOf(space: RowSpace, top: RowTop): number {
  const end = endTop(space)
  const way = end.row + end.offset / space.heights.usual
  if (way <= 0) return 0
  const gone = top.row + Math.max(0, top.offset) / space.heights.row(top.row)
  return Math.max(0, Math.min(1, gone / way))
}

/** The inverse: any of the rows can be reached, to the precision of the fraction. */
export function topAt(space: RowSpace, fraction: number): RowTop {
  const end = endTop(space)
  if (fraction >= 1) return end
  const way = end.row + end.offset / space.heights.usual
  // A fraction of ten million rows is exact to a millionth of a row; less than that is rounding.
  const exact = Math.round(Math.max(0, fraction) * way * 1e6) / 1e6
  const row = Math.floor(exact)
  return clampTop(space, { row, offset: (exact - row) * space.heights.usual })
}

/** Positions of the first row of which something shows, and of the last. `last` < `first` in an empty list. */
export function visibleRows(space: RowSpace, top: RowTop): { readonly first: number; readonly last: number } {
  const { count, viewport, heights } = space
  let last = top.row
  let y = heights.row(top.row) - top.offset
  while (y < viewport && last < count - 1) {
    last += 1
    y += heights.gap(last) + heights.row(last)
  }
  return { first: top.row, last: Math.min(last, count - 1) }
}
