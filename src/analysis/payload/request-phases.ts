import type { Attributes } from '#protocol/event.ts'

/** In the order in which they happen; the names are the vocabulary's attributes. */
export const REQUEST_PHASES = ['dns', 'tcp', 'tls', 'ttfb', 'download'] as const
export type RequestPhase = (typeof REQUEST_PHASES)[number]

export interface PhaseBar {
  /** Milliseconds. */
  readonly total: number
  /** Phases that took time, with where they begin; the rest of `total` nobody has measured. */
  readonly parts: readonly { readonly phase: RequestPhase; readonly from: number; readonly length: number }[]
}

const DECIMAL = /^\d{1,12}(\.\d{1,6})?$/

/** The phases that attributes tell; undefined where they tell none. `duration` is the length of the whole request. */
export function readPhases(attrs: Attributes, duration?: string): PhaseBar | undefined {
  const parts: { phase: RequestPhase; from: number; length: number }[] = []
  let at = 0
  let known = 0
  for (const phase of REQUEST_PHASES) {
    const text = attrs[phase]
    if (text === undefined || !DECIMAL.test(text)) continue
    known += 1
    const length = Number(text)
    if (length === 0) continue
    parts.push({ phase, from: at, length })
    at += length
  }
  const whole = duration !== undefined && DECIMAL.test(duration) ? Number(duration) : 0
  return known === 0 ? undefined : { total: Math.max(at, whole), parts }
}
