import { X } from 'lucide-react'
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { MAX_BESIDE, type LogsView } from '#protocol/permalink/logs-view.ts'
import { LogList } from '../features/list/LogList.tsx'
import { QueryBar } from '../features/narrow/QueryBar.tsx'
import { useMessages } from '../i18n/language.tsx'
import { CommandScope, useCommands } from '../state/commands.ts'
import type { WorkspaceStore } from '../state/workspace-store.ts'
import { useWorkspace, WorkspaceProvider, type ChangeView } from '../state/workspace.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import styles from './SideLists.module.css'

/** The list that the reader is in: the others follow its cursor and leave the keys to it. */
type Active = number

interface Props {
  /** The page's own list with its tools. */
  readonly children: ReactNode
}

/** The page's list, and up to two more beside it with queries of their own: one cursor, one range, one snapshot. */
export function SideLists({ children }: Props) {
  const messages = useMessages()
  const { view, change, store } = useWorkspace()
  const [active, setActive] = useState<Active>(0)
  const stores = useRef(new Map<number, WorkspaceStore>())
  const { beside } = view
  const isFull = beside.length >= MAX_BESIDE
  useCommands([
    {
      id: 'workspace.list-beside',
      title: messages.workspace.addList,
      group: messages.workspace.group,
      keys: ['|'],
      enabled: !isFull,
      run: () => change({ beside: [...beside, view.query] }, 'push'),
    },
  ])

  const join = useCallback((index: number, joined: WorkspaceStore) => {
    stores.current.set(index, joined)
    return () => void stores.current.delete(index)
  }, [])
  useEffect(() => join(0, store), [join, store])
  const shownActive = active > beside.length ? 0 : active
  useOneCursor(stores, shownActive, beside.length)

  return (
    <>
      <Pane isActive={shownActive === 0} onEnter={() => setActive(0)} className={styles['first'] ?? ''}>
        {children}
      </Pane>
      {beside.map((query, at) => (
        <Pane
          // Lists have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          key={at}
          isActive={shownActive === at + 1}
          onEnter={() => setActive(at + 1)}
          className={styles['side'] ?? ''}
        >
          <SideList
            query={query}
            index={at + 1}
            join={join}
            onQuery={(next) => change({ beside: beside.with(at, next) }, 'push')}
            onClose={() => change({ beside: beside.toSpliced(at, 1) }, 'push')}
          />
        </Pane>
      ))}
    </>
  )
}

interface PaneProps {
  readonly isActive: boolean
  readonly onEnter: () => void
  readonly className: string
  readonly children: ReactNode
}

function Pane({ isActive, onEnter, className, children }: PaneProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- only notes where the reader is
    <div className={className} onFocusCapture={onEnter} onPointerDownCapture={onEnter}>
      <CommandScope value={isActive}>{children}</CommandScope>
    </div>
  )
}

interface SideProps {
  readonly query: string
  readonly index: number
  readonly join: (index: number, store: WorkspaceStore) => () => void
  readonly onQuery: (query: string) => void
  readonly onClose: () => void
}

function SideList({ query, index, join, onQuery, onClose }: SideProps) {
  const messages = useMessages()
  const { scope, view, change, origin } = useWorkspace()
  const own: LogsView = { ...withoutPlace(view), query }
  // A side list has a query of its own; its place is nobody's, and all else belongs to the page.
  const changeOwn: ChangeView = (patch, how) => {
    const { query: next, anchor: _place, ...rest } = patch
    if (next !== undefined) onQuery(next)
    else if (Object.keys(rest).length > 0) change(rest, how)
  }
  return (
    <WorkspaceProvider scope={scope} view={own} change={changeOwn} origin={origin}>
      <Joined index={index} join={join} />
      <div className={styles['head']}>
        <QueryBar />
        <IconButton label={messages.workspace.closeList} onClick={onClose}>
          <X size={14} aria-hidden="true" />
        </IconButton>
      </div>
      <LogList />
    </WorkspaceProvider>
  )
}

function withoutPlace({ anchor: _place, find: _find, ...view }: LogsView): LogsView {
  return view
}

function Joined({ index, join }: Pick<SideProps, 'index' | 'join'>) {
  const { store } = useWorkspace()
  useEffect(() => join(index, store), [index, join, store])
  return null
}

/** The active list's cursor leads: the others go to the same time. */
function useOneCursor(
  stores: { readonly current: ReadonlyMap<number, WorkspaceStore> },
  active: Active,
  others: number,
): void {
  useEffect(() => {
    if (others === 0) return undefined
    return stores.current.get(active)?.subscribe((now, before) => {
      if (now.cursor === undefined || now.cursor.event === before.cursor?.event) return
      for (const [index, store] of stores.current) {
        if (index !== active) store.setState({ goal: { kind: 'time', ts: now.cursor.event.ts } })
      }
    })
  }, [stores, active, others])
}
