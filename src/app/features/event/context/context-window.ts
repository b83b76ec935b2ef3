/** Rows that are shown at first on each side of the open one. */
const FIRST_ROWS = 20
/** What scrolling to an edge adds. */
const MORE_ROWS = 60
/** Rows that are asked for together. */
export const PAGE_ROWS = 50

/** The open row's place among the rows of its session that are kept. */
export interface ContextPlace {
  /** Rows before it. */
  readonly before: number
  /** Rows behind it. */
  readonly after: number
  /** False: the kept terms hide it; it is shown all the same, between its neighbours. */
  readonly exact: boolean
}

export interface ContextWindow {
  readonly above: number
  readonly below: number
}

export const FIRST_WINDOW: ContextWindow = { above: FIRST_ROWS, below: FIRST_ROWS }

export function contextPlace(place: { position: number; exact: boolean; count: number }): ContextPlace {
  const { position, exact, count } = place
  return { before: position, after: count - position - (exact ? 1 : 0), exact }
}

/** As many rows of each side as there are. */
export function fitted({ above, below }: ContextWindow, { before, after }: ContextPlace): ContextWindow {
  return { above: Math.min(above, before), below: Math.min(below, after) }
}

export function grown(window: ContextWindow, side: 'above' | 'below'): ContextWindow {
  return { ...window, [side]: window[side] + MORE_ROWS }
}

/** Position in the session's rows of a line of the window; undefined for the open row itself. */
export function positionAt(line: number, { above }: ContextWindow, place: ContextPlace): number | undefined {
  if (line === above) return undefined
  return line < above ? place.before - above + line : place.before + (place.exact ? 1 : 0) + line - above - 1
}
