import type { StoredEvent } from '#protocol/event.ts'
import type { PatternValue, QueryNode, TextValue, Value } from '#protocol/query-lang/ast.ts'
import { fieldNames } from '#protocol/query-lang/field-names.ts'
import { compileMatcher } from '#protocol/query-lang/matcher.ts'
import { parseQuery } from '#protocol/query-lang/parse.ts'
import type { SessionContext } from '#protocol/query-lang/queryable-event.ts'
import { foldText } from '#protocol/text-fold.ts'
import { attributeIds } from '#protocol/vocabulary/known-ids.ts'
import type { TextRange } from '../row-decoration.ts'

/** What a row of a list does not carry: only the source can say whether such a query matches. */
const ELSEWHERE = /^(?:payload|number|account|staff|device|session\..*)$/
const NO_SESSION: SessionContext = { accounts: [], staffs: [], devices: [] }
const NEVER = () => false

/**
 * Whether a row that is loaded matches a query, decided here. A query that cannot be read, and one that asks for what
 * rows do not carry, matches none: its rows are still counted, found and shown on the rail.
 */
export function rowTest(query: string): (event: StoredEvent) => boolean {
  const node = readNode(query)
  if (!node || fieldNames(node).some((name) => ELSEWHERE.test(name))) return NEVER
  const matches = compileMatcher(node, () => [])
  return (event) =>
    matches({ event, payload: '', ids: attributeIds(event.attrs), numbers: [], session: NO_SESSION })
}

/** Undefined where there is nothing to match. */
function readNode(query: string): QueryNode | undefined {
  const parsed = query === '' ? undefined : parseQuery(query)
  return parsed?.ok ? parsed.value : undefined
}

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
