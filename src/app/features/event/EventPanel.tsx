import { lazy, Suspense } from 'react'
import { useWorkspace } from '../../state/workspace.tsx'
import { PanelFrame } from './PanelFrame.tsx'

const OpenEvent = lazy(() => import('./OpenEvent.tsx').then((it) => ({ default: it.OpenEvent })))

/** The open row, whole, and its context. Its place is there at once; what fills it is loaded when first needed. */
export function EventPanel() {
  const { view } = useWorkspace()
  if (view.row === undefined) return null
  return (
    <PanelFrame>
      {(frame) => (
        <Suspense>
          <OpenEvent frame={frame} />
        </Suspense>
      )}
    </PanelFrame>
  )
}
