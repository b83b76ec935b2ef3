import { useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import type { EventKey } from '#protocol/event.ts'
import { useMessages } from '../../i18n/language.tsx'
import { useCommands } from '../../state/commands.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Details } from './details/Details.tsx'
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

const TABS = ['details', 'context'] as const
type TabName = (typeof TABS)[number]

function OpenRowPanel({ open, frame }: Props & { readonly open: EventKey }) {
  const messages = useMessages()
  const { change } = useWorkspace()
  const [tab, setTab] = useState<TabName>('details')
  const row = useOpenRow(open)
  const goToNeighbour = useNeighbour(open)
  useFollowCursor(open)
  const close = () => change({ row: undefined }, 'push')
  const { actions, group } = messages.event
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
  ])
  return (
    <>
      <EventToolbar row={row} frame={frame} onNeighbour={goToNeighbour} onClose={close} />
      <Tabs
        className={styles['tabs'] ?? ''}
        selectedKey={tab}
        onSelectionChange={(key) => setTab(key as TabName)}
      >
        <TabList className={styles['tab-list'] ?? ''} aria-label={messages.event.tabs.label}>
          {TABS.map((it) => (
            <Tab key={it} id={it} className={styles['tab'] ?? ''}>
              {messages.event.tabs[it]}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="details" className={styles['scroll'] ?? ''}>
          <Body row={row} />
        </TabPanel>
        <TabPanel id="context" className={styles['scroll'] ?? ''}>
          {null}
        </TabPanel>
      </Tabs>
    </>
  )
}

function Body({ row }: { readonly row: OpenRow }) {
  const messages = useMessages()
  switch (row.status) {
    case 'loading':
      return <p className={styles['waiting']}>{messages.event.loading}</p>
    case 'gone':
      return <Notice tone="quiet" title={messages.event.gone.title} />
    case 'failed':
      return (
        <Notice
          tone="error"
          title={messages.event.failed.title}
          actions={<Button onClick={row.retry}>{messages.event.failed.retry}</Button>}
        >
          <p>{row.error.detail ?? row.error.message}</p>
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
