/** A start line, headers and what follows the blank line: HTTP, SIP, or a bare block of headers. */
export interface HttpMessage {
  /** `INVITE sip:… SIP/2.0`, `HTTP/1.1 200 OK`, `GET / HTTP/1.1`; undefined: headers alone. */
  readonly start: string | undefined
  readonly headers: readonly HttpHeader[]
  /** Behind the blank line, as it was; empty where there is none. */
  readonly body: string
}

export interface HttpHeader {
  readonly name: string
  /** Folded lines joined by a space. */
  readonly value: string
}

const START = /^(?:[A-Z]{2,20} \S+ (?:HTTP|SIP)\/\d(?:\.\d)?|(?:HTTP|SIP)\/\d(?:\.\d)? \d{3}(?: .*)?)$/
/** A token of RFC 9110; pseudo headers of HTTP/2 begin with a colon. */
const HEADER = /^(:?[A-Za-z0-9!#$%&'*+.^_`|~-]+):[ \t]*(.*)$/
const BLANK = /\r?\n\r?\n/
/** A block of headers is small; more is some other text. */
const MAX_HEADERS = 500

/** Undefined: the text is no such message. One header at least, and every line before the blank one is a header. */
export function readHttpMessage(text: string): HttpMessage | undefined {
  const blank = BLANK.exec(text.slice(0, 256 * 1024))
  const head = blank ? text.slice(0, blank.index) : text
  if (head.length > 256 * 1024) return undefined
  const lines = head.replace(/\r?\n$/, '').split(/\r?\n/)
  const [first = ''] = lines
  const start = START.test(first) ? first : undefined
  const headers: HttpHeader[] = []
  for (const line of start === undefined ? lines : lines.slice(1)) {
    const match = HEADER.exec(line)
    const last = headers.at(-1)
    if (match) headers.push({ name: match[1] ?? '', value: (match[2] ?? '').trimEnd() })
    else if (/^[ \t]/.test(line) && last) {
      headers[headers.length - 1] = { name: last.name, value: `${last.value} ${line.trim()}` }
    } else return undefined
    if (headers.length > MAX_HEADERS) return undefined
  }
  if (headers.length === 0 && start === undefined) return undefined
  return { start, headers, body: blank ? text.slice(blank.index + blank[0].length) : '' }
}

/** Lines `Name: value`, as a NetLog lists them; what is none of these is left out. */
export function readHeaderLines(lines: readonly string[]): readonly HttpHeader[] {
  return lines.flatMap((line) => {
    const match = HEADER.exec(line)
    return match ? [{ name: match[1] ?? '', value: match[2] ?? '' }] : []
  })
}
