import { daysInMonth } from '../civil-date.ts'
import { readSmallNumber, SMALL_NUMBER } from './chinese-number.ts'
import type { DayPart } from './day-part.ts'
import { spanOf, withoutOverlaps, type Span } from './spans.ts'

/** A day as somebody names it. */
export type DayWord =
  /** 0 = today, -1 = yesterday. */
  | { readonly kind: 'relative'; readonly days: number }
  /** Without a year: the last such day. Months and days from 1. */
  | { readonly kind: 'date'; readonly year?: number; readonly month: number; readonly day: number }
  /** 1 = Monday. `weeks` before this one; absent: the last such day. */
  | { readonly kind: 'weekday'; readonly weekday: number; readonly weeks?: number }

export interface FoundDay extends Span {
  readonly day: DayWord
  /** Some words name a part of the day as well: `tonight`, `今晚`. */
  readonly part?: DayPart
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH_NAME =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const WEEKDAY_NAME = '(?:mon|tues?|wednes|wed|thurs?|thu|fri|satur|sat|sun)(?:day)?'
const WEEKDAYS_ZH = '一二三四五六日'

type Read = (groups: readonly (string | undefined)[]) => Omit<FoundDay, 'start' | 'end'> | undefined
type Pattern = readonly [pattern: RegExp, read: Read]

const relative = (days: number, part?: FoundDay['part']): ReturnType<Read> => ({
  day: { kind: 'relative', days },
  ...(part ? { part } : {}),
})

function date(
  year: string | undefined,
  month: number | undefined,
  day: number | undefined,
): ReturnType<Read> {
  // A leap year where none is named.
  const length = month && daysInMonth(year === undefined ? 2_000 : Number(year), month)
  if (!month || !day || !length || day > length) return undefined
  return { day: { kind: 'date', ...(year === undefined ? {} : { year: Number(year) }), month, day } }
}

const monthOf = (name = '') => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1
const zh = (text: string | undefined) => (text === undefined ? undefined : readSmallNumber(text))

const RELATIVE_EN: Readonly<Record<string, ReturnType<Read>>> = {
  today: relative(0),
  tonight: relative(0, 'evening'),
  'this morning': relative(0, 'morning'),
  'this afternoon': relative(0, 'afternoon'),
  'this evening': relative(0, 'evening'),
  yesterday: relative(-1),
  'last night': relative(-1, 'evening'),
}
const RELATIVE_ZH: Readonly<Record<string, ReturnType<Read>>> = {
  今天: relative(0),
  今日: relative(0),
  今早: relative(0, 'morning'),
  今晚: relative(0, 'evening'),
  昨天: relative(-1),
  昨日: relative(-1),
  昨晚: relative(-1, 'evening'),
  前天: relative(-2),
  大前天: relative(-3),
}

/** A year of this and the last century, which is when logs were written. */
const YEAR = '(19\\d{2}|20\\d{2})'

const PATTERNS: readonly Pattern[] = [
  // 2021-12-27, 2021/12/27, 2021.12.27; a `T` or anything but a digit may follow.
  [
    new RegExp(`(?<![\\dA-Za-z.:/-])${YEAR}([-/.])(\\d{1,2})\\2(\\d{1,2})(?![\\d/-])`, 'g'),
    ([, year, , month, day]) => date(year, Number(month), Number(day)),
  ],
  // 2021年12月27日, 12月27号, 十二月二十七日
  [
    new RegExp(
      `(?:(?<!\\d)${YEAR}\\s*年\\s*)?(?<![\\d个])(${SMALL_NUMBER})\\s*月\\s*(${SMALL_NUMBER})\\s*[日号]`,
      'g',
    ),
    ([, year, month, day]) => date(year, zh(month), zh(day)),
  ],
  // 27 Dec 2021, 14th Nov, 14 November, 2021
  [
    new RegExp(
      `(?<![\\d.:/-])(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(${MONTH_NAME})(?![A-Za-z])(?:,?\\s+${YEAR}(?![\\d:]))?`,
      'gi',
    ),
    ([, day, month, year]) => date(year, monthOf(month), Number(day)),
  ],
  // Dec 27, 2021; November 14th
  [
    new RegExp(
      `(?<![A-Za-z])(${MONTH_NAME})\\s+(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:A-Za-z])(?:,?\\s+${YEAR}(?![\\d:]))?`,
      'gi',
    ),
    ([, month, day, year]) => date(year, monthOf(month), Number(day)),
  ],
  // 12-27 10:07 and 12/27 10:07, as logs print them: only before a clock, and only where it can be but one date.
  [
    /(?<![\dA-Za-z./-])(\d{1,2})([-/])(\d{1,2})(?=[ T]\d{1,2}:\d{2})/g,
    ([, a, mark, b]) => numericDate(Number(a), Number(b), mark === '-'),
  ],
  [
    /(?<![A-Za-z])(today|tonight|this morning|this afternoon|this evening|yesterday|last night)(?![A-Za-z])/gi,
    ([, word = '']) => RELATIVE_EN[word.toLowerCase().replace(/\s+/g, ' ')],
  ],
  [/(大前天|前天|昨晚|昨[天日]|今[天日早晚])/g, ([, word = '']) => RELATIVE_ZH[word]],
  // Monday, last Friday, on Fri: three letters alone may be anything.
  [
    new RegExp(
      `(?<![A-Za-z])(?:(last|on|this)\\s+(${WEEKDAY_NAME})|((?:mon|tues|wednes|thurs|fri|satur|sun)day))(?![A-Za-z])`,
      'gi',
    ),
    ([, , short, long]) => weekday(WEEKDAYS.indexOf((short ?? long ?? '').slice(0, 3).toLowerCase()) + 1),
  ],
  // 周五, 上周五, 星期三, 礼拜天
  [
    /(上上|上|这|本)?(?:个)?(?:周|星期|礼拜)([一二三四五六日天])/g,
    ([, week, day = '']) => weekday(WEEKDAYS_ZH.indexOf(day.replace('天', '日')) + 1, weeksOf(week)),
  ],
]

function numericDate(a: number, b: number, isDashed: boolean): ReturnType<Read> {
  if (isDashed || b > 12) return date(undefined, a, b)
  return a > 12 ? date(undefined, b, a) : undefined
}

const weekday = (day: number, weeks?: number): ReturnType<Read> => ({
  day: { kind: 'weekday', weekday: day, ...(weeks === undefined ? {} : { weeks }) },
})

function weeksOf(word: string | undefined): number | undefined {
  if (word === undefined) return undefined
  return word === '上上' ? 2 : word === '上' ? 1 : 0
}

/** Names of days in a text, in order; of two that overlap the first. */
export function findDays(text: string): readonly FoundDay[] {
  const found = PATTERNS.flatMap(([pattern, read]) =>
    [...text.matchAll(pattern)].flatMap((match): FoundDay[] => {
      const day = read(match)
      return day ? [{ ...spanOf(match), ...day }] : []
    }),
  )
  return withoutOverlaps(found)
}
