import { MICROS_PER_SECOND, type DurationMicros } from '../time.ts'
import { readSmallNumber, SMALL_NUMBER } from './chinese-number.ts'
import { spanOf, type Span } from './spans.ts'

export interface FoundAgo extends Span {
  readonly ago: DurationMicros
}

const MINUTE = 60 * MICROS_PER_SECOND
/** How long ago "just now" may have been. */
const JUST_NOW_MINUTES = 5

const EN =
  /(?<![\w.])(?:(\d{1,3}|an?|half an|a few)\s*(minutes?|mins?|m|hours?|hrs?|h)\s+ago|(just now))(?![A-Za-z])/gi
const ZH = new RegExp(
  `(?:(?<!\\d)(${SMALL_NUMBER}|半)\\s*(?:个)?(半)?\\s*(分钟|小时|钟头)(?:之|以)?前|刚才|刚刚)`,
  'g',
)

function minutesEn(amount: string | undefined, unit = ''): number {
  const minutes = /^h/i.test(unit) ? 60 : 1
  const word = amount?.toLowerCase() ?? ''
  if (word === 'half an') return minutes / 2
  if (word === 'a few') return minutes * JUST_NOW_MINUTES
  return minutes * (/^an?$/.test(word) ? 1 : Number(word))
}

function minutesZh(amount: string, unit: string | undefined, half: string | undefined): number | undefined {
  const minutes = unit === '分钟' ? 1 : 60
  const count = amount === '半' ? 0.5 : readSmallNumber(amount)
  return count === undefined ? undefined : (count + (half === undefined ? 0 : 0.5)) * minutes
}

const found = (match: RegExpExecArray, minutes: number | undefined): readonly FoundAgo[] =>
  minutes === undefined || minutes <= 0
    ? []
    : [{ ...spanOf(match), ago: (minutes * MINUTE) as DurationMicros }]

/** `10 分钟前`, `半小时前`, `刚才`, `2 hours ago`, `just now`. */
export function findAgo(text: string): readonly FoundAgo[] {
  return [
    ...[...text.matchAll(EN)].flatMap((match) => {
      const [, amount, unit, now] = match
      return found(match, now === undefined ? minutesEn(amount, unit) : JUST_NOW_MINUTES)
    }),
    ...[...text.matchAll(ZH)].flatMap((match) => {
      const [, amount, half, unit] = match
      return found(match, amount === undefined ? JUST_NOW_MINUTES : minutesZh(amount, unit, half))
    }),
  ]
}
