import type { Span } from './ast.ts'
import { COMPARISONS } from './ast.ts'
import { CLOSE, COLON, isSpace } from './characters.ts'
import { fieldDefinition, HAS, IS, type FieldName } from './fields.ts'
import { readField } from './parse-field.ts'
import { tokenize, type PhraseToken, type Token, type WordToken } from './tokens.ts'

/** Families of fields: what follows the dot is a key of the data. */
export type Family = 'attr' | 'session.custom'

interface Place {
  /** What stands in front of the caret of the piece, as it reads: without quotes and escapes. */
  readonly prefix: string
  /** The piece that a proposal takes the place of. */
  readonly range: Span
}

/** What may stand where the caret is. */
export type Completing = Place &
  (
    | { readonly kind: 'value'; readonly field: { readonly name: FieldName; readonly key?: string } }
    /** A word of `is:`. */
    | { readonly kind: 'flag' }
    /** A name of a field; at the start of a term also a word of the language. */
    | { readonly kind: 'field'; readonly startsTerm: boolean; readonly suffix: '' | ':' }
    | { readonly kind: 'key'; readonly family: Family; readonly suffix: '' | ':' }
  )

/** Undefined: nothing can be proposed here. */
export function completingAt(text: string, caret: number): Completing | undefined {
  const { tokens } = tokenize(text)
  const run = touchingRun(tokens, caret)
  const start = run[0]?.start ?? caret
  const before = tokens.findLastIndex(({ end }) => end <= start)
  const previous = tokens[before]
  if (previous?.kind === 'colon' || previous?.kind === 'comma') {
    return inValue(text, caret, tokens, before, run)
  }
  if (run.length === 0 && !mayStartTerm(text, caret)) return undefined
  return inName(text, caret, run, true)
}

/** The text with a proposal in place of the piece, and where the caret is then. */
export function complete(
  text: string,
  { range }: Pick<Completing, 'range'>,
  insertion: string,
): { readonly text: string; readonly caret: number } {
  return {
    text: text.slice(0, range.start) + insertion + text.slice(range.end),
    caret: range.start + insertion.length,
  }
}

type TextToken = WordToken | PhraseToken

const isText = (token: Token | undefined): token is TextToken =>
  token?.kind === 'word' || token?.kind === 'phrase'

/** Words and phrases that touch each other, with the caret in or right behind the last of them. */
function touchingRun(tokens: readonly Token[], caret: number): readonly TextToken[] {
  const at = tokens.findIndex((it) => isText(it) && it.start < caret && caret <= it.end)
  const run: TextToken[] = []
  for (let index = at; index >= 0; index -= 1) {
    const token = tokens[index]
    const next = run[0]
    if (!isText(token) || (next && token.end !== next.start)) break
    run.unshift(token)
  }
  return run
}

/** A word that begins right behind text or a closing bracket would join it. */
function mayStartTerm(text: string, caret: number): boolean {
  const before = text.charAt(caret - 1)
  const after = text.charAt(caret)
  return (
    (before === '' || isSpace(before) || '(（-'.includes(before)) &&
    (after === '' || isSpace(after) || CLOSE.includes(after))
  )
}

function inName(
  text: string,
  caret: number,
  run: readonly TextToken[],
  startsTerm: boolean,
): Completing | undefined {
  const first = run[0]
  const last = run.at(-1)
  if (first === undefined || last === undefined) {
    const range = { start: caret, end: caret }
    return { kind: 'field', prefix: '', range, startsTerm, suffix: suffixAt(text, caret, startsTerm) }
  }
  if (first.kind === 'phrase' || run.length > 2) return undefined
  const end = endOf(text, last, caret)
  const suffix = suffixAt(text, end, startsTerm)
  const family = familyOf(text.slice(first.start, Math.min(caret, first.end)))
  if (family !== undefined) {
    const start = first.start + family.length + 1
    const prefix = run.length === 1 ? unescaped(text.slice(start, caret)) : pieceBefore(text, last, caret)
    return { kind: 'key', family, prefix, range: { start, end }, suffix }
  }
  if (run.length > 1) return undefined
  const prefix = text.slice(first.start, caret)
  return { kind: 'field', prefix, range: { start: first.start, end }, startsTerm, suffix }
}

function inValue(
  text: string,
  caret: number,
  tokens: readonly Token[],
  before: number,
  run: readonly TextToken[],
): Completing | undefined {
  if (run.length > 1 && familyOf(text.slice(run[0]?.start, run[0]?.end)) === undefined) return undefined
  const colon = tokens.findLastIndex(({ kind }, index) => index <= before && kind === 'colon')
  const name = touchingRun(tokens, tokens[colon]?.start ?? 0)
  const [first] = name
  const word = name.length === 1 && first?.kind === 'word' ? first.raw.toLowerCase() : ''
  if (word === HAS) return inName(text, caret, run, false)
  const token = run[0]
  const range = token ? { start: token.start, end: endOf(text, token, caret) } : { start: caret, end: caret }
  const prefix = token ? pieceBefore(text, token, caret) : ''
  if (run.length > 1) return undefined
  if (word === IS) return { kind: 'flag', prefix, range }
  const field = readField(name, { start: 0, end: 0 })
  if (!field.ok) return undefined
  const key = field.value.key
  const of = { name: field.value.name, ...(key === undefined ? {} : { key }) }
  const skipped = token?.kind === 'word' ? scalePrefix(of.name, text.slice(token.start, caret)) : 0
  return {
    kind: 'value',
    field: of,
    prefix: skipped > 0 ? text.slice(range.start + skipped, caret) : prefix,
    range: { start: range.start + skipped, end: range.end },
  }
}

/** Characters of `>=` or `info..` in front of what is being written. */
function scalePrefix(name: FieldName, written: string): number {
  const { type, comparable } = fieldDefinition(name)
  if (comparable !== true && type !== 'level' && type !== 'number' && type !== 'time') return 0
  const comparison = COMPARISONS.find((it) => written.startsWith(it))
  if (comparison) return comparison.length
  const range = written.indexOf('..')
  return range < 0 ? 0 : range + 2
}

/** To the end of the piece; of a phrase that nobody closed only what stands in front of the caret. */
function endOf(text: string, token: TextToken, caret: number): number {
  if (token.kind === 'word') return token.end
  const closed = token.end - token.start > 1 && '"“”'.includes(text.charAt(token.end - 1))
  return closed ? token.end : caret
}

function pieceBefore(text: string, token: TextToken, caret: number): string {
  const start = token.kind === 'phrase' ? token.start + 1 : token.start
  const end =
    token.kind === 'phrase' && caret === token.end ? Math.max(start, endOf(text, token, caret)) : caret
  const piece = text.slice(start, end)
  return unescaped(token.kind === 'phrase' ? piece.replace(/["“”]$/, '') : piece)
}

const unescaped = (text: string) => text.replace(/\\(.)/gs, '$1')

const FAMILIES: readonly Family[] = ['attr', 'session.custom']

function familyOf(written: string): Family | undefined {
  return FAMILIES.find((family) => written.toLowerCase().startsWith(`${family}.`))
}

/** A name at the start of a term is followed by a colon; where one stands already, that one is kept. */
function suffixAt(text: string, end: number, startsTerm: boolean): '' | ':' {
  return startsTerm && !COLON.includes(text.charAt(end) || ' ') ? ':' : ''
}
