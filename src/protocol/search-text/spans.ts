/** A stretch of a text in UTF-16 units; `end` is not included. */
export interface Span {
  readonly start: number
  readonly end: number
}

export function spanOf(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length }
}

/** In order; where two overlap, the one that begins first, and of those the longer. */
export function withoutOverlaps<Item extends Span>(spans: readonly Item[]): readonly Item[] {
  const kept: Item[] = []
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span)
  }
  return kept
}
