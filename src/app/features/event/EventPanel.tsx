import { CatchBoundary } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useMessages } from '../../i18n/language.tsx'
import { useWorkspace } from '../../state/workspace.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PanelFrame } from './PanelFrame.tsx'

const OpenEvent = lazy(() => import('./OpenEvent.tsx').then((it) => ({ default: it.OpenEvent })))

/** The open row, whole, and its context. Its place is there at once; what fills it is loaded when first needed. */
export function EventPanel() {
  const { view } = useWorkspace()
  const { row } = view
  if (row === undefined) return null
  return (
    <PanelFrame>
      {(frame) => (
        // Whatever a row does to its viewers, the list beside it goes on.
        <CatchBoundary getResetKey={() => `${row.session} ${row.seq}`} errorComponent={FailedEvent}>
          <Suspense>
            <OpenEvent frame={frame} />
          </Suspense>
        </CatchBoundary>
      )}
    </PanelFrame>
  )
}

function FailedEvent({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  const messages = useMessages()
  const { change } = useWorkspace()
  return (
    <Notice
      tone="error"
      title={messages.event.failed.title}
      actions={
        <>
          <Button onClick={reset}>{messages.event.failed.retry}</Button>
          <Button onClick={() => change({ row: undefined }, 'push')}>{messages.event.actions.close}</Button>
        </>
      }
    >
      <code>{error instanceof Error ? error.message : String(error)}</code>
    </Notice>
  )
}
