import { civilFromDays } from '../civil-date.ts'
import { readTime } from '../query-lang/time-value.ts'
import { isMicros, MICROS_PER_DAY, MICROS_PER_SECOND, type DurationMicros, type Micros } from '../time.ts'

/** One end of a range: a moment, or a distance from now that moves with the reader. */
export type TimeBound =
  | { readonly kind: 'at'; readonly at: Micros }
  /** `now-15m` is {back: 15 minutes}. */
  | { readonly kind: 'ago'; readonly back: DurationMicros }

/** `from` is included, `to` is not. An absent end is open. */
export interface TimeRange {
  readonly from?: TimeBound
  readonly to?: TimeBound
}

export interface AbsoluteRange {
  readonly from?: Micros
  readonly to?: Micros
}

export const EVERYTHING: TimeRange = {}

const UNITS = {
  s: MICROS_PER_SECOND,
  m: 60 * MICROS_PER_SECOND,
  h: 3_600 * MICROS_PER_SECOND,
  d: MICROS_PER_DAY,
  w: 7 * MICROS_PER_DAY,
} as const
type Unit = keyof typeof UNITS
const RELATIVE = /^now(?:-(\d{1,6})([smhdw]))?$/

/** `now`, `now-15m`, ISO 8601 (UTC unless it says otherwise) or microseconds; undefined = none of them. */
export function readTimeBound(text: string): TimeBound | undefined {
  const relative = RELATIVE.exec(text)
  if (relative) {
    const [, amount = '0', unit = 's'] = relative
    return { kind: 'ago', back: (Number(amount) * UNITS[unit as Unit]) as DurationMicros }
  }
  const point = readTime(text)
  return point && { kind: 'at', at: point.first }
}

/** Largest unit that leaves no rest: 900 s → `now-15m`. Moments are ISO in UTC, to the microsecond where needed. */
export function printTimeBound(bound: TimeBound): string {
  if (bound.kind === 'at') return printMicros(bound.at)
  if (bound.back === 0) return 'now'
  const unit = (['w', 'd', 'h', 'm', 's'] as const).find((it) => bound.back % UNITS[it] === 0) ?? 's'
  return `now-${Math.round(bound.back / UNITS[unit])}${unit}`
}

const two = (value: number) => String(value).padStart(2, '0')

/** `2021-12-27T02:02:11.481007Z`; a fraction of zero is left out. Years outside 0000-9999 print as microseconds. */
export function printMicros(time: Micros): string {
  const days = Math.floor(time / MICROS_PER_DAY)
  const rest = time - days * MICROS_PER_DAY
  const { year, month, day } = civilFromDays(days)
  if (year < 0 || year > 9999) return String(time)
  const seconds = Math.floor(rest / MICROS_PER_SECOND)
  const micros = rest % MICROS_PER_SECOND
  const clock = `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  const fraction = micros === 0 ? '' : `.${String(micros).padStart(6, '0').replace(/000$/, '')}`
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${clock}${fraction}Z`
}

/** The range at a moment: relative ends become absolute. */
export function resolveRange(range: TimeRange, now: Micros): AbsoluteRange {
  return {
    ...(range.from ? { from: resolveBound(range.from, now) } : {}),
    ...(range.to ? { to: resolveBound(range.to, now) } : {}),
  }
}

function resolveBound(bound: TimeBound, now: Micros): Micros {
  const time = bound.kind === 'at' ? bound.at : now - bound.back
  return isMicros(time) ? time : now
}
