import type { EventPosition, StoredEvent } from '#protocol/event.ts'
import type { SessionId, SourceId } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import { createStore } from 'zustand/vanilla'

/** What the list shows now: for the histogram's bracket, the rail and the status bar. */
export interface VisibleRows {
  /** Positions from 0; `last` is included. */
  readonly first: number
  readonly last: number
  /** Earliest and latest time on the screen, in whichever order the list is. */
  readonly from: Micros
  readonly to: Micros
}

export interface IsolatedSource {
  readonly session: SessionId
  readonly source: SourceId
}

/** What the panes of one workspace share and a link need not carry. */
export interface WorkspaceState {
  /** The row that the keyboard is on; whole, since every pane shows something of it. */
  readonly cursor: { readonly event: StoredEvent; readonly position: number } | undefined
  /** All other sources are drawn faint. */
  readonly isolated: IsolatedSource | undefined
  readonly visible: VisibleRows | undefined
  /** Key of the source whose rows were painted last: what is expensive waits for it. */
  readonly painted: string | undefined
  /** Where a pane asks the list to go; the list takes it and sets it undefined. */
  readonly goal: Goal | undefined
  /** Term that was just added to the query: lit for 600 ms. */
  readonly lit: string | undefined
  /** The list shows its newest row: what is newer may be shown at once, without moving what is being read. */
  readonly atNewestEdge: boolean
  /** Matching rows that were committed after the snapshot of one source, by its key. */
  readonly newer: { readonly than: string; readonly rows: number } | undefined
}

export type Goal =
  | { readonly kind: 'position'; readonly position: number }
  | { readonly kind: 'time'; readonly ts: Micros }
  | { readonly kind: 'event'; readonly at: EventPosition }
  | { readonly kind: 'newest' }

const INITIAL: WorkspaceState = {
  cursor: undefined,
  isolated: undefined,
  visible: undefined,
  painted: undefined,
  goal: undefined,
  lit: undefined,
  atNewestEdge: true,
  newer: undefined,
}

export const createWorkspaceStore = () => createStore<WorkspaceState>()(() => INITIAL)
export type WorkspaceStore = ReturnType<typeof createWorkspaceStore>
