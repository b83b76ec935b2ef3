import { useState } from 'react'
import type { EventKey } from '#protocol/event.ts'
import { useMessages } from '../../i18n/language.tsx'
import { useCommands } from '../../state/commands.ts'
import { problemText } from '../../state/problem-text.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { ContextPane } from './context/ContextPane.tsx'
import { Details } from './details/Details.tsx'
import { GoneRow } from './gone/GoneRow.tsx'
import { EventToolbar } from './EventToolbar.tsx'
import type { PanelControl } from './PanelFrame.tsx'
import { useFollowCursor } from './use-follow-cursor.ts'
import { useNeighbour } from './use-neighbour.ts'
import { useOpenRow, type OpenRow } from './use-open-row.ts'
import styles from './event.module.css'

interface Props {
  readonly frame: PanelControl
}

export function OpenEvent({ frame }: Props) {
  const { view } = useWorkspace()
  return view.row === undefined ? null : <OpenRowPanel open={view.row} frame={frame} />
}

type TabName = 'details' | 'context'

function OpenRowPanel({ open, frame }: Props & { readonly open: EventKey }) {
  const messages = useMessages()
  const { change } = useWorkspace()
  const [tab, setTab] = useState<TabName>('details')
  const row = useOpenRow(open)
  const goToNeighbour = useNeighbour(open)
  useFollowCursor(open)
  const close = () => change({ row: undefined }, 'push')
  const renderDetails = () => <Body row={row} />
  const renderContext = () =>
    row.status === 'shown' ? <ContextPane event={row.event} /> : <Body row={row} />
  const { actions, group, tabs } = messages.event
  useCommands([
    { id: 'event.close', title: actions.close, keys: ['Escape'], group, run: close },
    { id: 'event.next', title: actions.next, group, run: () => goToNeighbour(1) },
    { id: 'event.previous', title: actions.previous, group, run: () => goToNeighbour(-1) },
    {
      id: 'event.full',
      title: frame.full ? actions.unfull : actions.full,
      keys: ['F'],
      group,
      run: frame.toggleFull,
    },
    {
      id: 'event.context',
      title: tab === 'details' ? actions.showContext : actions.showDetails,
      keys: ['x'],
      group,
      run: () => setTab(tab === 'details' ? 'context' : 'details'),
    },
  ])
  return (
    <>
      <EventToolbar row={row} frame={frame} onNeighbour={goToNeighbour} onClose={close} />
      <div className={styles['body']}>
        <Tabs
          label={tabs.label}
          chosen={tab}
          onChoose={setTab}
          tabs={[
            { id: 'details', title: tabs.details, content: renderDetails },
            { id: 'context', title: tabs.context, content: renderContext },
          ]}
        />
      </div>
    </>
  )
}

function Body({ row }: { readonly row: OpenRow }) {
  const messages = useMessages()
  switch (row.status) {
    case 'loading':
      return <p className={styles['waiting']}>{messages.event.loading}</p>
    case 'gone':
      return <GoneRow of={row.key} />
    case 'failed':
      return (
        <Notice
          tone="error"
          title={messages.event.failed.title}
          actions={<Button onClick={row.retry}>{messages.event.failed.retry}</Button>}
        >
          <p>{problemText(row.error, messages)}</p>
        </Notice>
      )
    case 'shown':
      return <Details event={row.event} payload={row.payload} />
    default: {
      const never: never = row
      return never
    }
  }
}
