import { OUTCOME_LABELS, type Outcome } from '#protocol/vocabulary/call-outcome.ts'
import { useLanguage } from '../i18n/language.tsx'
import styles from './OutcomeMark.module.css'

interface Shape {
  /** On a 12 × 12 grid. */
  readonly path: string
  readonly fill?: boolean
  readonly dashed?: boolean
}

const RING = 'M6 1.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6Z'

/** Shape first, colour second: filled ones are failures of ours, open ones are what people did. */
const SHAPES: Readonly<Record<Outcome, Shape>> = {
  answered: { path: 'M1.4 6.4 4.6 9.6 10.6 2.8' },
  'no-answer': { path: RING },
  busy: { path: `${RING}M3.6 6h4.8` },
  rejected: { path: 'M2.2 2.2 9.8 9.8M9.8 2.2 2.2 9.8' },
  cancelled: { path: 'M1.6 6h8.8' },
  failed: { path: RING, fill: true },
  // A line that ends in the middle.
  dropped: { path: 'M7.4.4 2 6.8h3.2L4.2 11.6 10 5H6.6Z', fill: true },
  unfinished: { path: RING, dashed: true },
}

/** How a call ended: a shape and its word. */
export function OutcomeMark({ outcome }: { readonly outcome: Outcome }) {
  const { language } = useLanguage()
  const { path, fill = false, dashed = false } = SHAPES[outcome]
  return (
    <span className={styles['outcome']} data-outcome={outcome}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path
          d={path}
          fill={fill ? 'currentColor' : 'none'}
          stroke={fill ? 'none' : 'currentColor'}
          strokeWidth="1.7"
          strokeDasharray={dashed ? '2.5 2' : undefined}
          strokeLinecap={dashed ? 'butt' : 'round'}
          strokeLinejoin="round"
        />
      </svg>
      {OUTCOME_LABELS[outcome][language]}
    </span>
  )
}
