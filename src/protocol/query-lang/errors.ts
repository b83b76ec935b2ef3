import type { Span } from './ast.ts'

/**
 * What can be wrong with a query, each with its English sentence: what was found, what was expected, what to do.
 * `{x}` is filled from the error's params. Interfaces in other languages translate by code.
 */
export const QUERY_ERROR_SENTENCES = {
  'too-long': 'The query has {found} characters; at most {max} are read.',
  'too-deep': 'Brackets and negations are nested more than {max} deep; write the query flatter.',
  'too-many-terms': 'The query has more than {max} words and values; split it.',
  'unterminated-quote': 'This quote is never closed; add {expected} at the end of the phrase.',
  'dangling-escape': 'A backslash at the very end escapes nothing; write \\\\ for a backslash.',
  'unexpected-close': 'This closing bracket has no opening one; remove it or put it in quotes.',
  'missing-close': 'This bracket is never closed; add ) where the group ends.',
  'empty-group': 'There is nothing between these brackets.',
  'empty-phrase': 'There is nothing between these quotes.',
  'operand-expected': 'Expected a word or a field after {operator}, found {found}.',
  'unexpected-operator':
    'Expected a word or a field, found {found}; to search for the word, put it in quotes.',
  'unexpected-colon':
    'Expected a field name before the colon; to search for a colon, put the text in quotes.',
  'unknown-field':
    'There is no field {found}{suggestion}; attributes are attr.{found}; to search for the text, put it in quotes.',
  'missing-key': 'Expected a name after {field}, as in {example}.',
  'wildcard-in-field': 'A field name holds no wildcard; put the name in quotes if the star belongs to it.',
  'value-expected': 'Expected a value for {field}, as in {example}, found {found}.',
  'after-value': 'Expected a space or a comma after the value, found {found}; put the whole value in quotes.',
  'bracket-in-word': 'A bracket right after text; put a space before it, or the whole text in quotes.',
  'unknown-value': '{field} is never {found}; expected one of {expected}.',
  'not-comparable': 'Values of {field} have no order; put the text in quotes if it begins with {found}.',
  'not-a-number': 'Expected a number for {field}, as in {example}, found {found}.',
  'not-a-level': 'Expected a level for {field}, one of {expected}, found {found}.',
  'not-a-time':
    'Expected a time for {field}, as 2026-05-01, 2026-05-01T10:07:30.5+08:00 or microseconds since 1970, found {found}.',
  'not-a-phone':
    'Expected a phone number in any spelling, a masked one or its last four digits, found {found}.',
  'empty-range': 'The range begins after its end: {found}.',
  'no-wildcard': 'Wildcards cannot be used with {field}; expected one of {expected}.',
  'too-many-wildcards': 'A pattern may have at most {max} stars.',
} as const

export type QueryErrorCode = keyof typeof QUERY_ERROR_SENTENCES

export interface QueryError extends Span {
  readonly code: QueryErrorCode
  readonly params: Readonly<Record<string, string>>
  /** The English sentence, params filled in. */
  readonly message: string
}

export function queryError(
  code: QueryErrorCode,
  { start, end }: Span,
  params: Readonly<Record<string, string>> = {},
): QueryError {
  return { code, start, end, params, message: fillSentence(QUERY_ERROR_SENTENCES[code], params) }
}

/** Fills `{x}` of a sentence with the error's params. */
export function fillSentence(sentence: string, params: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, key: string) => params[key] ?? '')
}

/** What is shown of text somebody typed: enough to recognise it. */
const SHOWN_CHARS = 40

/** What is "found" where the query ends; other languages say it in their words. */
export const THE_END = 'the end'

export function shown(text: string): string {
  if (text === '') return THE_END
  return text.length <= SHOWN_CHARS ? text : `${text.slice(0, SHOWN_CHARS)}…`
}
