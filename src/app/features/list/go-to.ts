import { zoneOffset } from '#protocol/search-text/zone-offset.ts'
import { readTime } from '#protocol/query-lang/time-value.ts'
import { isMicros, type Micros } from '#protocol/time.ts'
import type { Goal } from '../../state/workspace-store.ts'

const ROW = /^#?\d{1,3}(?:[,.\u202f\u00a0 ']?\d{3})*$|^#?\d{1,12}$/
const CLOCK = /^\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?$/
const HAS_ZONE = /(?:[zZ]|[+-]\d{2}:?\d{2})$/

/**
 * Where a person wants to go: a row number (from 1, with or without separators), a date with or without a time, or a
 * time on the day that is shown. Times are read in `zone` unless they say theirs. Undefined: none of them.
 */
export function readGoTo(text: string, shownClock: string | undefined, zone: string): Goal | undefined {
  const wanted = text.trim()
  if (ROW.test(wanted)) {
    const row = Number(wanted.replaceAll(/\D/g, ''))
    return row >= 1 ? { kind: 'position', position: row - 1 } : undefined
  }
  const day = shownClock?.slice(0, 10)
  if (CLOCK.test(wanted) && day === undefined) return undefined
  const whole = CLOCK.test(wanted) ? `${day} ${wanted.indexOf(':') === 1 ? '0' : ''}${wanted}` : wanted
  const point = readTime(whole)
  if (!point) return undefined
  const ts = HAS_ZONE.test(whole) && whole.length > 10 ? point.first : localTime(point.first, zone)
  return isMicros(ts) ? { kind: 'time', ts } : undefined
}

/** A clock that stands at `wall` (as if it were UTC) in the zone: the second look is right where the offset changes. */
function localTime(wall: Micros, zone: string): Micros {
  const first = wall - zoneOffset(zone, wall)
  return (wall - zoneOffset(zone, first as Micros)) as Micros
}
