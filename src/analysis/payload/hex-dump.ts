export const BYTES_PER_ROW = 16

export interface HexRow {
  /** `0000001f`. */
  readonly offset: string
  /** `48 65 6c 6c 6f …`, with a wider gap in the middle. */
  readonly hex: string
  /** What is printable in ASCII; a dot for the rest. */
  readonly text: string
}

export function hexRow(bytes: Uint8Array, row: number): HexRow {
  const at = row * BYTES_PER_ROW
  const part = bytes.subarray(at, at + BYTES_PER_ROW)
  const pairs = Array.from(part, (byte) => byte.toString(16).padStart(2, '0'))
  return {
    offset: at.toString(16).padStart(8, '0'),
    hex: [pairs.slice(0, 8).join(' '), pairs.slice(8).join(' ')].join('  ').trimEnd(),
    text: Array.from(part, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join(
      '',
    ),
  }
}

export const rowsOf = (bytes: Uint8Array) => Math.ceil(bytes.length / BYTES_PER_ROW)

/** Shorter texts of these letters are words. */
const LEAST_CHARS = 16
const HEX = /^(?:0x)?(?:[0-9a-fA-F]{2}[\s:]?)+$/
const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/
const BASE64_URL = /^[A-Za-z0-9_-]+={0,2}$/
/** How much of a text tells what it is. */
const LOOK_CHARS = 4_096

/** The coding in which a text carries bytes, judged by its first characters; undefined: it is text. */
export function byteCoding(text: string): 'hex' | 'base64' | undefined {
  const head = text.trim().slice(0, LOOK_CHARS)
  if (head.length < LEAST_CHARS) return undefined
  if (HEX.test(head.length === LOOK_CHARS ? head.replace(/[\s:]?[0-9a-fA-F]?$/, '') : head)) return 'hex'
  // Words and numbers are base64 too, by their letters: bytes rarely miss both cases and digits over a line.
  const looksCoded =
    /[a-z]/.test(head) && /[A-Z]/.test(head) && /[0-9+/_=-]/.test(head) && !head.includes(' ')
  return looksCoded && (BASE64.test(head) || BASE64_URL.test(head)) ? 'base64' : undefined
}

/** Bytes of a text in hexadecimal digits, with or without separators; undefined where something else is in it. */
export function bytesOfHex(text: string): Uint8Array | undefined {
  const digits = text.trim().replace(/^0x/, '').replaceAll(/[\s:]/g, '')
  if (digits.length % 2 === 1 || /[^0-9a-fA-F]/.test(digits)) return undefined
  const bytes = new Uint8Array(digits.length / 2)
  for (let at = 0; at < bytes.length; at++) {
    bytes[at] = (digitOf(digits.charCodeAt(2 * at)) << 4) | digitOf(digits.charCodeAt(2 * at + 1))
  }
  return bytes
}

const digitOf = (code: number) => (code <= 0x39 ? code - 0x30 : (code | 0x20) - 0x57)

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES = new Uint8Array(128).fill(0xff)
for (const [value, letter] of ALPHABET.split('').entries()) VALUES[letter.charCodeAt(0)] = value
VALUES['-'.charCodeAt(0)] = 62
VALUES['_'.charCodeAt(0)] = 63

/** Bytes of a text in base64 or its spelling for URLs; undefined where something else is in it. */
export function bytesOfBase64(text: string): Uint8Array | undefined {
  const digits = text.replaceAll(/\s/g, '').replace(/={1,2}$/, '')
  if (digits.length % 4 === 1) return undefined
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  let bits = 0
  let held = 0
  let at = 0
  for (let index = 0; index < digits.length; index++) {
    const value = VALUES[digits.charCodeAt(index)] ?? 0xff
    if (value === 0xff) return undefined
    bits = ((bits << 6) | value) & 0xffffff
    held += 6
    if (held >= 8) {
      held -= 8
      bytes[at++] = (bits >> held) & 0xff
    }
  }
  return bytes
}
