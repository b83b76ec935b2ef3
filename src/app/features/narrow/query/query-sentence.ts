import { fillSentence, THE_END, type QueryError } from '#protocol/query-lang/errors.ts'
import type { FirstMessages } from '../../../i18n/en.ts'

/** What is wrong with a query, in the reader's language. */
export function querySentence(error: QueryError, messages: FirstMessages): string {
  const { errors, errorWords } = messages.query
  const { near = '', found, ...rest } = error.params
  return fillSentence(errors[error.code], {
    ...rest,
    ...(found === undefined ? {} : { found: found === THE_END ? errorWords.theEnd : found }),
    suggestion: near === '' ? '' : errorWords.perhaps(near),
  })
}
