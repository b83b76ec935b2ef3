import type { EventKey, StoredEvent } from '#protocol/event.ts'
import type { MarkColour } from '#protocol/permalink/logs-view.ts'
import type { Micros } from '#protocol/time.ts'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { RowSource } from '../../api/row-source.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import type { WorkspaceStore } from '../../state/workspace-store.ts'
import type { RowRange, TextRange } from './row-decoration.ts'
import type { TimeMode } from './time-digits.ts'

/** What is looked for, ready to be asked of rows that are loaded. Made by the find tool from `view.find`. */
export interface Finding {
  readonly matches: (event: StoredEvent) => boolean
  /** Where in a text that a cell shows; ascending, without overlap. */
  readonly ranges: (text: string) => readonly TextRange[]
  /** The hit that find stands on. */
  readonly current: EventKey | undefined
}

/** A mark of the view, ready to be asked of rows that are loaded. Made by the marks tool from `view.marks`. */
export interface CompiledMark {
  readonly colour: MarkColour
  readonly matches: (event: StoredEvent) => boolean
}

/** Something on the scroll rail, by time; the rail knows where a time lies. */
export interface RailTick {
  readonly kind: 'hit' | 'mark'
  readonly ts: Micros
  /** Of a mark. */
  readonly colour?: MarkColour
}

/** What the list and its tools share, and nobody else. */
export interface ListState {
  /** The list that is on the screen: positions below are positions in it. A newer one may already be open. */
  readonly shown: RowSource | undefined
  /** Rows that will be copied. The list sets it (Shift with click or arrows), tools read it. */
  readonly selection: RowRange | undefined
  readonly finding: Finding | undefined
  readonly marks: readonly CompiledMark[]
  /** Bounded by who sets it: more than a few hundred cannot be told apart. */
  readonly ticks: readonly RailTick[]
  /** A row that a link led to: lit once for 600 ms. */
  readonly litRow: EventKey | undefined
  /** Position the keyboard is on; its event stands in the workspace's `cursor` once it is loaded. */
  readonly cursor: number | undefined
  /** Column of the cell that the keyboard is on; undefined = on the row as a whole. */
  readonly cell: string | undefined
  /** Events that a rule misses, and the row before which they should stand. */
  readonly expected: readonly { readonly before: EventKey; readonly rule: string }[]
  /** What the time column shows; of the screen, not of the link. */
  readonly timeMode: TimeMode
}

const INITIAL: ListState = {
  shown: undefined,
  selection: undefined,
  finding: undefined,
  marks: [],
  ticks: [],
  litRow: undefined,
  cursor: undefined,
  cell: undefined,
  expected: [],
  timeMode: 'absolute',
}

export type ListStore = StoreApi<ListState>

/** One for each workspace, so that toolbar and list need no common parent of their own. */
const STORES = new WeakMap<WorkspaceStore, ListStore>()

export function listStoreOf(workspace: WorkspaceStore): ListStore {
  const known = STORES.get(workspace)
  if (known) return known
  const store = createStore<ListState>()(() => INITIAL)
  STORES.set(workspace, store)
  return store
}

export function useListStore(): ListStore {
  return listStoreOf(useWorkspace().store)
}

export function useListState<Selected>(select: (state: ListState) => Selected): Selected {
  return useStore(useListStore(), select)
}
