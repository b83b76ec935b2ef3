/** NetLog's three phases. */
export const PHASES = ['none', 'begin', 'end'] as const
export type Phase = (typeof PHASES)[number]

export function isPhase(value: unknown): value is Phase {
  return PHASES.includes(value as Phase)
}
