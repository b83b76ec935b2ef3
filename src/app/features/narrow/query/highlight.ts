import type { Span } from '#protocol/query-lang/ast.ts'
import { tokenize, type Token } from '#protocol/query-lang/tokens.ts'

export type PieceKind = 'space' | 'field' | 'mark' | 'value' | 'phrase' | 'word' | 'operator' | 'minus'

/** A stretch of the query's text that looks the same throughout. */
export interface Piece extends Span {
  readonly kind: PieceKind
  readonly wrong: boolean
  readonly lit: boolean
}

/** Cuts a text into pieces that together are the whole text, in order. */
export function highlight(
  text: string,
  marked: { readonly wrong?: Span | undefined; readonly lit?: Span | undefined } = {},
): readonly Piece[] {
  const { tokens } = tokenize(text)
  const kinds: (Span & { readonly kind: PieceKind })[] = []
  let at = 0
  for (const [index, token] of tokens.entries()) {
    if (token.start > at) kinds.push({ kind: 'space', start: at, end: token.start })
    kinds.push({ kind: kindOf(tokens, index), start: token.start, end: token.end })
    at = token.end
  }
  if (at < text.length) kinds.push({ kind: 'space', start: at, end: text.length })
  const wrong = visible(text, marked.wrong)
  const edges = [wrong, marked.lit].flatMap((span) => (span ? [span.start, span.end] : []))
  return kinds.flatMap(({ kind, start, end }) =>
    cuts(start, end, edges).map((piece) => ({
      ...piece,
      kind,
      wrong: isWithin(piece, wrong),
      lit: isWithin(piece, marked.lit),
    })),
  )
}

/** What is missing at a place is shown at the character in front of it. */
function visible(text: string, span: Span | undefined): Span | undefined {
  if (span === undefined || span.end > span.start) return span
  const end = Math.min(Math.max(span.end, 1), text.length)
  return { start: end - 1, end }
}

const isWithin = (piece: Span, span: Span | undefined) =>
  span !== undefined && piece.start >= span.start && piece.end <= span.end

function cuts(start: number, end: number, edges: readonly number[]): readonly Span[] {
  const inner = edges.filter((edge) => edge > start && edge < end).sort((a, b) => a - b)
  return [start, ...inner].map((from, index) => ({ start: from, end: inner[index] ?? end }))
}

function kindOf(tokens: readonly Token[], index: number): PieceKind {
  const token = tokens[index]
  if (token?.kind === 'word' || token?.kind === 'phrase') {
    if (isName(tokens, index)) return 'field'
    return isValue(tokens, index) ? 'value' : token.kind
  }
  if (token?.kind === 'and' || token?.kind === 'or' || token?.kind === 'not') return 'operator'
  return token?.kind === 'minus' ? 'minus' : 'mark'
}

const isText = (token: Token | undefined) => token?.kind === 'word' || token?.kind === 'phrase'

/** Of the words and phrases that touch a colon behind them. */
function isName(tokens: readonly Token[], index: number): boolean {
  const [token, next] = [tokens[index], tokens[index + 1]]
  if (!token || !next || next.start !== token.end) return false
  return next.kind === 'colon' || (isText(next) && isName(tokens, index + 1))
}

function isValue(tokens: readonly Token[], index: number): boolean {
  const [before, token] = [tokens[index - 1], tokens[index]]
  if (!before || !token) return false
  if (before.kind === 'colon' || before.kind === 'comma') return true
  return isText(before) && before.end === token.start && isValue(tokens, index - 1)
}

/** Where one text became another: the stretch of the new one that was not there before. */
export function changedSpan(before: string, after: string): Span {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let tail = 0
  const most = Math.min(before.length, after.length) - start
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  return { start, end: after.length - tail }
}
