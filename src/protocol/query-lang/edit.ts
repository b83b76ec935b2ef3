import { foldText } from '../text-fold.ts'
import { wellFormed } from '../well-formed.ts'
import type { FieldNode, QueryNode, Span, Value } from './ast.ts'
import { isSpace } from './characters.ts'
import { fieldTerm } from './field-term.ts'
import { fieldDefinition, type FieldName } from './fields.ts'
import { parseQuery } from './parse.ts'
import { printText } from './print.ts'
import { tokenize, type Token } from './tokens.ts'

/** One value of one field, as a facet or a row shows it. The empty value means "absent". */
export interface FieldValue {
  readonly name: FieldName
  /** Of a family: `status` of `attr.status`. */
  readonly key?: string
  readonly value: string
}

type Sign = 'include' | 'exclude'

/** What the query asks of one field with terms that must all hold: the values that a click has put there. */
export interface Chosen {
  readonly included: readonly string[]
  readonly excluded: readonly string[]
}

/**
 * These functions change a query as text and touch nothing else of it: spaces, brackets and spellings stay. They see
 * only terms that must all hold; what stands within an OR is left alone. A text that cannot be read is kept as well.
 */

/** Only rows with this value: beside others of the field that were chosen (`level:warn,error`). */
export function includeValue(text: string, it: FieldValue): string {
  return put(text, it, 'include')
}

/** No rows with this value. */
export function excludeValue(text: string, it: FieldValue): string {
  return put(text, it, 'exclude')
}

/** Takes the value out again, whether it was included or excluded. */
export function removeValue(text: string, it: FieldValue): string {
  return takeOut(takeOut(text, it, 'include'), it, 'exclude')
}

/** Puts the value in, or takes it out where it stands with this sign already. Twice gives back the same text. */
export function toggleValue(text: string, it: FieldValue, sign: Sign): string {
  return holds(text, it, sign) ? takeOut(text, it, sign) : put(text, it, sign)
}

/** What `+` on a value does: of several values that were chosen this one remains. */
export function filterFor(text: string, it: FieldValue): string {
  const found = chosenTerms(text, it, 'include').find(
    ({ node }) => isChoice(node) && node.values.some((value) => isValue(value, it)),
  )
  if (found === undefined) return includeValue(text, it)
  const [first, last] = [found.node.values[0], found.node.values.at(-1)]
  const kept = found.node.values.find((value) => isValue(value, it))
  if (first === undefined || last === undefined || kept === undefined) return text
  return text.slice(0, first.start) + text.slice(kept.start, kept.end) + text.slice(last.end)
}

/** What `-` on a value does. */
export const filterOut = excludeValue

/** Adds a whole term that must hold too, in front or behind: an OR of the text keeps its meaning. */
export function addTerm(text: string, term: string): string {
  if (text === '') return term
  // In front, so that `takeOutSpan` can tell brackets that we made from those of the reader.
  return hasTopLevelOr(tokenize(text).tokens) ? `${term} (${text})` : `${text} ${term}`
}

/** The values of a field that the text includes and excludes, as they are written there. */
export function chosenValues(text: string, field: Omit<FieldValue, 'value'>): Chosen {
  const values = (sign: Sign) =>
    chosenTerms(text, field, sign)
      .filter(({ node }) => sign === 'exclude' || isChoice(node))
      .flatMap(({ node }) => node.values.flatMap((value) => textOf(value) ?? []))
  return { included: values('include'), excluded: values('exclude') }
}

function holds(text: string, it: FieldValue, sign: Sign): boolean {
  if (!parseQuery(text).ok) return text.endsWith(` ${termOf(it, sign)}`)
  return chosenTerms(text, it, sign).some(({ node }) => node.values.some((value) => isValue(value, it)))
}

function put(text: string, it: FieldValue, sign: Sign): string {
  if (holds(text, it, sign)) return text
  const freed = takeOut(text, it, sign === 'include' ? 'exclude' : 'include')
  const beside = chosenTerms(freed, it, sign).find(({ node }) => sign === 'exclude' || isChoice(node))
  const last = beside?.node.values.at(-1)
  if (last) return `${freed.slice(0, last.end)},${valueText(it)}${freed.slice(last.end)}`
  return addTerm(freed, termOf(it, sign))
}

/** The term alone, as it is added to an empty query. */
export function termOf(it: FieldValue, sign: Sign): string {
  return `${sign === 'exclude' ? '-' : ''}${fieldTerm(it.name, it.value, it.key)}`
}

const valueText = ({ value }: FieldValue) => printText({ kind: 'text', text: value, start: 0, end: 0 })

function takeOut(text: string, it: FieldValue, sign: Sign): string {
  for (const term of chosenTerms(text, it, sign)) {
    const index = term.node.values.findIndex((value) => isValue(value, it))
    const value = term.node.values[index]
    if (value === undefined) continue
    const before = term.node.values[index - 1]
    const after = term.node.values[index + 1]
    const rest =
      before || after
        ? cut(
            text,
            before
              ? { start: before.end, end: value.end }
              : { start: value.start, end: after?.start ?? value.end },
          )
        : takeOutSpan(text, term.node)
    return takeOut(rest, it, sign)
  }
  const added = ` ${termOf(it, sign)}`
  // A text that cannot be read: what was added at its end can still be taken away.
  return !parseQuery(text).ok && text.endsWith(added) ? text.slice(0, -added.length) : text
}

const cut = (text: string, { start, end }: Span) => text.slice(0, start) + text.slice(end)

interface ChosenTerm {
  readonly node: FieldNode
}

/** Terms of the field among those that must all hold. */
function chosenTerms(
  text: string,
  { name, key }: Omit<FieldValue, 'value'>,
  sign: Sign,
): readonly ChosenTerm[] {
  const parsed = parseQuery(text)
  if (!parsed.ok) return []
  const terms = parsed.value.kind === 'and' ? parsed.value.items : [parsed.value]
  return terms.flatMap((term) => {
    const { node, negated } = withoutNot(term)
    const isOfField = node.kind === 'field' && node.field.name === name && node.field.key === key
    return isOfField && negated === (sign === 'exclude') ? [{ node }] : []
  })
}

function withoutNot(node: QueryNode): { readonly node: QueryNode; readonly negated: boolean } {
  if (node.kind !== 'not') return { node, negated: false }
  const inner = withoutNot(node.item)
  return { node: inner.node, negated: !inner.negated }
}

/**
 * Whether further values may stand beside these. Text that must be contained is not chosen from a list: another one
 * beside it would widen what was found.
 */
function isChoice({ field, values }: FieldNode): boolean {
  if (fieldDefinition(field.name).type === 'text') return false
  return values.every(({ kind }) => kind === 'text' || kind === 'point')
}

function textOf(value: Value): string | undefined {
  if (value.kind === 'text') return value.text
  if (value.kind !== 'point') return undefined
  return value.at.kind === 'level' ? value.at.level : value.at.text
}

function isValue(value: Value, { name, value: wanted }: FieldValue): boolean {
  const text = textOf(value)
  if (text === undefined) return false
  const normal = fieldDefinition(name).type === 'id' ? wellFormed : foldText
  return normal(text) === normal(wanted)
}

/** Takes a term out with the brackets, negations and the AND that would stand there for nothing. */
function takeOutSpan(text: string, span: Span): string {
  const { tokens } = tokenize(text)
  let first = tokens.findIndex(({ start }) => start >= span.start)
  let last = tokens.findLastIndex(({ end }) => end <= span.end)
  for (;;) {
    const before = tokens[first - 1]?.kind
    if (before === 'open' && tokens[last + 1]?.kind === 'close') {
      first -= 1
      last += 1
    } else if (before === 'minus' || before === 'not') first -= 1
    else break
  }
  if (tokens[first - 1]?.kind === 'and') first -= 1
  else if (tokens[last + 1]?.kind === 'and') last += 1
  const start = tokens[first]?.start ?? span.start
  const end = tokens[last]?.end ?? span.end
  const rest = cut(text, withOneSpace(text, { start, end }))
  return first === 0 ? withoutBrackets(rest) : rest
}

/** With the space that parted the term from its neighbour, where the neighbours stay apart without it. */
function withOneSpace(text: string, { start, end }: Span): Span {
  const isGap = (at: number) => at < 0 || at >= text.length || isSpace(text.charAt(at))
  if (start > 0 && isGap(start - 1) && isGap(end)) return { start: start - 1, end }
  if (end < text.length && isGap(end) && isGap(start - 1)) return { start, end: end + 1 }
  return { start, end }
}

/** Undoes what `addTerm` put around an OR. */
function withoutBrackets(text: string): string {
  const { tokens } = tokenize(text)
  const [open] = tokens
  if (open?.kind !== 'open' || open.start !== 0) return text
  const close = tokens[closingOf(tokens)]
  if (close === undefined || close !== tokens.at(-1) || close.end !== text.length) return text
  return hasTopLevelOr(tokens.slice(1, -1)) ? text.slice(1, -1) : text
}

/** Index of the bracket that closes the first token's. */
function closingOf(tokens: readonly Token[]): number {
  let depth = 0
  return tokens.findIndex(({ kind }) => {
    depth += kind === 'open' ? 1 : kind === 'close' ? -1 : 0
    return depth === 0
  })
}

function hasTopLevelOr(tokens: readonly Token[]): boolean {
  let depth = 0
  return tokens.some(({ kind }) => {
    depth += kind === 'open' ? 1 : kind === 'close' ? -1 : 0
    return kind === 'or' && depth === 0
  })
}

/** The text without any value of the field that was chosen: what the field could be chosen from. */
export function withoutChosen(text: string, field: Omit<FieldValue, 'value'>): string {
  const { included, excluded } = chosenValues(text, field)
  return [...included, ...excluded].reduce((rest, value) => removeValue(rest, { ...field, value }), text)
}
