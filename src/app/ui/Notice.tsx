import type { ReactNode } from 'react'
import styles from './Notice.module.css'

interface Props {
  readonly tone: 'quiet' | 'error'
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

/** An empty or error state: what happened, why, and what to do, in the middle of the pane it speaks for. */
export function Notice({ tone, title, children, actions }: Props) {
  return (
    <section className={`${styles['notice']} ${styles[tone]}`} role={tone === 'error' ? 'alert' : 'status'}>
      <h2>{title}</h2>
      {children}
      {actions ? <div className={styles['actions']}>{actions}</div> : null}
    </section>
  )
}
