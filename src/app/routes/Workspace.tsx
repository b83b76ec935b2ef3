import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { Suspense, useCallback, useMemo, useState, type ReactNode } from 'react'
import {
  DEFAULT_VIEW,
  printView,
  readView,
  type LogsView,
  type ViewParams,
} from '#protocol/permalink/logs-view.ts'
import type { RowOrigin } from '../api/row-source.ts'
import { SERVER } from '../api/server-row-source.ts'
import { EventPanel } from '../features/event/EventPanel.tsx'
import { ListToolbar } from '../features/list/ListToolbar.tsx'
import { LogList } from '../features/list/LogList.tsx'
import { FacetPanel } from '../features/narrow/FacetPanel.tsx'
import { HistogramSpace } from '../features/narrow/histogram/HistogramSpace.tsx'
import { QueryBar } from '../features/narrow/QueryBar.tsx'
import { RangeBar } from '../features/narrow/RangeBar.tsx'
import { LinkChip } from '../features/share/LinkChip.tsx'
import { ShareButton } from '../features/share/ShareButton.tsx'
import { NewerRows } from '../features/tail/NewerRows.tsx'
import { TailControl } from '../features/tail/TailControl.tsx'
import { useMessages } from '../i18n/language.tsx'
import { WorkspaceProvider, type ChangeView, type ViewPatch } from '../state/workspace.tsx'
import { Button } from '../ui/Button.tsx'
import { lazyOverlay } from '../ui/lazy-overlay.tsx'
import { Notice } from '../ui/Notice.tsx'
import styles from './Workspace.module.css'
import { SideLists } from './SideLists.tsx'
import { WorkspaceStatus } from './WorkspaceStatus.tsx'

// Rows are what one came for; what counts them follows.
const EventHistogram = lazyOverlay(
  () => import('../features/narrow/EventHistogram.tsx').then((it) => it.EventHistogram),
  HistogramSpace,
)

interface Props {
  /** Term of the query language that the page fixes; empty = none. */
  readonly scope: string
  /** Above the list: the card of a call or session. */
  readonly header?: ReactNode
  /** Absent: the server. */
  readonly origin?: RowOrigin
}

/** A list of events with what narrows, shows and follows it; the view stands in the address. */
export function Workspace({ scope, header, origin = SERVER }: Props) {
  const messages = useMessages()
  const params: ViewParams = useSearch({ strict: false })
  const read = useMemo(() => readView(params), [params])
  const change = useChangeView()
  if (!read.ok) {
    const reload = <Button onClick={() => location.reload()}>{messages.ui.reload}</Button>
    return <Notice tone="error" title={messages.workspace.newerLink} actions={reload} />
  }
  return (
    <WorkspaceProvider scope={scope} view={read.view} change={change} origin={origin}>
      <WorkspaceStatus />
      <div className={styles['workspace']}>
        {header}
        <div className={styles['narrow']}>
          <QueryBar />
          <RangeBar />
          {origin === SERVER ? (
            <>
              <TailControl />
              <ShareButton />
            </>
          ) : null}
        </div>
        <LinkChip />
        <EventHistogram />
        <div className={styles['panes']}>
          <FacetPanel />
          <div className={styles['list']}>
            <SideLists>
              <ListToolbar />
              <LogList />
              <NewerRows />
            </SideLists>
          </div>
          <Suspense>
            <EventPanel />
          </Suspense>
        </div>
      </div>
    </WorkspaceProvider>
  )
}

function useChangeView(): ChangeView {
  const navigate = useNavigate()
  const router = useRouter()
  const [here] = useState(() => router.latestLocation.pathname)
  return useCallback<ChangeView>(
    (patch, how) => {
      // Another page is on its way: what this one still says of itself would be said of that one.
      if (router.latestLocation.pathname !== here) return
      void navigate({
        to: '.',
        search: (params: ViewParams) => {
          const read = readView(params)
          return read.ok ? printView(merged(read.view, patch)) : params
        },
        replace: how === 'replace',
      })
    },
    [navigate, router, here],
  )
}

function merged(view: LogsView, patch: ViewPatch): LogsView {
  const entries = Object.entries({ ...view, ...patch }).filter(([, value]) => value !== undefined)
  return { ...DEFAULT_VIEW, ...Object.fromEntries(entries) }
}
