/** Where a text stops being JSON. */
export interface JsonFault {
  /** UTF-16 index of the first character that cannot stand there; the text's length when it ends too early. */
  readonly index: number
  /** What could have stood there, in words. */
  readonly expected: string
  readonly found: string
  /** The text is the beginning of valid JSON: it was cut off. */
  readonly atEnd: boolean
}

export interface JsonCheck {
  readonly fault?: JsonFault
  /** Deepest nesting seen. */
  readonly depth: number
}

const WORDS = ['true', 'false', 'null']
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const UNFINISHED_NUMBER = /-?(?:0|[1-9]\d*)?(?:\.\d*)?(?:[eE][+-]?)?$/y
const SPACES = /[ \t\r\n]*/y
/** From after the opening quote: everything that may stand in a string. */
const STRING_BODY = /(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y
const UNFINISHED_ESCAPE = /\\(?:u[0-9a-fA-F]{0,3})?$/y
/** A string this long in one regular expression step could exhaust its stack. */
const MAX_STEP_CHARS = 4096
const MAX_FOUND_CHARS = 12

/**
 * Checks one JSON value strictly (RFC 8259) and says where it breaks. Needed because the engines' own messages
 * often name no position. Does not recurse, so no nesting can exhaust the stack.
 */
export function checkJson(text: string): JsonCheck {
  /** Open brackets, outermost first. */
  const open: ('{' | '[')[] = []
  let at = 0
  let depth = 0
  let expecting: 'value' | 'value-or-close' | 'key' | 'key-or-close' | 'colon' | 'rest' = 'value'

  const fault = (expected: string, index = at): JsonCheck => {
    const atEnd = index >= text.length
    const found = atEnd ? 'the end of the text' : JSON.stringify(text.slice(index, index + MAX_FOUND_CHARS))
    return { fault: { index: Math.min(index, text.length), expected, found, atEnd }, depth }
  }
  const unfinished = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.test(text)
  }

  for (;;) {
    SPACES.lastIndex = at
    SPACES.exec(text)
    at = SPACES.lastIndex
    const char = text[at]
    if (expecting === 'rest') {
      const top = open.at(-1)
      if (top === undefined) return at < text.length ? fault('the end of the value') : { depth }
      const close = top === '{' ? '}' : ']'
      if (char === ',') expecting = top === '{' ? 'key' : 'value'
      else if (char === close) open.pop()
      else return fault(`"," or "${close}"`)
      at++
      continue
    }
    if (expecting === 'colon') {
      if (char !== ':') return fault('":"')
      at++
      expecting = 'value'
      continue
    }
    if ((expecting === 'key-or-close' && char === '}') || (expecting === 'value-or-close' && char === ']')) {
      open.pop()
      at++
      expecting = 'rest'
      continue
    }
    const isKey: boolean = expecting === 'key' || expecting === 'key-or-close'
    if (char === '"') {
      const end = stringEnd(text, at + 1)
      at = end
      if (text[end] !== '"') {
        if (unfinished(UNFINISHED_ESCAPE)) return fault('the rest of the string', text.length)
        return fault(text[end] === '\\' ? 'a valid escape' : 'the end of the string')
      }
      at = end + 1
      expecting = isKey ? 'colon' : 'rest'
      continue
    }
    if (isKey) return fault(expecting === 'key' ? 'a name in quotes' : 'a name in quotes or "}"')
    if (char === '{' || char === '[') {
      open.push(char)
      depth = Math.max(depth, open.length)
      expecting = char === '{' ? 'key-or-close' : 'value-or-close'
      at++
      continue
    }
    const word = WORDS.find((it) => text.startsWith(it, at))
    if (word !== undefined) {
      at += word.length
      expecting = 'rest'
      continue
    }
    const rest = text.length - at
    if (rest < 5 && rest > 0 && WORDS.some((it) => it.startsWith(text.slice(at))))
      return fault('a value', text.length)
    NUMBER.lastIndex = at
    if (!NUMBER.test(text))
      return unfinished(UNFINISHED_NUMBER) ? fault('a number', text.length) : fault('a value')
    const end = NUMBER.lastIndex
    if (end < text.length && unfinished(UNFINISHED_NUMBER)) return fault('a number', text.length)
    at = end
    expecting = 'rest'
  }
}

/** Index of the first character after `from` that the string body cannot hold: its closing quote, or a fault. */
function stringEnd(text: string, from: number): number {
  let at = from
  let quote = from - 1
  for (;;) {
    // Step by step, so that the expression never matches more than a bounded stretch.
    if (quote < at) {
      quote = text.indexOf('"', at)
      if (quote < 0) quote = text.length
    }
    const limit = Math.min(quote, at + MAX_STEP_CHARS)
    STRING_BODY.lastIndex = 0
    const step = text.slice(at, limit)
    STRING_BODY.exec(step)
    const matched = STRING_BODY.lastIndex
    at += matched
    if (matched < step.length) {
      // An escape may be split by the step's end or be of a quote: look at it whole.
      const escape = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(at, at + 6))
      if (!escape) return at
      at += escape[0].length
      continue
    }
    if (at >= text.length || text[at] === '"') return at
  }
}
