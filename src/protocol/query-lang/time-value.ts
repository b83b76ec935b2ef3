import { daysFromCivil } from '../civil-date.ts'
import { isMicros, MICROS_PER_DAY, MICROS_PER_SECOND } from '../time.ts'
import type { Point } from './ast.ts'

type TimePoint = Extract<Point, { kind: 'time' }>

const MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND
/** Up to the year 2255 in microseconds. */
const EPOCH_MICROS = /^-?[0-9]{1,16}$/
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?)?(?:([Zz])|([+-])(\d{2}):?(\d{2}))?$/

/**
 * A time of the query language: ISO 8601 down to the microsecond, UTC unless it says otherwise, or an integer of
 * microseconds since 1970. What is left out is a stretch: a date is its whole day, `10:07` its whole minute.
 */
export function readTime(text: string): TimePoint | undefined {
  if (EPOCH_MICROS.test(text)) return timePoint(text, Number(text), 1)
  const match = ISO.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second, fraction, , sign, zoneHour = '0', zoneMinute = '0'] = match
  const days = daysFromCivil({ year: Number(year), month: Number(month), day: Number(day) })
  if (days === undefined) return undefined
  if (Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59) return undefined
  if (Number(zoneHour) > 23 || Number(zoneMinute) > 59) return undefined
  const zone = (Number(zoneHour) * 60 + Number(zoneMinute)) * MICROS_PER_MINUTE * (sign === '-' ? -1 : 1)
  const first =
    days * MICROS_PER_DAY +
    (Number(hour ?? 0) * 60 + Number(minute ?? 0)) * MICROS_PER_MINUTE +
    Number(second ?? 0) * MICROS_PER_SECOND +
    Number((fraction ?? '').padEnd(6, '0')) -
    zone
  const canonical = text.toUpperCase().replace(' ', 'T')
  return timePoint(canonical, first, stretch(hour, second, fraction))
}

function stretch(hour: string | undefined, second: string | undefined, fraction: string | undefined): number {
  if (hour === undefined) return MICROS_PER_DAY
  if (second === undefined) return MICROS_PER_MINUTE
  return 10 ** (6 - (fraction ?? '').length)
}

function timePoint(text: string, first: number, length: number): TimePoint | undefined {
  const last = first + length - 1
  if (!isMicros(first) || !isMicros(last)) return undefined
  return { kind: 'time', text, first, last }
}
