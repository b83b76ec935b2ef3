export const TAB = 0x09
export const NEWLINE = 0x0a
export const RETURN = 0x0d
export const SPACE = 0x20
export const QUOTE = 0x22
export const COMMA = 0x2c
export const COLON = 0x3a
export const OPEN_BRACKET = 0x5b
export const BACKSLASH = 0x5c
export const CLOSE_BRACKET = 0x5d
export const OPEN_BRACE = 0x7b
export const CLOSE_BRACE = 0x7d

export function isSpace(byte: number | undefined): boolean {
  return byte === SPACE || byte === NEWLINE || byte === TAB || byte === RETURN
}

/** Where the search for a value's end stands, so that it can go on in the next chunk. */
export interface ScanState {
  depth: number
  inString: boolean
  escaped: boolean
  /** A number or a word outside brackets: ends at the first byte that cannot belong to it. */
  bare: boolean
}

export function newScan(): ScanState {
  return { depth: 0, inString: false, escaped: false, bare: false }
}

/**
 * Finds where one JSON value ends by counting brackets outside strings; looks at nothing else,
 * so the value must still be parsed. Returns the index after it, or -1 when it goes on after `to`.
 * `from` must be at the value's first byte, or where the last call stopped.
 */
export function scanValue(bytes: Uint8Array, from: number, to: number, state: ScanState): number {
  let { depth, inString, escaped } = state
  for (let i = from; i < to; i++) {
    const byte = bytes[i]
    if (inString) {
      if (escaped) escaped = false
      else if (byte === BACKSLASH) escaped = true
      else if (byte === QUOTE) {
        inString = false
        if (depth === 0) return i + 1
      }
      continue
    }
    if (state.bare) {
      if (isSpace(byte) || byte === COMMA || byte === CLOSE_BRACE || byte === CLOSE_BRACKET) return i
      continue
    }
    if (byte === QUOTE) inString = true
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth--
      if (depth <= 0) return i + 1
    } else if (depth === 0) state.bare = true
  }
  state.depth = depth
  state.inString = inString
  state.escaped = escaped
  return -1
}
