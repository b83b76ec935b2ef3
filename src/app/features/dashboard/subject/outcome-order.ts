import type { Outcome } from '#protocol/vocabulary/call-outcome.ts'

/** From the base line up: what is ours to mend first, so that its heights compare. */
export const STACK: readonly Outcome[] = [
  'failed',
  'dropped',
  'unfinished',
  'no-answer',
  'busy',
  'rejected',
  'cancelled',
  'answered',
]

/** Red and amber for trouble only; what people did is grey, what went well in the quiet hue of calls. */
export const OUTCOME_FILL: Readonly<Record<Outcome, string>> = {
  failed: 'var(--error)',
  dropped: 'color-mix(in srgb, var(--error) 62%, var(--grey-0))',
  unfinished: 'var(--warn)',
  'no-answer': 'var(--grey-4)',
  busy: 'color-mix(in srgb, var(--grey-4) 80%, var(--grey-0))',
  rejected: 'color-mix(in srgb, var(--grey-4) 64%, var(--grey-0))',
  cancelled: 'color-mix(in srgb, var(--grey-4) 48%, var(--grey-0))',
  answered: 'color-mix(in oklab, var(--category-call) 70%, var(--grey-0))',
}
