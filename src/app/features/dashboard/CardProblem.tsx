import { Link } from '@tanstack/react-router'
import { ApiError } from '../../api/client.ts'
import { useMessages } from '../../i18n/language.tsx'
import { Button } from '../../ui/Button.tsx'
import styles from './card.module.css'

interface Props {
  readonly label: string
  /** Said where nothing is stored of it. */
  readonly notFound: string
  /** Said of any other failure. */
  readonly failed: string
  /** Null: it was not even asked, since there can be no such thing. */
  readonly error: Error | null
  readonly onRetry?: () => void
}

/** In place of a card: what happened, and that the log below goes on. */
export function CardProblem({ label, notFound, failed, error, onRetry }: Props) {
  const messages = useMessages()
  if (error && !(error instanceof ApiError)) throw error
  return (
    <section className={styles['card']} aria-label={label} data-folded="true">
      <p className={styles['problem']} role="alert">
        {error === null || error.status === 404 ? notFound : failed}
        {error?.status === 404 ? <Link to="/">{messages.frame.goTo(messages.frame.nav.find)}</Link> : null}
        {onRetry ? (
          <Button size="small" onClick={onRetry}>
            {messages.ui.retry}
          </Button>
        ) : null}
      </p>
    </section>
  )
}
