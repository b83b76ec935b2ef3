import { ApiError } from './client.ts'

/** What the server said happened and what to do, as one text. */
export function sentenceOf(error: Error): string {
  if (!(error instanceof ApiError) || error.detail === undefined) return error.message
  return /[.。!?]$/.test(error.message)
    ? `${error.message} ${error.detail}`
    : `${error.message}. ${error.detail}`
}
