import { useMemo } from 'react'
import { ApiError } from '../../api/client.ts'
import { useEventCount, useNewestRows, useRemoveSample } from '../../api/events.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EventRow } from './EventRow.tsx'
import styles from './LogsPage.module.css'
import { QueryBox, type QueryProblem } from './QueryBox.tsx'
import { localZone, timeFormatter } from './time-text.ts'

interface Props {
  readonly query: string
  readonly onRun: (query: string) => void
}

/** The newest matching events, plain. The list over all rows is a feature of its own. */
export function LogsPage({ query, onRun }: Props) {
  const { messages, formatNumber } = useLanguage()
  const rows = useNewestRows(query)
  const count = useEventCount(query, rows.data?.pages[0]?.asOf)
  const removeSample = useRemoveSample()
  const formatTime = useMemo(() => timeFormatter(localZone()), [])

  const events = rows.data?.pages.flatMap((page) => page.events) ?? []
  const queryProblem = problemOf(rows.error)
  const hasSample = events.some((event) => event.kind === 'sample')

  return (
    <div className={styles['page']}>
      <h1 className={styles['spoken']}>{messages.nav.logs}</h1>
      <QueryBox query={query} problem={queryProblem} onRun={onRun} />
      {hasSample ? (
        <div className={styles['sample']}>
          <span>{removeSample.isError ? messages.sample.removeFailed : messages.sample.notice}</span>
          <Button disabled={removeSample.isPending} onClick={() => removeSample.mutate()}>
            {removeSample.isPending ? messages.sample.removing : messages.sample.remove}
          </Button>
        </div>
      ) : null}
      <div className={styles['scroller']} aria-busy={rows.isFetching}>
        {rows.isPending ? <Notice tone="quiet" title={messages.rows.loading} /> : null}
        {rows.isError && !queryProblem ? (
          <Notice
            tone="error"
            title={messages.error.title}
            actions={<Button onClick={() => void rows.refetch()}>{messages.error.retry}</Button>}
          >
            <p>{sentenceOf(rows.error, messages.error.network, messages.error.starting)}</p>
          </Notice>
        ) : null}
        {rows.isSuccess && events.length === 0 ? (
          <Notice tone="quiet" title={messages.empty.title}>
            {query === '' ? (
              <>
                <p>{messages.empty.nothing}</p>
                <code>{messages.empty.importHint}</code>
              </>
            ) : (
              <p>{messages.empty.filtered}</p>
            )}
          </Notice>
        ) : null}
        {events.length > 0 && !queryProblem ? (
          <>
            <table className={styles['rows']} aria-label={messages.rows.label}>
              <thead>
                <tr>
                  <th scope="col">
                    <span className={styles['spoken']}>{messages.rows.level}</span>
                  </th>
                  <th scope="col" className={styles['time']}>
                    {messages.rows.time}
                  </th>
                  <th scope="col" className={styles['category']}>
                    {messages.rows.category}
                  </th>
                  <th scope="col" className={styles['source']}>
                    {messages.rows.source}
                  </th>
                  <th scope="col" className={styles['name']}>
                    {messages.rows.name}
                  </th>
                  <th scope="col">{messages.rows.message}</th>
                </tr>
              </thead>
              <tbody>
                {events.map((event) => (
                  <EventRow key={`${event.session} ${event.seq}`} event={event} time={formatTime(event.ts)} />
                ))}
              </tbody>
            </table>
            {rows.hasNextPage ? (
              <div className={styles['older']}>
                <Button disabled={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
                  {rows.isFetchingNextPage ? messages.rows.loadingOlder : messages.rows.older}
                </Button>
              </div>
            ) : null}
          </>
        ) : null}
      </div>
      <footer className={styles['status']} aria-live="polite">
        {rows.isSuccess && count.data ? (
          <>
            <span>{messages.rows.count(events.length, count.data.count, formatNumber)}</span>
            <span>{messages.rows.newestFirst}</span>
            {count.data.partial ? <span className={styles['warning']}>{messages.rows.partial}</span> : null}
          </>
        ) : null}
      </footer>
    </div>
  )
}

function problemOf(error: Error | null): QueryProblem | undefined {
  if (!(error instanceof ApiError) || error.code !== 'query-syntax') return undefined
  return {
    sentence: error.detail ?? error.message,
    ...(error.position === undefined ? {} : { position: error.position }),
  }
}

function sentenceOf(error: Error, network: string, starting: string): string {
  if (!(error instanceof ApiError)) return error.message
  if (error.status === 0) return network
  if (error.status === 503) return starting
  return error.detail ? `${error.message}. ${error.detail}` : error.message
}
