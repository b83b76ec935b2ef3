import { findNumbers, maskNumber, readNumberQuery, type NumberQuery } from '../phone-number.ts'
import { withoutOverlaps, type Span } from './spans.ts'

export interface FoundNumber extends Span {
  readonly query: NumberQuery
  /** As it may be shown and kept: `138****8000`, `****8000`. */
  readonly masked: string
}

/** Any way in which people hide the middle of a number. */
const MASKED =
  /(?<![\dA-Za-z*•·＊●])(\+?\d{0,4})([ -]?)([*＊•●·]{2,8}|(?<=\d{2}[ -]?)[xX]{2,8})\2(\d{4})(?![\d*•·＊●A-Za-z])/g
const TOKEN = /\[?(?:tel:)?\+?\d{0,3}\*{4}\d{4}:[0-9a-f]{8}\]?/g
/** Words that say that four digits are the end of a number. */
const LAST_FOUR =
  /(?:(?:手机|电话|号码)?(?:尾号|后四位|末四位|最后四位|后4位|末尾)(?:是|为|:|：)?\s*|(?<![A-Za-z])(?:(?:number|phone|mobile)\s+)?(?:(?:ending|ends) (?:in|with)|(?:the )?last (?:four|4)(?: digits)?(?: are| is|:)?)\s+)(\d{4})(?!\d)|(?<!\d)(\d{4})\s*结尾/gi

function maskedText(query: NumberQuery): string {
  if (query.kind === 'full') return maskNumber(query.number)
  return query.kind === 'last4' ? `****${query.last4}` : `${query.prefix}****${query.last4}`
}

const found = (start: number, end: number, query: NumberQuery): FoundNumber => ({
  start,
  end,
  query,
  masked: maskedText(query),
})

/** Numbers of a text that is a number and nothing else, or of a sentence; in order. */
export function findNumberWords(text: string): readonly FoundNumber[] {
  const whole = readNumberQuery(text)
  if (whole) return [found(text.length - text.trimStart().length, text.trimEnd().length, whole)]
  return withoutOverlaps([
    ...tokens(text),
    ...maskedNumbers(text),
    ...findNumbers(text).map(({ start, end, number }) => found(start, end, { kind: 'full', number })),
    ...lastFours(text),
  ])
}

function tokens(text: string): readonly FoundNumber[] {
  return [...text.matchAll(TOKEN)].flatMap((match) => {
    const query = readNumberQuery(match[0])
    return query?.kind === 'masked' ? [found(match.index, match.index + match[0].length, query)] : []
  })
}

function maskedNumbers(text: string): readonly FoundNumber[] {
  return [...text.matchAll(MASKED)].flatMap((match) => {
    const [whole, prefix = '', , , last4 = ''] = match
    const query = readNumberQuery(`${prefix}****${last4}`)
    return query ? [found(match.index, match.index + whole.length, query)] : []
  })
}

function lastFours(text: string): readonly FoundNumber[] {
  return [...text.matchAll(LAST_FOUR)].map((match) =>
    found(match.index, match.index + match[0].length, {
      kind: 'last4',
      last4: match[1] ?? match[2] ?? '',
    }),
  )
}
