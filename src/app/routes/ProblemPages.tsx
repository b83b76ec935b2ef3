import { Link, type ErrorComponentProps } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useConnection } from '../api/connection.ts'
import { useMessages } from '../i18n/language.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'

export function NotFoundPage() {
  const messages = useMessages()
  return (
    <>
      <h1 className="spoken">{messages.frame.error.notFound}</h1>
      <Notice
        tone="quiet"
        title={messages.frame.error.notFound}
        actions={<Link to="/logs">{messages.frame.error.backToLogs}</Link>}
      />
    </>
  )
}

/** Under the frame, so that the other pages stay within reach. */
export function FailedPage({ error }: ErrorComponentProps) {
  const messages = useMessages()
  const words = messages.frame.error
  const isAway = useConnection((it) => it.awaySince !== undefined)
  const wasAway = useRef(isAway)
  useEffect(() => {
    // Nothing is on the screen that a reload could lose, and a part that failed to load is not asked for again without one.
    if (wasAway.current && !isAway) location.reload()
    wasAway.current = isAway
  }, [isAway])
  return (
    <Notice
      tone="error"
      title={isAway ? words.partAway : words.boundary}
      actions={<Button onClick={() => location.reload()}>{messages.ui.reload}</Button>}
    >
      {isAway ? <p>{words.network}</p> : null}
      <code>{error instanceof Error ? error.message : String(error)}</code>
    </Notice>
  )
}
