import { cutText, wellFormed } from '#protocol/well-formed.ts'
import * as fc from 'fast-check'

/** What has broken viewers and stores before: each is a whole value or part of one. */
export const HOSTILE_TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\uD83D',
  '\uDE00x',
  'x\uD83D\uDE00',
  '\u202Eevil\u202C',
  '\u2066isolated\u2069',
  '\u200B\uFEFF',
  '\u001B[31mred\u001B[0m',
  '\u001B]8;;http://example.invalid\u0007link\u001B]8;;\u0007',
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  'javascript:alert(1)',
  '"><svg/onload=alert(1)>',
  '%s%n%x',
  "' OR 1=1 --",
  '{name:String}',
  '\\',
  '\\N',
  '\t\r\n',
  '\u2028\u2029',
  '__proto__',
  'constructor',
  'toString',
  '${7*7}',
  '=cmd|calc!A0',
  'İstanbul ıI',
  'STRASSE Straße ẞ',
  'ÉCOLE e\u0301cole',
  'ﬃ Å Å',
  '票据已过期',
  '掉话之后再上线',
  'ｆｕｌｌｗｉｄｔｈ　ＡＢＣ',
  '0x10',
  'inf',
  'NaN',
  '-0',
  '1e400',
  ' 5',
  '٣',
  '9007199254740993',
  '13800138000',
  '+86 138-0013-8000',
  '👩‍👩‍👧‍👦',
  'e' + '\u0301'.repeat(50),
] as const

const hostilePiece = fc.constantFrom<string>(...HOSTILE_TEXTS)

/** Any UTF-16: plain, Chinese, hostile, lone surrogates, now and then long. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  {
    weight: 3,
    arbitrary: fc.array(hostilePiece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('')),
  },
  { weight: 2, arbitrary: fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map(fromUnits) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(hostilePiece, fc.integer({ min: 1, max: 400 }))
      .map(([piece, times]) => piece.repeat(times)),
  },
)

function fromUnits(units: readonly number[]): string {
  return String.fromCharCode(...units)
}

/** What ingest makes of any text: lone surrogates are replaced. */
export const wellFormedText: fc.Arbitrary<string> = anyText.map(wellFormed)

/** Of the given length at most and at least, cut between characters. */
export function textOf(
  source: fc.Arbitrary<string>,
  minChars: number,
  maxChars: number,
): fc.Arbitrary<string> {
  return source.map((text) => cutText(text, maxChars).padEnd(minChars, 'x'))
}
