import { useIsFetching, useQueryClient } from '@tanstack/react-query'
import { useWatchedCount } from '../../../api/watched-count.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { useWorkspace } from '../../../state/workspace.tsx'
import { timeFormatter } from '../../../ui/time-text.ts'
import { useSettled } from './use-proposals.ts'
import styles from './query.module.css'

/** Old content stays for this long before anything says that it waits. */
const CALM_MS = 200

/** "12,408 rows · 38 ms · complete", or how far a long question has got and a way to end it. */
export function QueryStatus() {
  const { messages, formatNumber } = useLanguage()
  const { rows, zone } = useWorkspace()
  const client = useQueryClient()
  const source = rows.status === 'open' ? rows.source : undefined
  const count = useWatchedCount(source)
  const isOpening = useIsFetching({ queryKey: ['open-rows'] }) > 0
  const words = messages.query.status
  const counted = count.status === 'counted' ? count.count : undefined
  const rowsText =
    counted &&
    (counted.shortfall
      ? words.atLeast(formatNumber(counted.count))
      : words.rows(counted.count, formatNumber(counted.count)))
  const millis = counted && `${formatNumber(Math.round(counted.millis))} ms`

  const isWaiting = useSettled(rows.status === 'opening' || count.status === 'counting', CALM_MS)
  if (rows.status === 'failed') return null
  if (rows.status === 'opening' && !isOpening) {
    return <Ended said={words.cancelled} action={words.again} onAct={() => void rows.reopen()} />
  }
  if (rows.status === 'opening' || count.status === 'counting') {
    if (!isWaiting) return <p className={styles['status']} />
    const share = count.status === 'counting' ? count.share : undefined
    const cancel =
      count.status === 'counting'
        ? count.cancel
        : () => void client.cancelQueries({ queryKey: ['open-rows'] })
    return (
      <Ended
        said={share === undefined ? `${words.searching} …` : words.scanned(Math.round(share * 100))}
        action={words.cancel}
        onAct={cancel}
      />
    )
  }
  if (count.status === 'cancelled' || count.status === 'failed') {
    const said = count.status === 'cancelled' ? words.cancelled : words.failed
    return (
      <Ended
        said={said}
        hint={count.error.detail ?? count.error.message}
        action={words.again}
        onAct={count.again}
      />
    )
  }
  if (!counted) return <p className={styles['status']} />
  return (
    <p className={styles['status']}>
      <span className={styles['rows']}>{rowsText}</span>
      <span>{millis}</span>
      <span>
        {counted.shortfall
          ? words.scannedTo(timeFormatter(zone)(counted.shortfall.scannedTo).text.slice(0, 16))
          : words.complete}
      </span>
    </p>
  )
}

interface EndedProps {
  readonly said: string
  readonly hint?: string
  readonly action: string
  readonly onAct: () => void
}

function Ended({ said, hint, action, onAct }: EndedProps) {
  return (
    <p className={styles['status']}>
      <span title={hint}>{said}</span>
      <button type="button" className={styles['link']} onClick={onAct}>
        {action}
      </button>
    </p>
  )
}
