import { Link, type ErrorComponentProps } from '@tanstack/react-router'
import { useMessages } from '../i18n/language.tsx'
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

export function FailedPage({ error }: ErrorComponentProps) {
  const messages = useMessages()
  return (
    <Notice tone="error" title={messages.frame.error.boundary}>
      <code>{error instanceof Error ? error.message : String(error)}</code>
    </Notice>
  )
}
