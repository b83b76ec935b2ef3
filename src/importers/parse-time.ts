import { daysFromCivil } from '#protocol/civil-date.ts'
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
  const days = daysFromCivil({ year: Number(year), month: Number(month), day: Number(day) })
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
