/** FNV-1a, 32 bit, over UTF-16 units; the constants are its own. */
export const OFFSET_BASIS = 0x81_1c_9d_c5
const PRIME = 0x01_00_01_93
/** After every field, so that `ab` + `c` differs from `a` + `bc`; no field can hold it, as units have 16 bits. */
const FIELD_END = 0x1_00_00
const OPEN_BRACKET = 0x5b
/** A token without the part that a key rotation changes. */
const TOKEN = /(\[tel:[+\d*]{6,11}|\[secret):[0-9a-f]{8}\]/y

/** A checksum under way, and what the last text that was added to it is made of. */
export interface TextSum {
  hash: number
  /** How many digits, wide ones included. */
  digits: number
  /** Which of the `MARK_…`s occur. */
  marks: number
}

const DIGIT = 1
/** `:` or `=`: without one of them no word has a secret behind it. */
export const MARK_SIGN = 2
/** Any blank. Set by all that is not ASCII, too. */
export const MARK_BLANK = 4
/** What tokens begin with. */
export const MARK_BRACKET = 8

const KINDS = kindsOfAscii()

function kindsOfAscii(): Uint8Array {
  const kinds = new Uint8Array(128)
  for (const [characters, kind] of [
    ['0123456789', DIGIT],
    [':=', MARK_SIGN],
    [' \t\n\v\f\r', MARK_BLANK],
    ['[', MARK_BRACKET],
  ] as const) {
    for (const character of characters) kinds[character.charCodeAt(0)] = kind
  }
  return kinds
}

/** Full-width and Arabic: the ranges that `findNumbers` reads as digits, and a few characters more. */
const isWideDigit = (unit: number) => unit >= 0xff_00 || (unit >= 0x06_60 && unit <= 0x06_f9)

/**
 * Adds a text that has no tokens in it and says what it is made of, in one pass: the checksum has to see every
 * character anyway, and most texts show in the same pass that they hold neither a number nor a secret.
 */
export function addScanned(sum: TextSum, text: string): void {
  let { hash } = sum
  let digits = 0
  let marks = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    hash = Math.imul(hash ^ unit, PRIME)
    if (unit < 128) {
      const kind = KINDS[unit] ?? 0
      digits += kind & DIGIT
      marks |= kind
    } else {
      marks |= MARK_BLANK
      if (isWideDigit(unit)) digits += 1
    }
  }
  sum.hash = Math.imul(hash ^ FIELD_END, PRIME)
  sum.digits = digits
  sum.marks = marks
}

/** Adds any text; tokens count without their keyed part. */
export function addText(start: number, text: string): number {
  let hash = start
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === OPEN_BRACKET) {
      const token = tokenAt(text, i)
      if (token) {
        hash = addText(hash, (token[1] ?? '').slice(1))
        i += token[0].length - 1
        continue
      }
    }
    hash = Math.imul(hash ^ unit, PRIME)
  }
  return Math.imul(hash ^ FIELD_END, PRIME)
}

function tokenAt(text: string, position: number): RegExpExecArray | null {
  TOKEN.lastIndex = position
  return TOKEN.exec(text)
}

/** All 53 bits of it. */
export function addNumber(hash: number, value: number): number {
  const low = Math.imul(hash ^ (value | 0), PRIME)
  return Math.imul(low ^ Math.floor(value / 0x1_00_00_00_00), PRIME)
}

/** Spreads every bit over all others (the finish of MurmurHash3), as FNV is weak in its low bits. */
export function mix(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35)
  return hash ^ (hash >>> 16)
}
