/**
 * Characters with a meaning outside quotes. Chinese input methods type full-width twins of the ASCII ones,
 * so both are read; what is printed is always ASCII.
 */
export const OPEN = '(（'
export const CLOSE = ')）'
export const COLON = ':：'
export const COMMA = ',，'
export const QUOTES = '"“”'
export const STAR = '*'
export const ESCAPE = '\\'
export const MINUS = '-'

export function isSpace(character: string): boolean {
  return /\s/.test(character)
}

/** A word is printed bare only without any of these. */
const NEEDS_QUOTES = /[\s()（）:：,，"“”*\\<>]|\.\./

export function isBareSafe(text: string): boolean {
  return text !== '' && !text.startsWith(MINUS) && !NEEDS_QUOTES.test(text) && !OPERATORS.has(text)
}

/** Upper case only: `and` is a word to search for. */
export const OPERATORS: ReadonlyMap<string, 'and' | 'or' | 'not'> = new Map([
  ['AND', 'and'],
  ['OR', 'or'],
  ['NOT', 'not'],
])
