import { MICROS_PER_MILLI, MICROS_PER_SECOND } from '#protocol/time.ts'

/** Signs that engineers of every language read. */
const SIGNS = { micros: 'µs', millis: 'ms', seconds: 's', minutes: 'min', hours: 'h', days: 'd' }

type Units = typeof SIGNS

const MINUTE = 60 * MICROS_PER_SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * A length of time in microseconds, exact to three or more digits: `350 µs`, `1.234 ms`, `338 ms`, `42.5 s`,
 * `3 min 20 s`, `2 h 5 min`, `4 d 3 h`. Negative ones carry a minus. Among words the units are words as well:
 * `messages.ui.units`.
 */
export function durationText(micros: number, units: Units = SIGNS): string {
  const sign = micros < 0 ? '−' : ''
  const size = Math.abs(micros)
  if (size < MICROS_PER_MILLI) return `${sign}${Math.round(size)} ${units.micros}`
  if (size < 999.5 * MICROS_PER_MILLI) return `${sign}${digits(size / MICROS_PER_MILLI)} ${units.millis}`
  if (size < 59.95 * MICROS_PER_SECOND) return `${sign}${digits(size / MICROS_PER_SECOND)} ${units.seconds}`
  if (size < HOUR) return sign + two(size, MINUTE, units.minutes, MICROS_PER_SECOND, units.seconds)
  if (size < DAY) return sign + two(size, HOUR, units.hours, MINUTE, units.minutes)
  return sign + two(size, DAY, units.days, HOUR, units.hours)
}

/** Three digits that matter, no zeros behind. */
function digits(value: number): string {
  return String(Number(value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)))
}

/** Rounded to the smaller unit first, so that 119.7 s is two minutes and not one minute sixty. */
function two(micros: number, large: number, largeName: string, small: number, smallName: string): string {
  const smalls = Math.round(micros / small)
  const perLarge = large / small
  const rest = smalls % perLarge
  const first = `${Math.floor(smalls / perLarge)} ${largeName}`
  return rest === 0 ? first : `${first} ${rest} ${smallName}`
}
