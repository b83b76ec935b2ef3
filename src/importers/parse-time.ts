import { isMicros, type Micros } from '#protocol/time.ts'

const ISO =
  /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i
const MICROS_PER_MINUTE = 60_000_000
/** Below these a number is seconds, milliseconds, microseconds; above, nanoseconds. Each covers 1970 to after 5000. */
const SECONDS_BELOW = 1e11
const MILLIS_BELOW = 1e14
const MICROS_BELOW = 1e17

export interface ParsedTime {
  readonly time: Micros
  /** The text named no zone: read as UTC. */
  readonly zoneMissing: boolean
}

/**
 * A time as foreign logs write it: ISO 8601 (or with a blank or slashes), or a number since 1970 in
 * s, ms, µs or ns, told apart by its size. Undefined for anything else.
 */
export function parseTime(value: unknown): ParsedTime | undefined {
  const number =
    typeof value === 'number'
      ? value
      : typeof value === 'string' && /^\d{1,20}(?:\.\d+)?$/.test(value)
        ? Number(value)
        : undefined
  if (number !== undefined) return fromMicros(scaled(number), false)
  if (typeof value !== 'string' || value.length > 64) return undefined
  const match = ISO.exec(value.trim())
  if (!match) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = match
  const days = daysFromCivil(Number(year), Number(month), Number(day))
  if (days === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined
  const micros =
    (days * 86_400 + Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1_000_000 +
    Number(fraction.padEnd(6, '0').slice(0, 6)) -
    zoneMinutes(zone) * MICROS_PER_MINUTE
  return fromMicros(micros, zone === undefined)
}

function fromMicros(micros: number, zoneMissing: boolean): ParsedTime | undefined {
  const time = Math.round(micros)
  return isMicros(time) ? { time, zoneMissing } : undefined
}

function scaled(number: number): number {
  const size = Math.abs(number)
  if (size < SECONDS_BELOW) return number * 1_000_000
  if (size < MILLIS_BELOW) return number * 1000
  return size < MICROS_BELOW ? number : number / 1000
}

function zoneMinutes(zone: string | undefined): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '')
  if (!match) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3])
  return match[1] === '-' ? -minutes : minutes
}

/** Days since 1970-01-01 of a Gregorian date; undefined where the calendar has no such day. */
function daysFromCivil(year: number, month: number, day: number): number | undefined {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  const length = lengths[month - 1]
  if (length === undefined || day < 1 || day > length) return undefined
  const before = lengths.slice(0, month - 1).reduce((sum, days) => sum + days, 0)
  const last = year - 1
  const leaps = Math.floor(last / 4) - Math.floor(last / 100) + Math.floor(last / 400)
  // 719162 days lie between 0001-01-01 and 1970-01-01.
  return last * 365 + leaps - 719_162 + before + day - 1
}
