import { civilFromDays, daysFromCivil, type CivilDate } from '../civil-date.ts'
import { MICROS_PER_DAY, MICROS_PER_SECOND, type Micros } from '../time.ts'

const MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND
const FIXED = /^UTC(?:([+-])(\d{2}):(\d{2}))?$/

/** A moment on a wall clock; hours from 0. */
export interface CivilTime extends CivilDate {
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** Formatters are costly to make, and a page knows a handful of zones. */
const formats = new Map<string, Intl.DateTimeFormat>()
const MAX_FORMATS = 32

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  if (formats.size >= MAX_FORMATS) formats.clear()
  formats.set(zone, format)
  return format
}

/** Whether a text names a zone: an IANA name that this machine knows, or `UTC+08:00`. */
export function isZone(zone: string): boolean {
  if (FIXED.test(zone)) return true
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

/** Microseconds by which clocks of `zone` (IANA name or `UTC+08:00`) are ahead of UTC at a moment. Throws for no zone. */
export function zoneOffset(zone: string, time: Micros): number {
  const fixed = FIXED.exec(zone)
  if (fixed) {
    const [, sign, hours = '0', minutes = '0'] = fixed
    return (Number(hours) * 60 + Number(minutes)) * MICROS_PER_MINUTE * (sign === '-' ? -1 : 1)
  }
  const second = Math.floor(time / MICROS_PER_SECOND)
  const parts = formatOf(zone).formatToParts(second * 1_000)
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((it) => it.type === type)?.value ?? Number.NaN)
  const isBefore = parts.some((it) => it.type === 'era' && /^b/i.test(it.value))
  const local = asIfUtc({
    year: isBefore ? 1 - part('year') : part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  })
  return local - second * MICROS_PER_SECOND
}

/** What clocks in `zone` show at a moment. */
export function civilIn(zone: string, time: Micros): CivilTime {
  const local = time + zoneOffset(zone, time)
  const days = Math.floor(local / MICROS_PER_DAY)
  const seconds = Math.floor((local - days * MICROS_PER_DAY) / MICROS_PER_SECOND)
  return {
    ...civilFromDays(days),
    hour: Math.floor(seconds / 3_600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
  }
}

/**
 * When clocks in `zone` show this; hour 24 is the next midnight. A time that clocks skip is as far behind the
 * gap as it was inside it; of one that they show twice the first counts.
 */
export function momentIn(zone: string, civil: CivilTime): Micros {
  const local = asIfUtc(civil)
  const before = zoneOffset(zone, (local - MICROS_PER_DAY) as Micros)
  const after = zoneOffset(zone, (local + MICROS_PER_DAY) as Micros)
  const first = (local - before) as Micros
  if (before === after || zoneOffset(zone, first) === before) return first
  const second = (local - after) as Micros
  return zoneOffset(zone, second) === after ? second : first
}

function asIfUtc({ hour, minute, second, ...date }: CivilTime): number {
  const days = daysFromCivil(date)
  if (days === undefined) throw new RangeError(`no date: ${date.year}-${date.month}-${date.day}`)
  return days * MICROS_PER_DAY + ((hour * 60 + minute) * 60 + second) * MICROS_PER_SECOND
}

/** `UTC+8`, `UTC-3:30`, `UTC`: how clocks of a zone stand at a moment. */
export function zoneLabel(zone: string, time: Micros): string {
  const minutes = Math.round(zoneOffset(zone, time) / MICROS_PER_MINUTE)
  if (minutes === 0) return 'UTC'
  const rest = Math.abs(minutes) % 60
  const hours = `${minutes < 0 ? '-' : '+'}${Math.floor(Math.abs(minutes) / 60)}`
  return rest === 0 ? `UTC${hours}` : `UTC${hours}:${String(rest).padStart(2, '0')}`
}
