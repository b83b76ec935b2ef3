import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMessages } from '../../i18n/language.tsx'
import { readableText } from '../../ui/readable-text.ts'
import styles from './card.module.css'

export function Facts({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ul className={styles['facts']} aria-label={label}>
      {children}
    </ul>
  )
}

interface FactProps {
  readonly label?: string
  readonly title?: string
  readonly children: ReactNode
}

/** A name, where the value does not say itself what it is, and the value. */
export function Fact({ label, title, children }: FactProps) {
  return (
    <li title={title}>
      {label === undefined ? null : <span className={styles['factLabel']}>{label} </span>}
      {children}
    </li>
  )
}

export type PeopleKind = 'account' | 'staff' | 'device'

const PAGES = { account: '/account/$id', staff: '/staff/$id', device: '/device/$id' } as const
/** On a card; the rest is on the page of the session. */
const MOST_LISTED = 3

interface PeopleProps {
  readonly kind: PeopleKind
  readonly ids: readonly string[]
}

/** The client's own claim about who it is; each leads to its page. */
export function PeopleFact({ kind, ids }: PeopleProps) {
  const texts = useMessages().dashboard.card
  if (ids.length === 0) return null
  return (
    <Fact label={texts[kind]} title={texts.claimed}>
      <span>
        {ids.slice(0, MOST_LISTED).map((id, index) => (
          <span key={id}>
            {index > 0 ? ', ' : ''}
            <Link to={PAGES[kind]} params={{ id }}>
              {readableText(id)}
            </Link>
          </span>
        ))}
        {ids.length > MOST_LISTED ? ' …' : ''}
      </span>
    </Fact>
  )
}
