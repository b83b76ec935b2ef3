import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ApiError } from '../../api/client.ts'
import type { RowSource } from '../../api/row-source.ts'
import { useMessages } from '../../i18n/language.tsx'
import { problemText } from '../../state/problem-text.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Waiting } from '../../ui/Panel.tsx'
import { EmptyList } from './EmptyList.tsx'
import { NoticeLine } from './ListNotices.tsx'
import { ListPane } from './ListPane.tsx'
import styles from './LogList.module.css'
import type { Reading } from './reading-place.ts'
import { rowCountQuery } from './row-pages.ts'
import { createRowScroller } from './row-scroller.ts'
import { rowClock } from './time-digits.ts'
import { useShownList } from './use-shown-list.ts'

/** All rows of the workspace's list; what is the matter with it is said here, and the rest of the page goes on. */
export function LogList() {
  const messages = useMessages()
  const { view } = useWorkspace()
  const { failed, gone, wait } = messages.list
  const [scroller] = useState(createRowScroller)
  const readingRef = useRef<() => Reading | undefined>(() => undefined)
  const shown = useShownList(scroller, () => readingRef.current())
  const { source, isWaiting } = shown
  // A fault in the query is named at the query box; the rows of the query before it stay.
  const isSyntax = shown.error instanceof ApiError && shown.error.code === 'query-syntax'
  const error = isSyntax ? undefined : shown.error
  const retry = { label: failed.retry, run: shown.retry }
  return (
    <div className={styles['list']}>
      <Waiting progress={isWaiting ? { onCancel: shown.stop } : undefined} />
      {error && source ? (
        <NoticeLine tone="warn" action={retry}>
          {failed.because(problemText(error, messages))}
        </NoticeLine>
      ) : null}
      {shown.isStopped ? (
        <NoticeLine tone="quiet" action={retry}>
          {wait.stopped}
        </NoticeLine>
      ) : null}
      {shown.isGone ? <NoticeLine tone="warn">{view.anchor ? gone.here : gone.nowhere}</NoticeLine> : null}
      {source ? (
        <Rows
          key="rows"
          pane={
            <ListPane
              scroller={scroller}
              source={source}
              isWaiting={isWaiting}
              isFailed={error !== undefined}
              readingRef={readingRef}
            />
          }
          source={source}
          isWaiting={isWaiting}
        />
      ) : error ? (
        <Notice
          tone="error"
          title={failed.title}
          actions={<Button onClick={shown.retry}>{failed.retry}</Button>}
        >
          <p>{problemText(error, messages)}</p>
        </Notice>
      ) : null}
    </div>
  )
}

interface RowsProps {
  readonly pane: React.ReactNode
  readonly source: RowSource
  readonly isWaiting: boolean
}

/** The pane, and what the count says of it: nothing there, or not all of it. */
function Rows({ pane, source, isWaiting }: RowsProps) {
  const { failed, partial, uncounted } = useMessages().list
  const { zone } = useWorkspace()
  const { data, isError, refetch } = useQuery(rowCountQuery(source))
  return (
    <>
      {data?.shortfall ? (
        <NoticeLine tone="warn">{partial(rowClock(zone)(data.shortfall.scannedTo).slice(0, 19))}</NoticeLine>
      ) : null}
      {isError ? (
        <NoticeLine tone="quiet" action={{ label: failed.retry, run: () => void refetch() }}>
          {uncounted}
        </NoticeLine>
      ) : null}
      {pane}
      {data?.count === 0 && !isWaiting ? (
        <div className={styles['empty']}>
          <EmptyList />
        </div>
      ) : null}
    </>
  )
}
