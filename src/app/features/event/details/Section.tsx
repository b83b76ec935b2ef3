import { useId, type ReactNode } from 'react'
import styles from './details.module.css'

interface Props {
  readonly title: string
  /** Beside the title: a count, buttons. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

export function Section({ title, aside, children }: Props) {
  const id = useId()
  return (
    <section className={styles['section']} aria-labelledby={id}>
      <header className={styles['section-head']}>
        <h3 id={id}>{title}</h3>
        {aside}
      </header>
      {children}
    </section>
  )
}

export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className={styles['facts']}>{children}</dl>
}

interface FactProps {
  readonly name: string
  /** On hover of the name: its raw key, an explanation. */
  readonly hint?: string | undefined
  readonly children: ReactNode
}

export function Fact({ name, hint, children }: FactProps) {
  return (
    <div className={styles['fact']}>
      <dt title={hint}>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
