import { Link } from '@tanstack/react-router'
import type { Call } from '../../api/calls.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { percentText } from './percent-text.ts'
import styles from './card.module.css'

interface Props {
  readonly delivery: Call['delivery']
  /** Where the holes are listed. */
  readonly session: string | undefined
}

/** How much of what was recorded is there. "Complete" is only said of what the client counted itself. */
export function Completeness({ delivery, session }: Props) {
  const { messages, formatNumber } = useLanguage()
  const texts = messages.dashboard.card
  const gone = delivery.highest - delivery.stored
  if (gone <= 0) return <span className={styles['quiet']}>{texts.complete}</span>
  const text = texts.missing(percentText(delivery.stored, delivery.highest), formatNumber(gone))
  if (session === undefined) return <span>{text}</span>
  return (
    <Link to="/session/$id" params={{ id: session }} title={texts.openHoles} className={styles['holed']}>
      {text}
    </Link>
  )
}
