import { daysInMonth, shiftedDate, weekdayOf, type CivilDate } from '../civil-date.ts'
import { unreachable } from '../query-lang/unreachable.ts'
import { isMicros, MICROS_PER_DAY, MICROS_PER_SECOND, type Micros } from '../time.ts'
import { PART_HOURS } from './day-part.ts'
import type { ClockWord } from './clock-words.ts'
import type { DayWord } from './day-words.ts'
import type { TimeWords } from './time-words.ts'
import { civilIn, momentIn } from './zone-offset.ts'

/** A stretch of time that somebody may mean; `to` is not included. */
export interface TimeWindow {
  readonly from: Micros
  readonly to: Micros
  /** The moment that was named, in the middle of the window; absent where a stretch was named. */
  readonly at?: Micros
}

export interface TimeReading {
  readonly now: Micros
  /** IANA name or `UTC+08:00` of whoever says it; a zone in the words comes before it. */
  readonly zone: string
}

const MINUTE = 60 * MICROS_PER_SECOND
/** A client's "three o'clock" is seldom further off. */
const CLOCK_TOLERANCE = 30 * MINUTE
/** Seconds are read off a screen. */
export const SECOND_TOLERANCE = 5 * MINUTE
/** "Ten minutes ago" of somebody who waits for help is never exact. */
const AGO_TOLERANCE = 15 * MINUTE
/** Clocks of two people differ a little: what is said to be now may be a few minutes ahead. */
const AHEAD = 30 * MINUTE

type Named = Extract<TimeWords, { kind: 'named' }>

/**
 * When that was: one window, or several where the words leave it open. Nothing lies in the future: a clock without a day
 * is the last time that it showed this, a day without a year the last such day.
 */
export function timeWindows(words: TimeWords, reading: TimeReading): readonly TimeWindow[] {
  const { now } = reading
  if (words.kind === 'ago') return checked([around((now - words.ago) as Micros, AGO_TOLERANCE, now)])
  const zone = words.zone ?? reading.zone
  const today = civilIn(zone, now)
  if (words.day) {
    const day = dayOf(words.day, today)
    return checked(windowsOn(day, words, zone))
  }
  // Per reading of the clock: today, or yesterday where that is still to come.
  const isPast = ({ from, at }: TimeWindow) => (at ?? from) <= now + AHEAD
  const onToday = windowsOn(today, words, zone)
  const past = onToday.filter(isPast)
  return checked(past.length > 0 ? past : windowsOn(shiftedDate(today, -1), words, zone))
}

/** The day that the words name is one that somebody said, or only the last one that fits. */
export function namesDay(words: TimeWords): boolean {
  return words.kind === 'ago' || words.day !== undefined
}

function checked(windows: readonly TimeWindow[]): readonly TimeWindow[] {
  return windows.filter(({ from, to }) => isMicros(from) && isMicros(to) && from < to)
}

function around(at: Micros, tolerance: number, latest = Number.POSITIVE_INFINITY): TimeWindow {
  const to = Math.max(at + 1, Math.min(at + tolerance, latest + AHEAD))
  return { from: (at - tolerance) as Micros, to: to as Micros, at }
}

const hoursOf = (word: ClockWord): readonly number[] =>
  word.kind === 'at' ? word.hours : [PART_HOURS[word.part][0]]

function windowsOn(day: CivilDate, { clock, until }: Named, zone: string): readonly TimeWindow[] {
  const moment = (hour: number, minute = 0, second = 0) => momentIn(zone, { ...day, hour, minute, second })
  const startOf = (word: ClockWord, hour: number) =>
    word.kind === 'at' ? moment(hour, word.minute, word.second ?? 0) : moment(hour)
  if (clock === undefined) return [{ from: moment(0), to: moment(24) }]
  if (until) {
    return hoursOf(clock).flatMap((hour) => {
      const from = startOf(clock, hour)
      const ends = hoursOf(until).map((it) => startOf(until, it))
      const to = ends.find((it) => it > from) ?? (ends[0] ?? from) + MICROS_PER_DAY
      return [{ from, to: to as Micros }]
    })
  }
  if (clock.kind === 'part') {
    const [from, to] = PART_HOURS[clock.part]
    return [{ from: moment(from), to: moment(to) }]
  }
  const tolerance = clock.second === undefined ? CLOCK_TOLERANCE : SECOND_TOLERANCE
  return clock.hours.map((hour) => around(startOf(clock, hour), tolerance))
}

function dayOf(word: DayWord, today: CivilDate): CivilDate {
  switch (word.kind) {
    case 'relative':
      return shiftedDate(today, word.days)
    case 'weekday': {
      const weekday = weekdayOf(today)
      if (word.weeks !== undefined) return shiftedDate(today, word.weekday - weekday - 7 * word.weeks)
      const back = (weekday - word.weekday + 7) % 7
      return shiftedDate(today, -back)
    }
    case 'date':
      return { year: word.year ?? lastYearOf(word, today), month: word.month, day: word.day }
    default:
      return unreachable(word)
  }
}

/** 29 February without a year is one of a leap year. */
function lastYearOf({ month, day }: Omit<CivilDate, 'year'>, today: CivilDate): number {
  const isOver = month < today.month || (month === today.month && day <= today.day)
  const last = isOver ? today.year : today.year - 1
  // Leap years are at most eight years apart.
  return (
    [0, 1, 2, 3, 4, 5, 6, 7]
      .map((back) => last - back)
      .find((year) => day <= (daysInMonth(year, month) ?? 0)) ?? last
  )
}
