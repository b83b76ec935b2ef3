import type { LogsView } from '#protocol/permalink/logs-view.ts'
import { joinQuery } from '#protocol/query-lang/join-query.ts'
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { useOpenRows, type OpenRows } from '../api/open-rows.ts'
import type { RowOrigin } from '../api/row-source.ts'
import { SERVER } from '../api/server-row-source.ts'
import { localZone } from '../ui/time-text.ts'
import { createWorkspaceStore, type WorkspaceState, type WorkspaceStore } from './workspace-store.ts'

/** Undefined takes a part away. */
export type ViewPatch = { readonly [Part in keyof LogsView]?: LogsView[Part] | undefined }
export type ChangeView = (patch: ViewPatch, how: 'push' | 'replace') => void

/** One list of events with everything around it: what the panes of a page share. */
export interface Workspace {
  /** Term of the query language that the page itself fixes (`callid:abc`); empty on the logs page. */
  readonly scope: string
  /** As the address says. */
  readonly view: LogsView
  /** Query, range and open row push history; scrolling, columns, marks, find replace. */
  readonly change: ChangeView
  /** `scope` and the view's query together. */
  readonly query: string
  /** IANA name of the zone in which times are shown. */
  readonly zone: string
  /** Where `rows` come from: for panes that open another list of the same origin. */
  readonly origin: RowOrigin
  readonly rows: OpenRows
  readonly store: WorkspaceStore
}

const WorkspaceContext = createContext<Workspace | undefined>(undefined)

interface Props {
  readonly scope: string
  readonly view: LogsView
  readonly change: ChangeView
  /** Absent: the server. */
  readonly origin?: RowOrigin
  readonly children: ReactNode
}

export function WorkspaceProvider({ scope, view, change, origin = SERVER, children }: Props) {
  const [store] = useState(createWorkspaceStore)
  const query = joinQuery(scope, view.query)
  const rows = useOpenRows({ origin, query, range: view.range, order: view.order, asOf: view.asOf })
  const workspace = useMemo<Workspace>(
    () => ({ scope, view, change, query, zone: view.zone ?? localZone(), origin, rows, store }),
    [scope, view, change, query, origin, rows, store],
  )
  return <WorkspaceContext value={workspace}>{children}</WorkspaceContext>
}

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext)
  if (!workspace) throw new Error('useWorkspace outside WorkspaceProvider')
  return workspace
}

export function useWorkspaceState<Selected>(select: (state: WorkspaceState) => Selected): Selected {
  return useStore(useWorkspace().store, select)
}
