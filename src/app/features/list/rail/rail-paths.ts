import type { DensityScale } from './density-scale.ts'

/** SVG path data on a surface of `width` × 1,000 units. */
export interface RailPaths {
  /** How many rows per second: the longer the bar, the denser. */
  readonly density: string
  /** Where errors are. */
  readonly errors: string
  /** Between rows that are far apart in time. */
  readonly silence: string
}

export const RAIL_WIDTH = 14
export const RAIL_HEIGHT = 1_000
/** The error ticks' own lane at the right, so that density never hides them. */
const ERROR_LANE = 4
/** Shorter ticks could not be seen. */
const LEAST_TICK = 2
/** Fewer empty bars than this may be chance. */
const SILENT_BARS = 3

const y = (position: number, count: number) => (position / count) * RAIL_HEIGHT

export function railPaths({ stretches, count }: DensityScale): RailPaths {
  if (count === 0) return { density: '', errors: '', silence: '' }
  const most = Math.log1p(Math.max(...stretches.map(({ rate }) => rate)))
  const lane = RAIL_WIDTH - ERROR_LANE - 1
  const density: string[] = []
  const errors: string[] = []
  const silence: string[] = []
  for (const { start, end, errors: wrong, rate, emptyAfter } of stretches) {
    const [from, to] = [y(start, count), y(end, count)]
    const length = Math.max(1, (Math.log1p(rate) / most) * lane)
    density.push(box(0, from, length, to - from))
    if (wrong > 0)
      errors.push(box(RAIL_WIDTH - ERROR_LANE, from, ERROR_LANE, Math.max(LEAST_TICK, (to - from) / 2)))
    if (emptyAfter >= SILENT_BARS) silence.push(box(0, to - 1, RAIL_WIDTH - ERROR_LANE - 1, 2))
  }
  return { density: density.join(''), errors: errors.join(''), silence: silence.join('') }
}

/** One tick for each place; those that fall together are drawn once. */
export function tickPath(positions: readonly number[], count: number, x: number, width: number): string {
  if (count === 0) return ''
  const places = new Set(
    positions.map((position) => Math.round(y(position, count) / LEAST_TICK) * LEAST_TICK),
  )
  return [...places].map((at) => box(x, Math.min(at, RAIL_HEIGHT - LEAST_TICK), width, LEAST_TICK)).join('')
}

const short = (value: number) => Math.round(value * 10) / 10
const box = (x: number, y: number, width: number, height: number) =>
  `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}z`
