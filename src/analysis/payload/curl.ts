import type { HttpHeader } from './http-message.ts'

export interface CurlRequest {
  readonly method: string
  readonly url: string
  readonly headers: readonly HttpHeader[]
  readonly body: string | undefined
}

/** A token of RFC 9110. Anything else is no method or header name, and could be an option or a file for curl. */
const TOKEN = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/

/**
 * The request as a command for a POSIX shell. Every text from the log stands in single quotes, where a shell takes
 * nothing for its own; tokens that stand for redacted numbers and secrets stay as they are.
 */
export function curlCommand({ method, url, headers, body }: CurlRequest): string {
  const parts = [
    // Brackets and braces of a URL are no patterns.
    'curl --globoff',
    ...(method === 'GET' && body === undefined
      ? []
      : [`--request ${quoted(TOKEN.test(method) ? method : 'GET')}`]),
    `--url ${quoted(url)}`,
    ...headers
      .filter(({ name }) => TOKEN.test(name) && !SELF_MADE.has(name.toLowerCase()))
      // curl leaves a header without a value out, except with a semicolon.
      .map(
        ({ name, value }) => `--header ${quoted(value === '' ? `${name};` : `${name}: ${oneLine(value)}`)}`,
      ),
    ...(body === undefined ? [] : [`--data-raw ${quoted(body)}`]),
  ]
  return parts.join(' \\\n  ')
}

/** curl computes these; one from the log would not fit. */
const SELF_MADE = new Set(['content-length', 'transfer-encoding', 'connection', 'host'])

const oneLine = (value: string) => value.replaceAll(/[\r\n]+/g, ' ')

/** No shell can pass NUL on; it would end the argument. */
function quoted(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", String.raw`'\''`)}'`
}
