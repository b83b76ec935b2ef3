import { useRef, useState } from 'react'
import { useMessages } from '../../i18n/language.tsx'
import { ApiError } from '../../api/client.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ListPane } from './ListPane.tsx'
import styles from './LogList.module.css'
import type { Reading } from './reading-place.ts'
import { createRowScroller } from './row-scroller.ts'
import { useShownList } from './use-shown-list.ts'

/** All rows of the workspace's list. */
export function LogList() {
  const messages = useMessages()
  const [scroller] = useState(createRowScroller)
  const readingRef = useRef<() => Reading | undefined>(() => undefined)
  const shown = useShownList(scroller, () => readingRef.current())
  const { error, source } = shown
  // A fault in the query is named at the query box; the rows of the query before it stay.
  const isSyntax = error instanceof ApiError && error.code === 'query-syntax'
  if (error && !isSyntax) {
    return (
      <div className={styles['notice']}>
        <Notice
          tone="error"
          title={messages.list.failed.title}
          actions={<Button onClick={shown.retry}>{messages.list.failed.retry}</Button>}
        >
          <p>{error.message}</p>
        </Notice>
      </div>
    )
  }
  if (!source) return <div className={styles['notice']} aria-busy="true" />
  return <ListPane scroller={scroller} source={source} isWaiting={shown.isWaiting} readingRef={readingRef} />
}
