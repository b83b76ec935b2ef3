import { wellFormed } from '../well-formed.ts'
import type { Span } from './ast.ts'
import * as is from './characters.ts'
import { queryError, type QueryError } from './errors.ts'

export type WordToken = Span & {
  readonly kind: 'word'
  /** The text with escapes resolved, cut at the stars. */
  readonly parts: readonly string[]
  /** As typed. */
  readonly raw: string
}
export type PhraseToken = Span & { readonly kind: 'phrase'; readonly text: string }
type MarkToken = Span & {
  readonly kind: 'open' | 'close' | 'minus' | 'colon' | 'comma' | 'and' | 'or' | 'not'
}
export type Token = WordToken | PhraseToken | MarkToken

export interface Tokens {
  readonly tokens: readonly Token[]
  /** The first thing that cannot be read; the tokens are then those a highlighter can still show. */
  readonly error?: QueryError
}

/**
 * Cuts a query into tokens. After a colon, up to the next space or bracket, commas separate values and further
 * colons are text, so that times and URLs need no quotes. Never throws.
 */
export function tokenize(text: string): Tokens {
  const source = wellFormed(text)
  const tokens: Token[] = []
  let error: QueryError | undefined
  let at = 0
  let inValue = false

  const mark = (kind: MarkToken['kind']) => {
    tokens.push({ kind, start: at, end: at + 1 })
    at += 1
  }

  while (at < source.length) {
    const character = source.charAt(at)
    const last = tokens.at(-1)
    if (is.isSpace(character)) {
      // A space after `field:` or a comma is forgiven: a value must follow in any case.
      if (last?.kind !== 'colon' && last?.kind !== 'comma') inValue = false
      at += 1
    } else if (is.OPEN.includes(character)) {
      inValue = false
      mark('open')
    } else if (is.CLOSE.includes(character)) {
      inValue = false
      mark('close')
    } else if (inValue && is.COMMA.includes(character)) {
      mark('comma')
    } else if (!inValue && is.COLON.includes(character)) {
      inValue = true
      mark('colon')
    } else if (!inValue && isNegation(source, at, last)) {
      mark('minus')
    } else {
      const read = is.QUOTES.includes(character) ? readPhrase(source, at) : readWord(source, at, inValue)
      tokens.push(read.token)
      error ??= read.error
      at = read.token.end
    }
  }
  return error === undefined ? { tokens } : { tokens, error }
}

/** A minus negates where a term begins and something follows it; in `foo-bar` and alone it is text. */
function isNegation(source: string, at: number, last: Token | undefined): boolean {
  if (source.charAt(at) !== is.MINUS) return false
  const next = source.charAt(at + 1)
  if (next === '' || is.isSpace(next) || is.CLOSE.includes(next)) return false
  return last === undefined || last.end < at || last.kind === 'open' || last.kind === 'minus'
}

interface Read {
  readonly token: Token
  readonly error?: QueryError
}

/** A phrase closes with the quote it opened with; one opened by a Chinese quote, with any quote. */
function readPhrase(source: string, start: number): Read {
  const closing = source.charAt(start) === '"' ? '"' : is.QUOTES
  let text = ''
  let at = start + 1
  while (at < source.length) {
    const character = source.charAt(at)
    const next = source.charAt(at + 1)
    if (character === is.ESCAPE && next !== '' && (is.QUOTES + is.STAR + is.ESCAPE).includes(next)) {
      text += next
      at += 2
    } else if (closing.includes(character)) {
      return { token: { kind: 'phrase', text, start, end: at + 1 } }
    } else {
      text += character
      at += 1
    }
  }
  return {
    token: { kind: 'phrase', text, start, end: at },
    error: queryError(
      'unterminated-quote',
      { start, end: at },
      { expected: closing.charAt(closing.length - 1) },
    ),
  }
}

function readWord(source: string, start: number, inValue: boolean): Read {
  const stops = is.OPEN + is.CLOSE + is.QUOTES + (inValue ? is.COMMA : is.COLON)
  const parts = ['']
  const append = (piece: string) => parts.push((parts.pop() ?? '') + piece)
  let error: QueryError | undefined
  let at = start
  while (at < source.length) {
    const character = source.charAt(at)
    if (character === is.ESCAPE) {
      if (at + 1 === source.length) error = queryError('dangling-escape', { start: at, end: at + 1 })
      append(source.charAt(at + 1))
      at = Math.min(at + 2, source.length)
    } else if (is.isSpace(character) || stops.includes(character)) {
      break
    } else {
      if (character === is.STAR) {
        // Two stars in a row say no more than one.
        if (parts.length === 1 || parts.at(-1) !== '') parts.push('')
      } else append(character)
      at += 1
    }
  }
  const raw = source.slice(start, at)
  const operator = inValue ? undefined : is.OPERATORS.get(raw)
  const token: Token =
    operator === undefined ? { kind: 'word', parts, raw, start, end: at } : { kind: operator, start, end: at }
  return error === undefined ? { token } : { token, error }
}
