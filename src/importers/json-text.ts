/** Integers longer than this may not survive a double; quoted, they stay exact as text. */
const LONG_NUMBER_DIGITS = 16
const HAS_LONG_NUMBER = /\d{16}/
const NUMBER_CHARS = /[-+.\deE]*/y
const BACKSLASH = 0x5c

/** Index after the string that opens at `from`; the text must be valid JSON. */
function skipString(text: string, from: number): number {
  let at = from + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return text.length
    let slashes = 0
    while (text.charCodeAt(quote - 1 - slashes) === BACKSLASH) slashes++
    at = quote + 1
    if (slashes % 2 === 0) return at
  }
}

/**
 * Raw text of the member `key` of the object that stands in `text` from `from` (at its `{`) to `to`.
 * The text must be valid JSON. The last member wins, as with JSON.parse; a key written with escapes is not found.
 */
export function memberText(text: string, from: number, to: number, key: string): string | undefined {
  let at = from + 1
  let depth = 1
  let valueFrom = -1
  let found: string | undefined
  let atKey = true
  while (at < to) {
    const char = text.charCodeAt(at)
    if (char === 0x22) {
      const end = skipString(text, at)
      if (depth === 1 && atKey) {
        atKey = false
        if (end - at === key.length + 2 && text.startsWith(key, at + 1))
          valueFrom = text.indexOf(':', end) + 1
      }
      at = end
      continue
    }
    if (char === 0x7b || char === 0x5b) depth++
    else if (char === 0x7d || char === 0x5d) depth--
    if ((char === 0x2c && depth === 1) || depth === 0) {
      if (valueFrom >= 0) found = text.slice(valueFrom, at).trim()
      valueFrom = -1
      atKey = true
      if (depth === 0) break
    }
    at++
  }
  return found
}

/**
 * JSON.parse, but numbers that a double could round come as their own text.
 * Throws a SyntaxError as JSON.parse does.
 */
export function parseExact(text: string): unknown {
  const value: unknown = JSON.parse(text)
  if (!HAS_LONG_NUMBER.test(text)) return value
  let result = ''
  let copied = 0
  let at = 0
  while (at < text.length) {
    const char = text.charCodeAt(at)
    if (char === 0x22) {
      at = skipString(text, at)
      continue
    }
    if (char === 0x2d || (char >= 0x30 && char <= 0x39)) {
      NUMBER_CHARS.lastIndex = at
      NUMBER_CHARS.test(text)
      const end = NUMBER_CHARS.lastIndex
      const number = text.slice(at, end)
      const digits = number.replaceAll(/\D/g, '').length
      if (digits >= LONG_NUMBER_DIGITS && String(Number(number)) !== number) {
        result += `${text.slice(copied, at)}"${number}"`
        copied = end
      }
      at = end
      continue
    }
    at++
  }
  if (copied === 0) return value
  return JSON.parse(result + text.slice(copied))
}
