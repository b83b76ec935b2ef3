import { civilIn, zoneOffset } from '../search-text/zone-offset.ts'
import { MICROS_PER_SECOND, type Micros } from '../time.ts'

const MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND

const two = (value: number) => String(value).padStart(2, '0')

/** ISO 8601 allows more than four digits of a year only with a sign. */
const yearText = (year: number) =>
  year >= 0 && year <= 9_999
    ? String(year).padStart(4, '0')
    : `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`

/** `2026-05-01T18:07:30.000001+08:00`: exact to the microsecond, and true in every zone. Throws for no zone. */
export function zonedTime(zone: string, time: Micros): string {
  const { year, month, day, hour, minute, second } = civilIn(zone, time)
  const micros = time - Math.floor(time / MICROS_PER_SECOND) * MICROS_PER_SECOND
  const offset = Math.round(zoneOffset(zone, time) / MICROS_PER_MINUTE)
  const sign = offset < 0 ? '-' : '+'
  const zoneText = `${sign}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`
  return (
    `${yearText(year)}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}` +
    `.${String(micros).padStart(6, '0')}${zoneText}`
  )
}
