import { CLOSE_BRACE, COMMA, OPEN_BRACE, RETURN } from './json-scan.ts'

/** One element of a document's event array, or one line of a file; its raw text is `text.slice(from, to)`. */
export interface RawElement {
  readonly value: unknown
  readonly text: string
  readonly from: number
  readonly to: number
  /** In bytes of the file. */
  readonly rawOffset: number
  readonly rawBytes: number
}

export interface LineBlock {
  /** Lines read, and bytes up to the end of the last of them. */
  readonly lines: number
  readonly bytes: number
  /** The last line read ended with a comma: another element must follow. */
  readonly comma: boolean
  /** Reading stopped before the end of the block: much was decoded for little. */
  readonly stopped: boolean
}

const NEWLINE = 0x0a

/** Whether the line that ends at `lineBreak` begins and ends as an object does, perhaps followed by a comma. */
export function holdsObject(bytes: Uint8Array, lineBreak: number): boolean {
  let at = lineBreak - 1
  if (bytes[at] === RETURN) at--
  if (bytes[at] === COMMA) at--
  return bytes[0] === OPEN_BRACE && bytes[at] === CLOSE_BRACE
}

/**
 * Reads the whole lines at the start of `bytes` that hold one element each: decodes them at once, parses line by line.
 * Stops before the first line that is of another kind. An object that parses as a whole is exactly the element.
 */
export function readLineBlock(
  bytes: Uint8Array,
  offset: number,
  decodeUtf8: (bytes: Uint8Array) => string,
  emit: (element: RawElement) => void,
): LineBlock {
  const text = decodeUtf8(bytes.subarray(0, bytes.lastIndexOf(NEWLINE) + 1))
  // Without a multi-byte character, text and bytes have the same positions.
  const ascii = text.length === bytes.lastIndexOf(NEWLINE) + 1
  let from = 0
  let byteFrom = 0
  let lines = 0
  let comma = true
  while (comma && from < text.length) {
    const lineEnd = text.indexOf('\n', from)
    const byteEnd = ascii ? lineEnd : bytes.indexOf(NEWLINE, byteFrom)
    let to = lineEnd
    if (text.charCodeAt(to - 1) === RETURN) to--
    const hasComma = text.charCodeAt(to - 1) === COMMA
    if (hasComma) to--
    if (text.charCodeAt(from) !== OPEN_BRACE || text.charCodeAt(to - 1) !== CLOSE_BRACE) break
    let value: unknown
    try {
      value = JSON.parse(text.slice(from, to))
    } catch {
      break
    }
    const rawBytes = byteEnd - byteFrom - (lineEnd - to)
    emit({ value, text, from, to, rawOffset: offset + byteFrom, rawBytes })
    lines++
    comma = hasComma
    from = lineEnd + 1
    byteFrom = byteEnd + 1
  }
  return { lines, bytes: byteFrom, comma, stopped: from < text.length }
}
