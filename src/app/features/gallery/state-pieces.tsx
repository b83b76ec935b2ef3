import { RotateCw } from 'lucide-react'
import { useMessages } from '../../i18n/language.tsx'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { EmptyState, Notice } from '../../ui/Notice.tsx'
import { Panel, type PanelProblem, type PanelProgress } from '../../ui/Panel.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { showFailure } from '../../ui/toast.ts'
import styles from './gallery.module.css'
import type { Piece } from './piece.ts'

const nothing = () => undefined

interface PanelState {
  readonly progress?: PanelProgress
  readonly problem?: PanelProblem
}

function PanelShown(state: PanelState) {
  const messages = useMessages()
  return (
    <div className={styles['frame']}>
      <Panel
        title={messages.frame.nav.logs}
        note="12,408"
        actions={
          <IconButton size="small" label={messages.ui.retry}>
            <RotateCw size={13} aria-hidden="true" />
          </IconButton>
        }
        {...state}
      >
        <p>10:07:04.218 SEAT_DROPPED</p>
        <p>10:02:11.481 TICKET_EXPIRED</p>
      </Panel>
    </div>
  )
}

function Failing() {
  const messages = useMessages()
  const failure = {
    title: messages.frame.sample.removeFailed,
    detail: messages.frame.error.network,
    action: { label: messages.ui.retry, run: nothing },
  }
  return <Button onClick={() => showFailure(failure)}>Fail</Button>
}

function Notices() {
  const { frame, ui } = useMessages()
  return (
    <>
      <Notice tone="error" compact title={frame.error.title} actions={<Button>{ui.retry}</Button>}>
        <p>{frame.error.network}</p>
      </Notice>
      <EmptyState compact title={frame.keys.none} />
    </>
  )
}

export const statePieces: readonly Piece[] = [
  { name: 'Panel', Show: () => <PanelShown /> },
  { name: 'Panel, waiting', Show: () => <PanelShown progress={{}} /> },
  {
    name: 'Panel, scanning',
    Show: () => <PanelShown progress={{ share: 0.42, onCancel: nothing }} />,
  },
  {
    name: 'Panel, failed',
    Show: () => <PanelShown problem={{ message: 'timeout', onRetry: nothing }} />,
  },
  { name: 'Skeleton', Show: () => <Skeleton lines={4} width={0.9} /> },
  { name: 'Notice, EmptyState', Show: Notices },
  { name: 'Toast', Show: Failing },
]
