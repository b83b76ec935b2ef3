import { printMicros } from '#protocol/permalink/time-range.ts'
import { zoneOffset } from '#protocol/search-text/zone-offset.ts'
import { MICROS_PER_MILLI, MICROS_PER_SECOND, type Micros } from '#protocol/time.ts'

/** What the time column shows: `t` goes through them. */
export const TIME_MODES = ['absolute', 'since-first', 'delta'] as const
export type TimeMode = (typeof TIME_MODES)[number]

export const nextMode = (mode: TimeMode): TimeMode =>
  TIME_MODES[(TIME_MODES.indexOf(mode) + 1) % TIME_MODES.length] ?? 'absolute'

/** The part of a text that equals the text above from its start on, and the rest, which the eye is to see. */
export function splitSame(text: string, above: string | undefined): readonly [same: string, changed: string] {
  let end = 0
  while (end < text.length && text[end] === above?.[end]) end += 1
  return [text.slice(0, end), text.slice(end)]
}

/** Zones change their offset at quarter hours only, so one look at the zone serves all rows of such a quarter. */
const QUARTER = 900 * MICROS_PER_SECOND
const MAX_QUARTERS = 2_000

/** `2021-12-27 10:02:11.481` in a zone; fast enough for every row of a fling. */
export function rowClock(zone: string): (ts: Micros) => string {
  const offsets = new Map<number, number>()
  const offsetAt = (ts: Micros): number => {
    const quarter = Math.floor(ts / QUARTER)
    const known = offsets.get(quarter)
    if (known !== undefined) return known
    if (offsets.size >= MAX_QUARTERS) offsets.clear()
    const offset = zoneOffset(zone, (quarter * QUARTER) as Micros)
    offsets.set(quarter, offset)
    return offset
  }
  return (ts) => {
    const local = (ts + offsetAt(ts)) as Micros
    const text = printMicros(local)
    // Beyond the years that ISO 8601 writes with four digits a time is its number.
    if (text[10] !== 'T') return text
    const second = ((local % MICROS_PER_SECOND) + MICROS_PER_SECOND) % MICROS_PER_SECOND
    const millis = String(Math.floor(second / MICROS_PER_MILLI)).padStart(3, '0')
    return `${text.slice(0, 10)} ${text.slice(11, 19)}.${millis}`
  }
}

/** `2021-12-27 10:02` of a row's clock: the minute that the list's edge is in. */
export const minuteOf = (clock: string): string => clock.slice(0, 16)

/** From which size on a unit is used; a little below one of it, where the smaller unit would round up to 1,000. */
const SCALES = [
  { from: 86_400 * MICROS_PER_SECOND, unit: 'd', per: 86_400 * MICROS_PER_SECOND, digits: 1 },
  { from: 3_600 * MICROS_PER_SECOND, unit: 'h', per: 3_600 * MICROS_PER_SECOND, digits: 1 },
  { from: 100 * MICROS_PER_SECOND, unit: 'min', per: 60 * MICROS_PER_SECOND, digits: 1 },
  { from: 999_500, unit: 's', per: MICROS_PER_SECOND, digits: 2 },
  { from: MICROS_PER_MILLI, unit: 'ms', per: MICROS_PER_MILLI, digits: 0 },
] as const

/** The size of a stretch of time in few characters: `840 µs`, `12 ms`, `4.20 s`, `2.5 min`, `1.5 h`. */
export function shortSpan(micros: number): string {
  const size = Math.abs(micros)
  const scale = SCALES.find(({ from }) => size >= from)
  return scale ? `${(size / scale.per).toFixed(scale.digits)} ${scale.unit}` : `${size} µs`
}

/** The same for what is long anyway: `42 s`, `2.5 min`. */
export function roundSpan(micros: number): string {
  const seconds = Math.round(Math.abs(micros) / MICROS_PER_SECOND)
  return seconds < 100 ? `${seconds} s` : shortSpan(micros)
}

const two = (value: number) => String(value).padStart(2, '0')

/** Since a moment, to the millisecond: `+00:04.120`, `−1:02:03.004`. */
export function sinceText(micros: number): string {
  const size = Math.abs(micros)
  const hours = Math.floor(size / (3_600 * MICROS_PER_SECOND))
  const minutes = Math.floor(size / (60 * MICROS_PER_SECOND)) % 60
  const seconds = Math.floor(size / MICROS_PER_SECOND) % 60
  const millis = Math.floor(size / MICROS_PER_MILLI) % 1_000
  const clock = `${two(minutes)}:${two(seconds)}.${String(millis).padStart(3, '0')}`
  return `${micros < 0 ? '−' : '+'}${hours > 0 ? `${hours}:` : ''}${clock}`
}
