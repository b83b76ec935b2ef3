import type { Brand } from './brand.ts'

/** `+` and country code where they are known, else the digits alone: `+8613800138000`, `4008001234`, `8001`. */
export type PhoneNumber = Brand<string, 'PhoneNumber'>

export interface NumberSpan {
  readonly start: number
  readonly end: number
  readonly number: PhoneNumber
}

/** What somebody who looks for a number has typed. */
export type NumberQuery =
  | { readonly kind: 'full'; readonly number: PhoneNumber }
  | { readonly kind: 'last4'; readonly last4: string }
  /** `138****8000`, or a token; `tag` are the first eight hex digits of the number's key. */
  | { readonly kind: 'masked'; readonly prefix: string; readonly last4: string; readonly tag?: string }

/** E.164 allows 15; the international prefix of a dialled number may add up to three. */
const MAX_DIGITS = 18
/** Shorter ones, such as `8001`, are extensions: kept as they are, and too short to have last four. */
const MIN_DIGITS = 3
const MAX_SPELLING_CHARS = 64
/** Nothing shorter is found in free text: after a `+` there must be eight. */
export const MIN_DIGITS_IN_TEXT = 8

/** What stands between the groups of a printed number: Unicode blanks (also those without width), dots and dashes. */
const JOINER_CHARS =
  ' \\u00A0\\u00AD\\u1680\\u180E\\u2000-\\u200F\\u2027\\u202A-\\u202F\\u205F-\\u206F\\u3000\\uFEFF.\\u00B7\\u2010-\\u2015\\u2022\\u2043\\u2212\\u2E3A\\u2E3B\\uFE58\\uFE63-'
/** The same as addresses (`%20`, `%C2%A0`, `%E2%80%90`, `%E3%80%80`) and JSON texts (`\u00a0`) write them. */
const JOINER_CODES = String.raw`%(?:2[0DEde]|[cC]2%(?:[aA][0dD]|[bB]7)|[eE]2%8[01]%[89ABab][0-9A-Fa-f]|[eE]3%80%80)|\\u(?:00[aA0][0dD]|20[0-6][0-9a-fA-F]|3000|[fF][eE][fF][fF])`
const LINE_CODES = String.raw`[\t\r\n\u2028\u2029+]|%(?:0[9ADad])|\\[tnr]`
/** Several in a row, as in `138 - 0013`. */
const JOIN = `(?:[${JOINER_CHARS}]|${JOINER_CODES}){0,3}`
/** Also tabs, line ends and the `+` that forms write for a blank: only where the length of the number is known. */
const FIXED_JOIN = `(?:[${JOINER_CHARS}]|${JOINER_CODES}|${LINE_CODES}){0,3}`
const JOINER = new RegExp(`[${JOINER_CHARS}]|${JOINER_CODES}|${LINE_CODES}`, 'g')
const PLUS = '(?:\\+|%2[Bb])'
const OPEN = '(?:\\(|%28)?'
const CLOSE = '(?:\\)|%29)?'
/** A digit before the number makes it part of a longer one, unless that digit ends the code of a blank or a sign. */
const NO_DIGIT_BEFORE = '(?:(?<!\\d)|(?<=%[0-9A-Fa-f]\\d))'
/** As in `1e+12345678`; the last letter of a code (`%3D%2B…`) is none. */
const NO_LETTER_BEFORE = '(?:(?<![A-Za-z])|(?<=%[0-9A-Fa-f]{2}))'
const CN_MOBILE = `(?:1[3-9]\\d${CLOSE}${FIXED_JOIN}\\d{4}${FIXED_JOIN}\\d{4}|1[3-9]\\d\\d${FIXED_JOIN}\\d{3}${FIXED_JOIN}\\d{4})`
const CN_PREFIX = `(?:(?:${PLUS}|00)?86${FIXED_JOIN}|0)?${OPEN}`
/** Area code and number, only with something between them: eleven bare digits after a 0 are more often an id. */
const CN_LANDLINE = `(?:(?:${PLUS}|00)86${JOIN})?${OPEN}0\\d{2,3}(?:(?:\\)|%29)${JOIN}|(?:[\\u2010-\\u2015\\u2212-]|%2D){1,2})\\d{7,8}`
const grouped = (join: string) => `${CLOSE}${join}${OPEN}\\d`
/** Lengths are known for +1 and +86; for the others a number that follows at once may be swallowed. */
const E164 = `${PLUS}${OPEN}(?:1(?:${grouped(FIXED_JOIN)}){10}|86(?:${grouped(FIXED_JOIN)}){9,11}|[2-9](?:${grouped(JOIN)}){7,14}|1\\d{7,14})`
const IN_TEXT = new RegExp(
  `${NO_DIGIT_BEFORE}(?:${CN_PREFIX}${CN_MOBILE}|${CN_LANDLINE})(?!\\d)|${NO_LETTER_BEFORE}${E164}(?!\\d)`,
  'g',
)
const LOOSE_JOINER = '[ ().+\\t\\r\\n\\u0080-\\uFFFF-]'
/**
 * True wherever `IN_TEXT` may match; most texts end here, as this is several times faster. Of a mobile number it asks for
 * eleven digits and no twelfth, or for a joiner (or what may begin the code of one) behind the 3rd, 4th or 7th.
 */
const MAY_HOLD = new RegExp(
  `1[3-9]\\d(?:\\d{8}(?!\\d)|(?:\\d|\\d{4})?${LOOSE_JOINER}{0,4}(?:[%\\\\]|${LOOSE_JOINER}\\d{3}))` +
    '|(?:\\+|%2[Bb])(?:\\(|%28)?[1-9]|0\\d{2,3}(?:[)%]|[\\u2010-\\u2015\\u2212-]{1,2}[%\\d])',
)

const WIDE = /[\uFF08-\uFF0B\uFF0D\uFF0E\uFF10-\uFF19\u0660-\u0669\u06F0-\u06F9]/
const WIDE_ALL = new RegExp(WIDE, 'g')
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** Trace and span ids (16 and 32 digits): eleven decimal digits in a row happen in one of a thousand. */
const MIN_HEX_ID_CHARS = 16

/**
 * Numbers in free text, in order and not overlapping: Chinese mobile numbers (bare or in groups, with or without
 * country code), Chinese landlines with a separator, and anything after a `+` of 8 to 15 digits.
 * Times (13, 16 digits), 19-digit ids, addresses, dates, UUIDs and hex ids do not match.
 */
export function findNumbers(text: string): readonly NumberSpan[] {
  const plain = narrow(text)
  if (!MAY_HOLD.test(plain)) return NONE
  let found: NumberSpan[] | undefined
  // Not `matchAll`, which copies the pattern for every text.
  IN_TEXT.lastIndex = 0
  for (let match = IN_TEXT.exec(plain); match !== null; match = IN_TEXT.exec(plain)) {
    const start = match.index
    const end = start + match[0].length
    if (insideHexId(plain, start, end)) continue
    const number = normaliseNumber(bare(match[0]))
    if (number === undefined) continue
    found ??= []
    found.push({ start, end, number })
  }
  return found ?? NONE
}

const NONE: readonly NumberSpan[] = []

/** A match without what joins its groups, so that long joiners make no number too long to read. */
function bare(match: string): string {
  const decoded = match.replace(/%28|%29/g, '')
  const plus = /^(?:\+|%2[Bb])/.exec(decoded)?.[0] ?? ''
  return (plus && '+') + decoded.slice(plus.length).replace(JOINER, '')
}

/**
 * One spelling for all: `+86 138-0013-8000`, `0086…`, `013800138000`, `１３８…`, `tel:`, `sip:…@host` → `+8613800138000`.
 * `undefined` when the text holds letters or too few or too many digits.
 */
export function normaliseNumber(text: string): PhoneNumber | undefined {
  if (text.length > MAX_SPELLING_CHARS) return undefined
  const spelled = narrow(text)
    .replace(/^\s*(?:tel|sips?|callto):/i, '')
    .replace(/[@;].*$/s, '')
  if (/[^\d+\s()/.,\u00AD\u00B7\u180E\u2000-\u206F\u2212\u2E3A\u2E3B\uFE58\uFE63-]/.test(spelled))
    return undefined
  const digits = spelled.replace(/\D/g, '')
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return undefined
  const dialled = /^[^\d]*\+/.test(spelled) ? digits : international(digits)
  if (dialled === undefined) return national(digits) as PhoneNumber
  // `+86 (0)10 …` and `+86 0138…`: the trunk zero does not belong after the country code.
  const rest = dialled.replace(/^860+/, '86')
  return rest.length < MIN_DIGITS ? undefined : (`+${rest}` as PhoneNumber)
}

/** Digits after an international prefix, or of a Chinese number written without one. */
function international(digits: string): string | undefined {
  if (/^00[1-9]\d{6,14}$/.test(digits)) return digits.slice(2)
  return /^86(?:1[3-9]\d{9}|0?[1-9]\d{9})$/.test(digits) ? digits : undefined
}

function national(digits: string): string {
  if (/^0?1[3-9]\d{9}$/.test(digits)) return `+86${digits.slice(-11)}`
  if (/^0[1-9]\d{8,10}$/.test(digits)) return `+86${digits.slice(1)}`
  if (/^[48]00\d{7}$/.test(digits)) return `+86${digits}`
  return digits
}

export function lastFour(number: PhoneNumber): string {
  return number.slice(-4)
}

/** `138****8000`; of short numbers less is shown, so that the rest cannot be guessed in a few tries. */
export function maskNumber(number: PhoneNumber): string {
  const chinese = number.startsWith('+86')
  const digits = chinese ? number.slice(3) : number.replace('+', '')
  const mobileOrService = /^(?:1[3-9]|[48]00)/.test(digits)
  const shown = chinese && !mobileOrService ? `0${digits}` : digits
  if (shown.length < 7) return `****${shown.slice(-2)}`
  if (shown.length < 10) return `****${shown.slice(-4)}`
  return `${number.startsWith('+') && !chinese ? '+' : ''}${shown.slice(0, 3)}****${shown.slice(-4)}`
}

/** What stands in place of a number in stored text. `key` is `NumberKeys.full`. */
export function numberToken(number: PhoneNumber, key: string): string {
  return `[tel:${maskNumber(number)}:${key.slice(0, 8)}]`
}

export const NUMBER_TOKEN = /\[tel:(\+?\d{0,3}\*{4}\d{2,4}):([0-9a-f]{8})\]/g

/** A whole text as somebody types it into a search box: a number in any spelling, masked, a token, or four digits. */
export function readNumberQuery(text: string): NumberQuery | undefined {
  const plain = narrow(text).trim()
  if (plain.length > MAX_SPELLING_CHARS) return undefined
  const token = /^\[?(?:tel:)?(\+?\d{0,3})\*{4}(\d{4}):([0-9a-f]{8})\]?$/.exec(plain)
  if (token) return { kind: 'masked', prefix: token[1] ?? '', last4: token[2] ?? '', tag: token[3] ?? '' }
  const masked = /^(?:\+?86[ -]?)?(\+?\d{0,4})[ -]?[*xX•·]{2,}[ -]?(\d{4})$/.exec(plain)
  if (masked) return { kind: 'masked', prefix: (masked[1] ?? '').slice(0, 3), last4: masked[2] ?? '' }
  if (/^\d{4}$/.test(plain)) return { kind: 'last4', last4: plain }
  const number = normaliseNumber(plain)
  return number === undefined ? undefined : { kind: 'full', number }
}

/** Numbers, masked numbers and tokens inside a pasted sentence. Four bare digits alone are no number there. */
export function findNumberQueries(sentence: string): readonly NumberQuery[] {
  const plain = narrow(sentence)
  const queries: NumberQuery[] = findNumbers(plain).map(({ number }) => ({ kind: 'full', number }))
  for (const match of plain.matchAll(/(?<![\d*])\+?\d{0,3}\*{4}\d{4}(?::[0-9a-f]{8})?(?![\d*])/g)) {
    const query = readNumberQuery(match[0])
    if (query) queries.push(query)
  }
  return queries
}

/** Full-width and Arabic digits and signs become ASCII, one for one, so that positions stay. */
function narrow(text: string): string {
  if (!WIDE.test(text)) return text
  return text.replace(WIDE_ALL, (char) => {
    const unit = char.charCodeAt(0)
    if (unit >= 0xff_00) return String.fromCharCode(unit - 0xfe_e0)
    return String.fromCharCode((unit & 0x0f) + 0x30)
  })
}

/** Whether the match is part of a UUID or of a long hexadecimal word that also has letters. */
function insideHexId(text: string, start: number, end: number): boolean {
  const lead = text.slice(Math.max(0, start - MAX_SPELLING_CHARS), start)
  const word = /[0-9A-Za-z-]*$/.exec(lead)?.[0] ?? ''
  // What begins with the code of a blank begins behind it.
  const before = lead.at(-1 - word.length) === '%' ? word.slice(2) : word
  const after = /^[0-9A-Za-z-]*/.exec(text.slice(end, end + MAX_SPELLING_CHARS))?.[0] ?? ''
  if (before === '' && after === '') return false
  const run = before + text.slice(start, end) + after
  if (UUID.test(run)) return true
  const part = run.slice(run.lastIndexOf('-', before.length) + 1).split('-')[0] ?? ''
  return part.length >= MIN_HEX_ID_CHARS && /^[0-9a-f]*[a-f][0-9a-f]*$/i.test(part)
}
