import { useMessages } from '../../i18n/language.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { isCardFolded } from './card-preference.ts'
import styles from './card.module.css'

/** As high as the card that comes, so that the log below never moves. */
export function CardSkeleton({ of }: { readonly of: 'call' | 'session' }) {
  const messages = useMessages()
  const texts = of === 'call' ? messages.dashboard.card : messages.dashboard.session
  return (
    <section
      className={styles['card']}
      data-folded={isCardFolded()}
      data-of={of}
      aria-label={texts.label}
      aria-busy="true"
    >
      <output className="spoken">{texts.loading}</output>
      <Skeleton lines={isCardFolded() ? 1 : 4} width={0.7} />
    </section>
  )
}
