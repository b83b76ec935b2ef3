import { useIsFetching, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { unreachable } from '#protocol/query-lang/unreachable.ts'
import type { RowCount } from '../../../api/row-source.ts'
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
  const { messages } = useLanguage()
  const words = messages.query.status
  const { rows } = useWorkspace()
  const client = useQueryClient()
  const count = useWatchedCount(rows.status === 'open' ? rows.source : undefined)
  const isOpening = useIsFetching({ queryKey: ['open-rows'] }) > 0
  const isBusy = rows.status === 'opening' || count.status === 'counting'
  const isWaiting = useSettled(isBusy, CALM_MS) && isBusy
  const [last, setLast] = useState<RowCount>()
  if (count.status === 'counted' && count.count !== last) setLast(count.count)

  if (rows.status === 'failed') return null
  if (isBusy && !isWaiting) return last ? <Counted count={last} /> : <p className={styles['status']} />
  if (rows.status === 'opening') {
    if (!isOpening) {
      return <Ended said={words.cancelled} action={words.again} onAct={() => void rows.reopen()} />
    }
    const cancel = () => void client.cancelQueries({ queryKey: ['open-rows'] })
    return <Ended said={`${words.searching} …`} action={words.cancel} onAct={cancel} />
  }
  switch (count.status) {
    case 'counting': {
      const { share, cancel } = count
      const said = share === undefined ? `${words.searching} …` : words.scanned(Math.round(share * 100))
      return <Ended said={said} action={words.cancel} onAct={cancel} />
    }
    case 'cancelled':
    case 'failed': {
      const said = count.status === 'cancelled' ? words.cancelled : words.failed
      const hint = count.error.detail ?? count.error.message
      return <Ended said={said} hint={hint} action={words.again} onAct={count.again} />
    }
    case 'counted':
      return <Counted count={count.count} />
    case 'idle':
      return <p className={styles['status']} />
    default:
      return unreachable(count)
  }
}

function Counted({ count: { count, millis, shortfall } }: { readonly count: RowCount }) {
  const { messages, formatNumber } = useLanguage()
  const { zone } = useWorkspace()
  const words = messages.query.status
  const rows = formatNumber(count)
  return (
    <p className={styles['status']}>
      <span className={styles['rows']}>{shortfall ? words.atLeast(rows) : words.rows(count, rows)}</span>
      <span>{messages.frame.status.millis(formatNumber(Math.max(1, Math.round(millis))))}</span>
      <span>
        {shortfall
          ? words.scannedTo(timeFormatter(zone)(shortfall.scannedTo).text.slice(0, 16))
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
