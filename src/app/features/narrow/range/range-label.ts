import { civilIn, momentIn } from '#protocol/search-text/zone-offset.ts'
import type { TimeRange } from '#protocol/permalink/time-range.ts'
import { MICROS_PER_DAY, MICROS_PER_SECOND, type DurationMicros, type Micros } from '#protocol/time.ts'
import type { FirstMessages } from '../../../i18n/en.ts'
import { durationText } from '../../../ui/duration-text.ts'
import { isSameRange } from '../histogram/range-history.ts'
import { wallText } from './range-text.ts'

export type PresetName = keyof Omit<FirstMessages['range']['presets'], 'label'>

const HOUR = 3_600 * MICROS_PER_SECOND
const ago = (back: number): TimeRange => ({ from: { kind: 'ago', back: back as DurationMicros } })

/** The ranges one asks for most. `today` begins at midnight of the zone's clocks. */
export function presets(
  now: Micros,
  zone: string,
): readonly (readonly [name: PresetName, range: TimeRange])[] {
  const { year, month, day } = civilIn(zone, now)
  const midnight = momentIn(zone, { year, month, day, hour: 0, minute: 0, second: 0 })
  return [
    ['m15', ago(HOUR / 4)],
    ['h1', ago(HOUR)],
    ['h6', ago(6 * HOUR)],
    ['h24', ago(24 * HOUR)],
    ['d7', ago(7 * MICROS_PER_DAY)],
    ['today', { from: { kind: 'at', at: midnight } }],
    ['all', {}],
  ]
}

/** A range in the fewest words: a preset, `Last 20 min`, `2021-12-27 10:02 – 10:20`. */
export function rangeLabel(range: TimeRange, now: Micros, zone: string, messages: FirstMessages): string {
  const words = messages.range
  const preset = presets(now, zone).find(([, it]) => isSameRange(it, range))
  if (preset) return words.presets[preset[0]]
  const { from, to } = range
  if (from?.kind === 'ago' && (to === undefined || (to.kind === 'ago' && to.back === 0)))
    return words.last(durationText(from.back, messages.ui.units))
  const text = (bound: typeof from) =>
    bound === undefined
      ? ''
      : bound.kind === 'ago'
        ? `−${durationText(bound.back, messages.ui.units)}`
        : wallText(bound.at, zone)
  if (from === undefined) return words.until(text(to))
  if (to === undefined) return words.since(text(from))
  const [begin, end] = [text(from), text(to)]
  // The date once, where both ends have it.
  const sameDay = begin.slice(0, 10) === end.slice(0, 10) && from.kind === 'at' && to.kind === 'at'
  return words.between(begin, sameDay ? end.slice(11) : end)
}
