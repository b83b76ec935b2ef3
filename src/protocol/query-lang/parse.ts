import { err, ok, type Result } from '../result.ts'
import { ALL, allOf, anyOf, type FieldRef, type QueryNode, type Span, type Value } from './ast.ts'
import { queryError, shown, type QueryError } from './errors.ts'
import { FIELDS, FLAG_NAMES, HAS, IS, isFlag, type Flag } from './fields.ts'
import { MAX_QUERY_CHARS, MAX_QUERY_DEPTH, MAX_QUERY_TERMS } from './limits.ts'
import { readField } from './parse-field.ts'
import { readTerm, readValue } from './parse-value.ts'
import { tokenize, type PhraseToken, type Token, type WordToken } from './tokens.ts'

type Parsed<Value> = Result<Value, QueryError>
type TextToken = WordToken | PhraseToken

/**
 * Reads a query. Never throws: what is wrong comes back with its position. The empty query means everything.
 *
 *     or    = and { OR and }
 *     and   = not { [AND] not }
 *     not   = { NOT | - } one
 *     one   = ( or ) | word | "phrase" | field : value { , value }
 */
export function parseQuery(text: string): Parsed<QueryNode> {
  if (text.length > MAX_QUERY_CHARS) {
    const params = { found: String(text.length), max: String(MAX_QUERY_CHARS) }
    return err(queryError('too-long', { start: MAX_QUERY_CHARS, end: text.length }, params))
  }
  const { tokens, error } = tokenize(text)
  if (error) return err(error)
  if (tokens.length === 0) return ok({ ...ALL, end: text.length })
  const cursor: Cursor = { text, tokens, at: 0, depth: 0, terms: 0 }
  const node = readOr(cursor)
  const rest = cursor.tokens[cursor.at]
  if (!node.ok || rest === undefined) return node
  return err(queryError('unexpected-close', rest))
}

interface Cursor {
  readonly text: string
  readonly tokens: readonly Token[]
  at: number
  depth: number
  terms: number
}

function readOr(cursor: Cursor): Parsed<QueryNode> {
  const items: QueryNode[] = []
  for (;;) {
    const item = readAnd(cursor)
    if (!item.ok) return item
    items.push(item.value)
    if (cursor.tokens[cursor.at]?.kind !== 'or') return ok(anyOf(items, spanOf(items)))
    cursor.at += 1
  }
}

function readAnd(cursor: Cursor): Parsed<QueryNode> {
  const items: QueryNode[] = []
  for (;;) {
    const item = readNot(cursor)
    if (!item.ok) return item
    items.push(item.value)
    const next = cursor.tokens[cursor.at]
    if (next === undefined || next.kind === 'or' || next.kind === 'close')
      return ok(allOf(items, spanOf(items)))
    if (next.kind === 'and') cursor.at += 1
  }
}

function readNot(cursor: Cursor): Parsed<QueryNode> {
  const token = cursor.tokens[cursor.at]
  if (token?.kind !== 'not' && token?.kind !== 'minus') return readOne(cursor)
  cursor.at += 1
  return deeper(cursor, token, () => {
    const item = readNot(cursor)
    if (!item.ok) return item
    return ok({ kind: 'not', item: item.value, start: token.start, end: item.value.end })
  })
}

function readOne(cursor: Cursor): Parsed<QueryNode> {
  const token = cursor.tokens[cursor.at]
  if (token?.kind === 'open') return readGroup(cursor, token)
  if (token?.kind === 'word' || token?.kind === 'phrase') return readTermOrField(cursor, token)
  if (token?.kind === 'colon') return err(queryError('unexpected-colon', token))
  return err(operandMissing(cursor, token))
}

function readGroup(cursor: Cursor, open: Token): Parsed<QueryNode> {
  cursor.at += 1
  const first = cursor.tokens[cursor.at]
  if (first?.kind === 'close') return err(queryError('empty-group', { start: open.start, end: first.end }))
  return deeper(cursor, open, () => {
    if (first === undefined) return err(queryError('missing-close', open))
    const node = readOr(cursor)
    if (!node.ok) return node
    if (cursor.tokens[cursor.at]?.kind !== 'close') return err(queryError('missing-close', open))
    cursor.at += 1
    return node
  })
}

function readTermOrField(cursor: Cursor, token: TextToken): Parsed<QueryNode> {
  const pieces = touchingText(cursor)
  const last = pieces.at(-1) ?? token
  const after = cursor.tokens[cursor.at + pieces.length]
  if (after?.kind === 'colon' && after.start === last.end) {
    cursor.at += pieces.length + 1
    return readFieldTerm(cursor, pieces, { start: token.start, end: last.end })
  }
  if (after?.kind === 'open' && after.start === last.end) return err(queryError('bracket-in-word', after))
  if (token.kind === 'phrase' && token.text === '') return err(queryError('empty-phrase', token))
  cursor.at += 1
  const crowded = countTerm(cursor, token)
  if (crowded) return err(crowded)
  const value = readTerm(token)
  if (!value.ok) return value
  const { start, end } = token
  if (value.value.kind === 'pattern' && value.value.parts.every((part) => part === '')) {
    return ok({ kind: 'all', start, end })
  }
  return ok({ kind: 'word', value: value.value, start, end })
}

function readFieldTerm(cursor: Cursor, pieces: readonly TextToken[], name: Span): Parsed<QueryNode> {
  const [only] = pieces
  const word = pieces.length === 1 && only?.kind === 'word' ? only.raw.toLowerCase() : ''
  if (word === HAS) {
    const fields = readValues(cursor, HAS, 'has:callid', readField)
    return fields.ok
      ? ok({ kind: 'has', fields: fields.value, start: name.start, end: endOf(fields.value) })
      : fields
  }
  if (word === IS) {
    const flags = readValues(cursor, IS, 'is:error', readFlag)
    if (!flags.ok) return flags
    const { start, end } = { start: name.start, end: endOf(flags.value) }
    return ok({ kind: 'is', flags: flags.value.map(({ flag }) => flag), start, end })
  }
  const field = readField(pieces, name)
  if (!field.ok) return field
  const { example } = FIELDS[field.value.name]
  const values = readValues(cursor, field.value.name, example, (run) => readRun(field.value, run))
  if (!values.ok) return values
  return ok({
    kind: 'field',
    field: field.value,
    values: values.value,
    start: name.start,
    end: endOf(values.value),
  })
}

function readRun(field: FieldRef, run: readonly TextToken[]): Parsed<Value> {
  const [token, extra] = run
  if (extra) return err(queryError('after-value', extra, { found: shown(textOf(extra)) }))
  if (token === undefined) throw new Error('a run of value tokens is never empty')
  return readValue(field, token)
}

function readFlag(run: readonly TextToken[], span: Span): Parsed<Span & { readonly flag: Flag }> {
  const written = run.map(textOf).join('')
  const flag = written.toLowerCase()
  if (isFlag(flag)) return ok({ flag, start: span.start, end: span.end })
  const params = { field: IS, found: shown(written), expected: FLAG_NAMES.join(', ') }
  return err(queryError('unknown-value', span, params))
}

/** Reads `value{,value}`; each value comes as the touching tokens it was written with. */
function readValues<Item extends Span>(
  cursor: Cursor,
  field: string,
  example: string,
  read: (run: readonly TextToken[], span: Span) => Parsed<Item>,
): Parsed<readonly Item[]> {
  const items: Item[] = []
  for (;;) {
    const run = touchingText(cursor)
    const [first] = run
    const next = cursor.tokens[cursor.at]
    if (first === undefined) {
      const at = next ?? { start: cursor.text.length, end: cursor.text.length }
      const found = shown(next ? cursor.text.slice(next.start, next.end) : '')
      return err(queryError('value-expected', at, { field, example, found }))
    }
    const span = { start: first.start, end: run.at(-1)?.end ?? first.end }
    const crowded = countTerm(cursor, span)
    if (crowded) return err(crowded)
    const item = read(run, span)
    if (!item.ok) return item
    items.push(item.value)
    cursor.at += run.length
    const after = cursor.tokens[cursor.at]
    if (after?.kind === 'open' && after.start === span.end) return err(queryError('bracket-in-word', after))
    if (after?.kind !== 'comma') return ok(items)
    cursor.at += 1
  }
}

/** The words and phrases from here on that touch each other. */
function touchingText(cursor: Cursor): readonly TextToken[] {
  const run: TextToken[] = []
  for (;;) {
    const token = cursor.tokens[cursor.at + run.length]
    if (token?.kind !== 'word' && token?.kind !== 'phrase') return run
    const before = run.at(-1)
    if (before && before.end !== token.start) return run
    run.push(token)
  }
}

function deeper<Node>(cursor: Cursor, at: Span, read: () => Parsed<Node>): Parsed<Node> {
  cursor.depth += 1
  if (cursor.depth > MAX_QUERY_DEPTH) return err(queryError('too-deep', at, { max: String(MAX_QUERY_DEPTH) }))
  const node = read()
  cursor.depth -= 1
  return node
}

function countTerm(cursor: Cursor, at: Span): QueryError | undefined {
  cursor.terms += 1
  if (cursor.terms <= MAX_QUERY_TERMS) return undefined
  return queryError('too-many-terms', at, { max: String(MAX_QUERY_TERMS) })
}

function operandMissing(cursor: Cursor, token: Token | undefined): QueryError {
  const before = cursor.tokens[cursor.at - 1]
  const end = cursor.text.length
  const span = token ?? { start: end, end }
  const found = shown(token ? cursor.text.slice(token.start, token.end) : '')
  if (before === undefined || before.kind === 'open') {
    return queryError(token?.kind === 'close' ? 'unexpected-close' : 'unexpected-operator', span, { found })
  }
  return queryError('operand-expected', span, {
    operator: cursor.text.slice(before.start, before.end),
    found,
  })
}

const textOf = (token: TextToken) => (token.kind === 'word' ? token.raw : token.text)
const endOf = (items: readonly Span[]) => items.at(-1)?.end ?? 0
const spanOf = (items: readonly Span[]): Span => ({ start: items[0]?.start ?? 0, end: endOf(items) })
