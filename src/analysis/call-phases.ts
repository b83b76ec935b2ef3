import type { DurationMicros, Micros } from '#protocol/time.ts'
import type { CallFacts } from '#protocol/vocabulary/call-facts.ts'
import { callOutcome } from '#protocol/vocabulary/call-outcome.ts'

export const CALL_PHASES = ['dial', 'ring', 'talk'] as const
export type CallPhaseName = (typeof CALL_PHASES)[number]

export interface CallPhase {
  readonly name: CallPhaseName
  readonly from: Micros
  /** Absent: the log does not show its end. */
  readonly to?: Micros
  /** Never negative, also where two devices disagree about the time. */
  readonly length: DurationMicros
  /**
   * - `done`: the next phase, or a regular end, followed
   * - `broken`: the call failed or dropped in it
   * - `open`: the log stops in it
   */
  readonly state: 'done' | 'broken' | 'open'
}

/** The phases that a call went through, in their order; those it never reached are left out. */
export interface PhaseBar {
  readonly phases: readonly CallPhase[]
  readonly end: { readonly at: Micros; readonly state: 'ended' | 'broken' } | undefined
}

export function phaseBar(facts: CallFacts): PhaseBar {
  const starts: readonly (readonly [CallPhaseName, number | undefined])[] = [
    ['dial', facts.direction === 'inbound' ? facts.dialingTs : (facts.dialingTs ?? facts.firstTs)],
    ['ring', facts.ringingTs],
    ['talk', facts.connectedTs],
  ]
  const reached = starts.flatMap(([name, at]) => (at === undefined ? [] : [{ name, from: at as Micros }]))
  const { outcome } = callOutcome(facts)
  const isBroken = outcome === 'failed' || outcome === 'dropped'
  const over = latest(facts.endedTs, facts.failedTs)
  const phases = reached.map(({ name, from }, index): CallPhase => {
    const next = reached[index + 1]?.from
    const to = next ?? over
    const stop = to ?? ((facts.lastTs ?? from) as Micros)
    const length = Math.max(0, stop - from) as DurationMicros
    const state = next !== undefined ? 'done' : over === undefined ? 'open' : isBroken ? 'broken' : 'done'
    return { name, from, ...(to === undefined ? {} : { to }), length, state }
  })
  return {
    phases,
    end: over === undefined ? undefined : { at: over, state: isBroken ? 'broken' : 'ended' },
  }
}

function latest(a: number | undefined, b: number | undefined): Micros | undefined {
  return (a === undefined || b === undefined ? (a ?? b) : Math.max(a, b)) as Micros | undefined
}
