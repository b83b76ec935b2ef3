/** A piece is laid out as one block: small enough to be quick, large enough that 10 MB are some thousand of them. */
const PIECE_CHARS = 2_000
const PIECE_LINES = 40

/** Where a text is cut so that only what is on the screen must be laid out. At line ends where there are any. */
export function cutText(text: string): Uint32Array {
  const starts: number[] = []
  for (let at = 0; at < text.length;) {
    starts.push(at)
    at = pieceEnd(text, at)
  }
  return Uint32Array.from(starts)
}

function pieceEnd(text: string, from: number): number {
  // Searching beyond the piece would read a line of megabytes once for every piece of it.
  const piece = text.slice(from, from + PIECE_CHARS)
  let end = 0
  for (let line = 0; line < PIECE_LINES; line++) {
    const newline = piece.indexOf('\n', end)
    if (newline === -1) {
      if (from + piece.length === text.length) return text.length
      break
    }
    end = newline + 1
  }
  if (end > 0) return from + end
  // One long line: not between the halves of a character.
  const limit = from + PIECE_CHARS
  const code = text.charCodeAt(limit)
  return code >= 0xdc00 && code < 0xe000 ? limit + 1 : limit
}

/** Of a piece; its newline at the end is left out. */
export function pieceText(text: string, starts: Uint32Array, piece: number): string {
  const end = starts[piece + 1] ?? text.length
  const last = text.charCodeAt(end - 1) === 0x0a ? end - 1 : end
  return text.slice(starts[piece], last)
}

/** True: the piece goes on with a line that began in the one before. */
export function isMidLine(text: string, starts: Uint32Array, piece: number): boolean {
  return piece > 0 && text.charCodeAt((starts[piece] ?? 0) - 1) !== 0x0a
}

/** Pieces in which the words stand, in any case; a hit over a cut counts for the piece where it begins. */
export function findPieces(text: string, starts: Uint32Array, words: string): Uint32Array {
  const wanted = words.toLowerCase()
  if (wanted === '') return new Uint32Array()
  const hits: number[] = []
  for (let piece = 0; piece < starts.length; piece++) {
    const end = (starts[piece + 1] ?? text.length) + wanted.length - 1
    if (text.slice(starts[piece], end).toLowerCase().includes(wanted)) hits.push(piece)
  }
  return Uint32Array.from(hits)
}
