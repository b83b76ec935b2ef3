import { daysFromCivil, shiftedDate, type CivilDate } from '#protocol/civil-date.ts'
import { printTimeBound, readTimeBound, type TimeBound } from '#protocol/permalink/time-range.ts'
import { readTime } from '#protocol/query-lang/time-value.ts'
import { err, ok, type Result } from '#protocol/result.ts'
import { civilIn, momentIn, zoneOffset } from '#protocol/search-text/zone-offset.ts'
import { isMicros, MICROS_PER_DAY, MICROS_PER_MILLI, MICROS_PER_SECOND, type Micros } from '#protocol/time.ts'

export type RangeEnd = 'from' | 'to'

/** What a text was taken for, where that is not plain. */
export type RangeNote =
  | { readonly kind: 'epoch'; readonly unit: 's' | 'ms' | 'µs' }
  /** The end of a day is meant, so the whole of it. */
  | { readonly kind: 'whole-day' }
  /** Clocks show this time twice; the first is taken until one is chosen. */
  | { readonly kind: 'twice'; readonly first: Micros; readonly second: Micros }
  /** Clocks skip this time; the moment as far behind the gap is taken. */
  | { readonly kind: 'skipped'; readonly taken: Micros }

export interface ReadEnd {
  /** Absent: open. */
  readonly bound?: TimeBound
  readonly note?: RangeNote
}

/** Ten digits are seconds until the year 2286, thirteen milliseconds, more are microseconds. */
const EPOCH = /^\d{9,16}$/
const LEAST_MILLIS = 1e11
const LEAST_MICROS = 1e14
const WALL =
  /^(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2}))?(?:(?:^|[T ]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?)?$/i
const WITH_OFFSET = /:\d{2}(?:[.,]\d{1,6})?\s*(?:z|[+-]\d{2}:?\d{2})$/i

/**
 * Reads one end of a range as people write it: `now-15m`, ISO 8601 with its offset, wall time of `zone` with or
 * without date and seconds, epoch in seconds, milliseconds or microseconds. `today` is the date of a bare time.
 */
export function readRangeEnd(
  written: string,
  { zone, end, today }: { readonly zone: string; readonly end: RangeEnd; readonly today: CivilDate },
): Result<ReadEnd, 'not-a-time' | 'no-such-date'> {
  const text = toAscii(written).trim()
  if (text === '') return ok({})
  if (/^now/i.test(text)) {
    const bound = readTimeBound(text.toLowerCase().replaceAll(' ', ''))
    return bound ? ok({ bound }) : err('not-a-time')
  }
  if (EPOCH.test(text)) return readEpoch(text)
  if (WITH_OFFSET.test(text)) {
    const point = readTime(text.replace(',', '.').replace(/\s+(?=z|[+-]\d{2}:?\d{2}$)/i, ''))
    return point ? ok({ bound: at(point.first) }) : err('not-a-time')
  }
  return readWall(text, zone, end, today)
}

function readEpoch(text: string): Result<ReadEnd, 'not-a-time'> {
  const value = Number(text)
  const unit = value < LEAST_MILLIS ? 's' : value < LEAST_MICROS ? 'ms' : 'µs'
  const micros = value * (unit === 's' ? MICROS_PER_SECOND : unit === 'ms' ? MICROS_PER_MILLI : 1)
  return isMicros(micros) ? ok({ bound: at(micros), note: { kind: 'epoch', unit } }) : err('not-a-time')
}

function readWall(
  text: string,
  zone: string,
  end: RangeEnd,
  today: CivilDate,
): Result<ReadEnd, 'not-a-time' | 'no-such-date'> {
  const match = WALL.exec(text)
  const [, year, month, day, hour, minute, second, fraction = ''] = match ?? []
  if (!match || (year === undefined && hour === undefined)) return err('not-a-time')
  const date = year === undefined ? today : { year: Number(year), month: Number(month), day: Number(day) }
  if (daysFromCivil(date) === undefined) return err('no-such-date')
  if (Number(hour ?? 0) > 24 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59)
    return err('no-such-date')
  if (hour === undefined) {
    const whole = end === 'to'
    const moment = momentIn(zone, { ...(whole ? shiftedDate(date, 1) : date), hour: 0, minute: 0, second: 0 })
    return ok({ bound: at(moment), ...(whole ? { note: { kind: 'whole-day' } } : {}) })
  }
  const civil = { ...date, hour: Number(hour), minute: Number(minute ?? 0), second: Number(second ?? 0) }
  const micros = Number(fraction.padEnd(6, '0'))
  const taken = (momentIn(zone, civil) + micros) as Micros
  const note = clockNote(zone, date, civil, micros, taken)
  return ok({ bound: at(taken), ...(note ? { note } : {}) })
}

/** How often clocks of the zone show a wall time: once (nothing to say), twice or never. */
function clockNote(
  zone: string,
  date: CivilDate,
  { hour, minute, second }: { readonly hour: number; readonly minute: number; readonly second: number },
  micros: number,
  taken: Micros,
): RangeNote | undefined {
  const days = daysFromCivil(date) ?? 0
  const local = days * MICROS_PER_DAY + ((hour * 60 + minute) * 60 + second) * MICROS_PER_SECOND + micros
  const offsets = [-MICROS_PER_DAY, MICROS_PER_DAY].map((away) => zoneOffset(zone, (local + away) as Micros))
  const moments = [...new Set(offsets)].map((offset) => ({ time: (local - offset) as Micros, offset }))
  const [first, second2] = moments
    .filter(({ time, offset }) => zoneOffset(zone, time) === offset)
    .map(({ time }) => time)
    .sort((a, b) => a - b)
  if (first === undefined) return { kind: 'skipped', taken }
  return second2 === undefined ? undefined : { kind: 'twice', first, second: second2 }
}

/** A bound as it is shown in its field, which reads back as the same bound. */
export function printRangeEnd(bound: TimeBound | undefined, zone: string): string {
  if (!bound) return ''
  if (bound.kind === 'ago') return printTimeBound(bound)
  const text = wallText(bound.at, zone)
  const read = readRangeEnd(text, { zone, end: 'from', today: { year: 1970, month: 1, day: 1 } })
  const isSame = read.ok && read.value.bound?.kind === 'at' && read.value.bound.at === bound.at
  return isSame ? text : `${text}${offsetText(zoneOffset(zone, bound.at))}`
}

/** `2021-12-27 10:02:11.481`, seconds and fraction only where there are any. */
export function wallText(time: Micros, zone: string): string {
  const { year, month, day, hour, minute, second } = civilIn(zone, time)
  const micros = ((time % MICROS_PER_SECOND) + MICROS_PER_SECOND) % MICROS_PER_SECOND
  const fraction = micros === 0 ? '' : `.${String(micros).padStart(6, '0').replace(/000$/, '')}`
  const seconds = second === 0 && fraction === '' ? '' : `:${two(second)}${fraction}`
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}${seconds}`
}

function offsetText(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / (60 * MICROS_PER_SECOND))
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

const at = (time: number): TimeBound => ({ kind: 'at', at: time as Micros })
const two = (value: number) => String(value).padStart(2, '0')

/** Input methods type full-width digits and colons. */
function toAscii(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (it) => String.fromCharCode(it.charCodeAt(0) - 0xfe_e0))
    .replaceAll('\u3000', ' ')
}
