import { civilIn, zoneOffset } from '#protocol/search-text/zone-offset.ts'
import { MICROS_PER_DAY, MICROS_PER_SECOND, type Micros } from '#protocol/time.ts'

export interface Tick {
  readonly time: Micros
  readonly text: string
}

const MINUTE = 60 * MICROS_PER_SECOND
const HOUR = 60 * MINUTE
/** Distances that read well on a wall clock. */
const STEPS: readonly number[] = [
  ...[1, 10, 100, 1_000, 10_000, 100_000].flatMap((unit) => [unit, 2 * unit, 5 * unit]),
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * MICROS_PER_SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 365, 730, 1_825, 3_650].map((days) => days * MICROS_PER_DAY),
]

/** At most `most` marks at round times of the zone's clocks; the first, and the first of each day, with its date. */
export function axisTicks(from: Micros, to: Micros, most: number, zone: string): readonly Tick[] {
  const step = STEPS.find((it) => (to - from) / it <= most) ?? (to - from) / Math.max(1, most)
  const start = Math.ceil((from + zoneOffset(zone, from)) / step)
  const ticks: Tick[] = []
  let day = ''
  for (let index = start; ticks.length <= most; index += 1) {
    const local = index * step
    // Clocks may have changed since the beginning of the axis.
    const near = (local - zoneOffset(zone, from)) as Micros
    const time = (local - zoneOffset(zone, near)) as Micros
    if (time >= to) break
    if (time < from) continue
    const today = dateText(zone, time, to - from)
    ticks.push({
      time,
      text: step >= MICROS_PER_DAY ? today : tickText(zone, time, step, today === day ? '' : today),
    })
    day = today
  }
  return ticks
}

function tickText(zone: string, time: Micros, step: number, date: string): string {
  const { hour, minute, second } = civilIn(zone, time)
  const micros = ((time % MICROS_PER_SECOND) + MICROS_PER_SECOND) % MICROS_PER_SECOND
  const clock =
    step >= MINUTE
      ? `${two(hour)}:${two(minute)}`
      : `${two(hour)}:${two(minute)}:${two(second)}${fraction(micros, step)}`
  return date === '' ? clock : `${date} ${clock}`
}

function fraction(micros: number, step: number): string {
  if (step >= MICROS_PER_SECOND) return ''
  const digits = String(micros).padStart(6, '0')
  return `.${step >= 1_000 ? digits.slice(0, 3) : digits}`
}

function dateText(zone: string, time: Micros, span: number): string {
  const { year, month, day } = civilIn(zone, time)
  const short = `${two(month)}-${two(day)}`
  return span > 300 * MICROS_PER_DAY ? `${year}-${short}` : short
}

const two = (value: number) => String(value).padStart(2, '0')
