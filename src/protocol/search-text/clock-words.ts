import { readSmallNumber, SMALL_NUMBER } from './chinese-number.ts'
import { HOUR_IN_PART, type DayPart } from './day-part.ts'
import { spanOf, withoutOverlaps, type Span } from './spans.ts'

/** A time of the day as somebody names it. */
export type ClockWord =
  | {
      readonly kind: 'at'
      /** One of 0 to 24, or two where it may be meant before or after noon. */
      readonly hours: readonly number[]
      readonly minute: number
      /** Absent: not said, so the whole minute. */
      readonly second?: number
    }
  | { readonly kind: 'part'; readonly part: DayPart }

export interface FoundClock extends Span {
  readonly clock: ClockWord
}

const PART_ZH: Readonly<Record<string, DayPart>> = {
  凌晨: 'night',
  半夜: 'night',
  早上: 'morning',
  早晨: 'morning',
  清晨: 'morning',
  上午: 'morning',
  中午: 'noon',
  正午: 'noon',
  下午: 'afternoon',
  傍晚: 'evening',
  晚上: 'evening',
  夜里: 'evening',
  晚: 'evening',
  早: 'morning',
}
const ZH_PARTS = Object.keys(PART_ZH).filter((it) => it.length > 1)
const PART_EN: Readonly<Record<string, DayPart>> = {
  morning: 'morning',
  noon: 'noon',
  afternoon: 'afternoon',
  evening: 'evening',
}
const PERIOD = '([ap])\\.?\\s?m(?:\\.(?!\\w)|(?![A-Za-z0-9]))'

type Read = (groups: readonly (string | undefined)[]) => ClockWord | undefined
type Pattern = readonly [pattern: RegExp, read: Read]

function at(
  hours: readonly (number | undefined)[],
  minute: number | undefined,
  second?: number,
): ClockWord | undefined {
  const whole = hours.filter((it) => it !== undefined)
  if (whole.length === 0 || whole.some((hour) => hour < 0 || hour > 24)) return undefined
  if (minute === undefined || minute > 59 || (second ?? 0) > 59) return undefined
  if (whole.includes(24) && minute > 0 && whole.length === 1 && hours.length === 1) return undefined
  return { kind: 'at', hours: whole, minute, ...(second === undefined ? {} : { second }) }
}

/** `3:20` and `3点` may be meant before or after noon; `03:20`, `10:07`, `15:20` may not. */
const eitherHalf = (hour: number) => (hour >= 1 && hour <= 11 ? [hour, hour + 12] : [hour])

function inHalf(hour: number, half: string): number | undefined {
  if (hour > 12 || hour < 1) return undefined
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
}

function inPart(hour: number | undefined, part: DayPart | undefined): readonly (number | undefined)[] {
  if (hour === undefined) return []
  return part === undefined ? eitherHalf(hour) : [HOUR_IN_PART[part](hour)]
}

const optional = (text: string | undefined) => (text === undefined ? undefined : Number(text))

function chineseMinute(minute: string | undefined, quarter: string | undefined): number | undefined {
  if (quarter === '半') return 30
  if (quarter !== undefined) return quarter.startsWith('三') ? 45 : 15
  return minute === undefined ? 0 : readSmallNumber(minute)
}

const PART_BEFORE = `(?:(${ZH_PARTS.join('|')}|(?<![昨今])[晚早])的?\\s*)?`

const PATTERNS: readonly Pattern[] = [
  // 3pm, 3:20 p.m., 15:20:31; a part of the day in Chinese may stand before: 下午3:20
  [
    new RegExp(
      `${PART_BEFORE}(?<![\\d:.：A-Za-z_/+]|[A-Za-z_]-)(\\d{1,2})(?:[:：](\\d{2})(?:[:：](\\d{2})(?:[.,]\\d{1,6})?)?)?\\s?${PERIOD}`,
      'gi',
    ),
    ([, , hour, minute, second, half = '']) =>
      at([inHalf(Number(hour), half)], Number(minute ?? 0), optional(second)),
  ],
  // `T` stands between date and time in ISO 8601.
  [
    new RegExp(
      `${PART_BEFORE}(?:(?<=\\d)T|(?<![\\d:.：A-Za-z_/+]|[A-Za-z_]-))(\\d{1,2})[:：](\\d{2})(?:[:：](\\d{2})(?:[.,]\\d{1,6})?)?(?!\\d|[:：]\\d)(?!\\s?[ap]\\.?m\\b)`,
      'g',
    ),
    ([, part, hour = '', minute, second]) => {
      const bare = hour.length === 1 ? eitherHalf(Number(hour)) : [Number(hour)]
      const known = part === undefined ? undefined : PART_ZH[part]
      return at(known ? inPart(Number(hour), known) : bare, Number(minute), optional(second))
    },
  ],
  // 下午三点, 15点20分, 三点半, 十点零七, 3点一刻
  [
    new RegExp(
      `${PART_BEFORE}(?<![\\d〇零一二三四五六七八九十快有差])(?!一点(?![钟整半一三二四五\\d]))(${SMALL_NUMBER})\\s*[点點时](?!间|候)(?:钟|整|\\s*(?:(半|一刻|三刻)|(${SMALL_NUMBER})(?:\\s*分(?:钟)?)?(?!\\d)))?`,
      'g',
    ),
    ([, part, hour = '', quarter, minute]) => {
      const known = part === undefined ? undefined : PART_ZH[part]
      return at(inPart(readSmallNumber(hour), known), chineseMinute(minute, quarter))
    },
  ],
  [new RegExp(`(${ZH_PARTS.join('|')})`, 'g'), ([, word = '']) => partOf(PART_ZH[word])],
  // `in the afternoon`, `at noon`; bare words of the language are too common.
  [
    /(?<![A-Za-z])(?:(?:in the|at)\s+|(?<=yesterday\s))(morning|noon|afternoon|evening)(?![A-Za-z])/gi,
    ([, word = '']) => partOf(PART_EN[word.toLowerCase()]),
  ],
]

const partOf = (part: DayPart | undefined): ClockWord | undefined => part && { kind: 'part', part }

/** Names of times of the day in a text, in order; of two that overlap the one that begins first. */
export function findClocks(text: string): readonly FoundClock[] {
  const found = PATTERNS.flatMap(([pattern, read]) =>
    [...text.matchAll(pattern)].flatMap((match): FoundClock[] => {
      const clock = read(match)
      return clock ? [{ ...spanOf(match), clock }] : []
    }),
  )
  return withoutOverlaps(found)
}
