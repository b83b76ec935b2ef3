import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useLanguage } from '../../i18n/language.tsx'
import { useWorkspace } from '../../state/workspace.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { timeFormatter } from '../../ui/time-text.ts'
import { EventRow } from './EventRow.tsx'
import styles from './list.module.css'

const PAGE_ROWS = 200

/** The first rows, plain. */
export function LogList() {
  const { messages } = useLanguage()
  const { rows, zone } = useWorkspace()
  const source = rows.status === 'open' ? rows.source : rows.previous
  const page = useQuery({
    queryKey: ['rows', source?.key, 0],
    enabled: source !== undefined,
    queryFn: ({ signal }) => source?.rowsAt(0, PAGE_ROWS, signal),
  })
  const formatTime = useMemo(() => timeFormatter(zone), [zone])
  const events = page.data?.events ?? []
  if (rows.status === 'failed' && rows.error.code !== 'query-syntax') {
    return (
      <Notice
        tone="error"
        title={messages.frame.error.title}
        actions={<Button onClick={() => void rows.reopen()}>{messages.frame.error.retry}</Button>}
      >
        <p>{rows.error.message}</p>
      </Notice>
    )
  }
  return (
    <div className={styles['scroller']}>
      <table className={styles['rows']} aria-label={messages.list.rows.label}>
        <tbody>
          {events.map((event) => (
            <EventRow key={`${event.session} ${event.seq}`} event={event} time={formatTime(event.ts)} />
          ))}
        </tbody>
      </table>
    </div>
  )
}
