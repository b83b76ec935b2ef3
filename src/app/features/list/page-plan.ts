/** Rows of one request: two screens. Decoding a page takes about 2 ms, which fits into a frame beside scrolling. */
export const PAGE_ROWS = 100

/** Pages kept besides those on the screen: 4,000 rows or about 8 MB, enough to go back and forth without asking again. */
export const PAGES_KEPT = 40

export interface RowSpan {
  /** Positions; `last` is included. */
  readonly first: number
  readonly last: number
}

/** Whether the reader goes towards larger (1) or smaller (-1) positions; 0 = stands. */
export type Travel = -1 | 0 | 1

export const pageOf = (position: number): number => Math.floor(position / PAGE_ROWS)

/** Rows that are drawn beyond the edges of the screen. */
export const OVERSCAN_ROWS = 6
/** Rows beyond the edges that are loaded: what is drawn there, and what a row cut by the edge is read against. */
export const EDGE_ROWS = OVERSCAN_ROWS + 4

/** The pages that show, then what comes within a screen in the direction of travel. Ascending, at most a few. */
export function pagesWanted({ first, last }: RowSpan, travel: Travel, count: number): readonly number[] {
  if (last < first || count === 0) return []
  const screen = last - first + 1
  const from = pageOf(Math.max(0, first - (travel < 0 ? screen : EDGE_ROWS)))
  const to = pageOf(Math.min(count - 1, last + (travel > 0 ? screen : EDGE_ROWS)))
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

/** A jump lands where nothing was wanted before; a scroll goes on from it. */
export function isJump(before: readonly number[], now: readonly number[]): boolean {
  return before.length > 0 && now.length > 0 && !now.some((page) => before.includes(page))
}

export interface KeptPage {
  /** On the screen, or being loaded for it. */
  readonly inUse: boolean
  /** When it was loaded; milliseconds. */
  readonly loadedAt: number
}

/** Those to let go: the oldest of the ones that nobody looks at. */
export function excessPages<Page extends KeptPage>(
  pages: readonly Page[],
  keep = PAGES_KEPT,
): readonly Page[] {
  const idle = pages.filter(({ inUse }) => !inUse)
  return idle.sort((a, b) => b.loadedAt - a.loadedAt).slice(keep)
}
