import type { Outcome } from '#protocol/vocabulary/call-outcome.ts'
import { useMessages } from '../../i18n/language.tsx'
import { StateShape, type ShapeState } from './StateShape.tsx'
import styles from './outcome.module.css'

const SHAPES: Readonly<Record<Outcome, ShapeState>> = {
  answered: 'good',
  'no-answer': 'quiet',
  busy: 'quiet',
  rejected: 'quiet',
  cancelled: 'quiet',
  failed: 'failed',
  dropped: 'failed',
  unfinished: 'unknown',
}

/** How a call came out: shape and word, the colour only beside them. */
export function OutcomeBadge({ outcome }: { readonly outcome: Outcome }) {
  const messages = useMessages()
  return (
    <span className={styles['badge']} data-state={SHAPES[outcome]}>
      <StateShape state={SHAPES[outcome]} />
      {messages.dashboard.card.outcome[outcome]}
    </span>
  )
}
