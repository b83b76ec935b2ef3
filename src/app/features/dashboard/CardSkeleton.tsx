import { useMessages } from '../../i18n/language.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { isCardFolded } from './card-preference.ts'
import styles from './call-card.module.css'

/** As high as the card that comes, so that the log below never moves. */
export function CardSkeleton() {
  const messages = useMessages()
  return (
    <section
      className={styles['card']}
      data-folded={isCardFolded()}
      aria-label={messages.dashboard.card.label}
      aria-busy="true"
    >
      <output className="spoken">{messages.dashboard.card.loading}</output>
      <Skeleton lines={isCardFolded() ? 1 : 4} width={0.7} />
    </section>
  )
}
