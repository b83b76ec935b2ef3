/** A pair as it is drawn, in CSS pixels of the layer. */
export interface Bracket {
  readonly y: number
  readonly height: number
  /** 0 = outermost. */
  readonly lane: number
  /** What its upper end says: joined to a row, out of the screen by so many rows, or never there. */
  readonly upper: BracketEnd
  readonly lower: BracketEnd
}

export type BracketEnd =
  | { readonly kind: 'row' }
  | { readonly kind: 'beyond'; readonly rows: number }
  | { readonly kind: 'open' }

export interface Screen {
  readonly first: number
  readonly last: number
  /** Of the layer, at both edges of the screen. */
  readonly upperEdge: number
  readonly lowerEdge: number
  /** Middle of a row. */
  readonly yOf: (position: number) => number
}

/** Nested deeper they cannot be told apart in the gutter. */
export const MAX_LANES = 3
/** How far a bracket without an end reaches before it has faded out. */
const FADE_PX = 60

/** Positions of both halves in the list, smaller first; undefined: not in the list, or not known. */
export interface PairEnds {
  readonly upper: number | undefined
  readonly lower: number | undefined
}

/** The innermost pairs as brackets; those that do not touch the screen are left out. */
export function bracketsOf(pairs: readonly PairEnds[], screen: Screen): readonly Bracket[] {
  return pairs.slice(-MAX_LANES).flatMap(({ upper, lower }, lane) => {
    if ((upper ?? 0) > screen.last || (lower ?? screen.last) < screen.first) return []
    const top = endOf(upper, screen)
    const bottom = endOf(lower, screen)
    const lowerY = lower === undefined ? undefined : yWithin(lower, screen)
    const upperY = upper === undefined ? undefined : yWithin(upper, screen)
    if (upperY === undefined && lowerY === undefined) return []
    const y = upperY ?? Math.max(screen.upperEdge, (lowerY ?? 0) - FADE_PX)
    const end = lowerY ?? Math.min(screen.lowerEdge, y + FADE_PX)
    return [{ y, height: Math.max(1, end - y), lane, upper: top, lower: bottom }]
  })
}

function endOf(position: number | undefined, { first, last }: Screen): BracketEnd {
  if (position === undefined) return { kind: 'open' }
  if (position < first) return { kind: 'beyond', rows: first - position }
  return position > last ? { kind: 'beyond', rows: position - last } : { kind: 'row' }
}

function yWithin(position: number, { first, last, upperEdge, lowerEdge, yOf }: Screen): number {
  if (position < first) return upperEdge
  return position > last ? lowerEdge : yOf(position)
}
