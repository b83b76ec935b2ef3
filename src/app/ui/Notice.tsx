import type { ReactNode } from 'react'
import styles from './Notice.module.css'

interface Props {
  readonly tone: 'quiet' | 'error'
  readonly title: string
  /** True inside a panel: no margin above, smaller text. */
  readonly compact?: boolean
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

/** An empty or error state: what happened, why, and what to do, in the middle of the pane it speaks for. */
export function Notice({ tone, title, compact = false, children, actions }: Props) {
  return (
    <section
      className={`${styles['notice']} ${styles[tone]} ${compact ? styles['compact'] : ''}`}
      role={tone === 'error' ? 'alert' : 'status'}
    >
      <h2>{title}</h2>
      {children}
      {actions ? <div className={styles['actions']}>{actions}</div> : null}
    </section>
  )
}

/** Nothing is here, and that is fine: what it would be, and the way to get it. */
export function EmptyState(props: Omit<Props, 'tone'>) {
  return <Notice {...props} tone="quiet" />
}
