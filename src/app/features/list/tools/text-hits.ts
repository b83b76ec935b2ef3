import type { PatternValue, QueryNode, TextValue, Value } from '#protocol/query-lang/ast.ts'
import { foldText } from '#protocol/text-fold.ts'
import type { TextRange } from '../row-decoration.ts'
import { readNode } from './row-test.ts'

/** In one cell: more cannot be told apart. */
const MAX_RANGES = 50

/** Where in a text stands what a query looks for, under the fold that the query means. Ascending, not overlapping. */
export function textHits(query: string): (text: string) => readonly TextRange[] {
  const node = readNode(query)
  const needles = [...new Set(node ? needlesOf(node) : [])].filter((it) => it !== '')
  if (needles.length === 0) return () => []
  return (text) => merged(needles.flatMap((needle) => occurrences(foldedText(text), needle)))
}

/** Texts that must be there; what is excluded is nowhere to be seen. */
function needlesOf(node: QueryNode): readonly string[] {
  if (node.kind === 'and' || node.kind === 'or') return node.items.flatMap(needlesOf)
  if (node.kind === 'word') return partsOf(node.value)
  return node.kind === 'field' ? node.values.filter(isText).flatMap(partsOf) : []
}

const isText = (value: Value): value is TextValue | PatternValue =>
  value.kind === 'text' || value.kind === 'pattern'
const partsOf = (value: TextValue | PatternValue) =>
  (value.kind === 'text' ? [value.text] : value.parts).map(foldText)

interface FoldedText {
  readonly folded: string
  /** Of each UTF-16 unit of `folded`: where in the text the character begins that it came from; one longer. */
  readonly origin: (index: number) => number
}

/** Folding composes accents, so that the folded text may be shorter: it is folded character by character. */
function foldedText(text: string): FoldedText {
  const whole = foldText(text)
  if (/^[\0-\x7f]*$/.test(text)) return { folded: whole, origin: (index) => index }
  const origins: number[] = []
  let folded = ''
  for (const { 0: character, index } of text.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    const piece = foldText(character)
    for (let unit = 0; unit < piece.length; unit++) origins.push(index)
    folded += piece
  }
  origins.push(text.length)
  return { folded, origin: (index) => origins[index] ?? text.length }
}

function occurrences({ folded, origin }: FoldedText, needle: string): readonly TextRange[] {
  const ranges: TextRange[] = []
  for (let at = folded.indexOf(needle); at >= 0 && ranges.length < MAX_RANGES;) {
    ranges.push({ start: origin(at), end: origin(at + needle.length) })
    at = folded.indexOf(needle, at + needle.length)
  }
  return ranges.filter(({ start, end }) => end > start)
}

function merged(ranges: readonly TextRange[]): readonly TextRange[] {
  const result: TextRange[] = []
  for (const range of [...ranges].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1)
    if (last && range.start <= last.end)
      result.push({ start: (result.pop() ?? last).start, end: Math.max(last.end, range.end) })
    else result.push(range)
  }
  return result.slice(0, MAX_RANGES)
}
