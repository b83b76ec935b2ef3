import type { KeyboardEvent, MouseEvent } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import type { RowSource } from '../../api/row-source.ts'
import { useValueActions } from '../../state/use-value-actions.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import { valueActionOf } from '../../ui/value-keys.ts'
import { cellBeside, cellValue } from './cell-value.ts'
import type { Column } from './columns.ts'
import { useListStore } from './list-store.ts'
import { visibleRows } from './row-space.ts'
import type { RowScroller } from './row-scroller.ts'

/** Ways to move the cursor; all of them keep it on the screen. */
export interface RowMoves {
  moveTo(position: number, extend: boolean): void
  moveBy(step: number, extend: boolean): void
  /** To a row of `source` far away: it stands in the middle of the screen then. */
  jumpTo(row: { readonly event: StoredEvent; readonly position: number }, source: RowSource): void
  cursorOrFirst(): number
  open(position: number): void
}

interface Options {
  readonly scroller: RowScroller
  readonly eventAt: (position: number) => StoredEvent | undefined
}

export function useRowMoves({ scroller, eventAt }: Options): RowMoves {
  const { change, store } = useWorkspace()
  const list = useListStore()
  const first = () => {
    const { space, top } = scroller.store.getState()
    return visibleRows(space, top).first
  }
  const within = (position: number) =>
    Math.max(0, Math.min(scroller.store.getState().space.count - 1, position))
  const moveTo = (position: number, extend: boolean) => {
    if (scroller.store.getState().space.count === 0) return
    const to = within(position)
    const { cursor = to, selection } = list.getState()
    list.setState({
      cursor: to,
      selection: extend ? { anchor: selection?.anchor ?? cursor, head: to } : undefined,
    })
    scroller.show(to, 'nearest')
  }
  return {
    moveTo,
    // The first step of all goes onto the first row that shows.
    moveBy: (step, extend) => moveTo((list.getState().cursor ?? first() - Math.sign(step)) + step, extend),
    jumpTo: ({ event, position }, source) => {
      // Meanwhile another list may stand here, in which the row has another position.
      if (scroller.store.getState().source?.key !== source.key) {
        store.setState({ goal: { kind: 'event', at: event } })
        return
      }
      scroller.reach(position)
      const { space, top } = scroller.store.getState()
      const { first, last } = visibleRows(space, top)
      list.setState({ cursor: position, selection: undefined })
      scroller.show(position, position >= first && position <= last ? 'nearest' : 'center')
    },
    cursorOrFirst: () => list.getState().cursor ?? first(),
    open: (position) => {
      const event = eventAt(position)
      if (event) change({ row: { session: event.session, seq: event.seq } }, 'push')
    },
  }
}

/** What a key or click within the grid does. Letters are commands (`use-list-commands.ts`): they work everywhere. */
export function useGridEvents({ scroller, eventAt }: Options, moves: RowMoves, columns: readonly Column[]) {
  const { store } = useWorkspace()
  const list = useListStore()
  const actionsOf = useValueActions()

  /** `+`, `-`, `y` and `m` on the cell that the keyboard is on. */
  const actOnCell = (event: KeyboardEvent) => {
    const { cursor, cell } = list.getState()
    const action = valueActionOf(event)
    const column = columns.find(({ field }) => field === cell)
    const row = cursor === undefined ? undefined : eventAt(cursor)
    const value = column && row && cellValue(column, row)
    return action && value ? actionsOf(value)[action] : undefined
  }
  const toCell = (step: 1 | -1) => {
    const { cursor = moves.cursorOrFirst(), cell } = list.getState()
    list.setState({ cursor, cell: cellBeside(columns, cell, step) })
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const { space, top } = scroller.store.getState()
    const { first, last } = visibleRows(space, top)
    // Two rows of the screen before stay, so that the eye finds its place.
    const screen = Math.max(1, last - first - 2)
    const extend = event.shiftKey
    /** The screen moves, and the cursor stays where it is on it. */
    const page = (rows: number) => {
      const { cursor } = list.getState()
      const from = cursor !== undefined && cursor >= first && cursor <= last ? cursor : first
      scroller.scrollBy(rows * space.heights.usual)
      moves.moveTo(from + rows, extend)
    }
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => moves.moveBy(1, extend),
      ArrowUp: () => moves.moveBy(-1, extend),
      PageDown: () => page(screen),
      PageUp: () => page(-screen),
      ArrowRight: () => toCell(1),
      ArrowLeft: () => toCell(-1),
      Home: () => moves.moveTo(0, extend),
      End: () => moves.moveTo(space.count - 1, extend),
    }
    const run = keys[event.key] ?? actOnCell(event)
    if (!run) return
    event.preventDefault()
    event.stopPropagation()
    run()
  }

  const onClick = (event: MouseEvent<HTMLElement>) => {
    if (!(event.target instanceof Element)) return
    const row = event.target.closest<HTMLElement>('[data-position]')
    const position = Number(row?.dataset['position'] ?? Number.NaN)
    const found = eventAt(position)
    if (!found || isSelectingText()) return
    if (event.shiftKey) return moves.moveTo(position, true)
    if (event.target.closest('[data-act="isolate"]') && found.source) {
      return store.setState({ isolated: { session: found.session, source: found.source.id } })
    }
    moves.moveTo(position, false)
    moves.open(position)
  }

  return { onKeyDown, onClick }
}

/** Whoever drags over a text wants the text, not the row. */
function isSelectingText(): boolean {
  const selection = document.getSelection()
  return selection !== null && !selection.isCollapsed
}
