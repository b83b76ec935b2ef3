import { ApiError } from '../api/client.ts'
import type { FirstMessages } from '../i18n/en.ts'

/** Why a question failed, in the reader's language as far as we have words; else what the server says of it. */
export function problemText(error: Error, { frame }: Pick<FirstMessages, 'frame'>): string {
  if (!(error instanceof ApiError)) return error.message
  const words: Readonly<Record<string, string>> = frame.error.problems
  return (Object.hasOwn(words, error.code) ? words[error.code] : undefined) ?? error.detail ?? error.message
}
