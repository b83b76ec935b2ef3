import { Check, CircleDashed, Minus, TriangleAlert, X } from 'lucide-react'
import styles from './state-shape.module.css'

/** `quiet`: it did not come about, and nobody is to blame. `unknown`: the log does not say. */
export type ShapeState = 'good' | 'trouble' | 'failed' | 'quiet' | 'unknown'

const ICONS = { good: Check, trouble: TriangleAlert, failed: X, quiet: Minus, unknown: CircleDashed } as const

/** The word stands beside it, so it is only for the eye. */
export function StateShape({ state }: { readonly state: ShapeState }) {
  const Icon = ICONS[state]
  return (
    <span className={styles['shape']} data-state={state}>
      <Icon size={12} strokeWidth={3} aria-hidden="true" />
    </span>
  )
}
