import type { KeyboardEvent, MouseEvent } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import type { RowSource } from '../../api/row-source.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import { useListStore } from './list-store.ts'
import { visibleRows } from './row-space.ts'
import type { RowScroller } from './row-scroller.ts'

interface Options {
  readonly scroller: RowScroller
  readonly source: RowSource
  readonly eventAt: (position: number) => StoredEvent | undefined
}

/** What a key or click within the grid does. Letters are commands (`use-list-commands.ts`): they work everywhere. */
export function useListKeys({ scroller, eventAt }: Options) {
  const { store, change } = useWorkspace()
  const list = useListStore()

  const moveTo = (position: number, extend: boolean) => {
    const { count } = scroller.store.getState().space
    if (count === 0) return
    const to = Math.max(0, Math.min(count - 1, position))
    const { cursor = to, selection } = list.getState()
    list.setState({
      cursor: to,
      selection: extend ? { anchor: selection?.anchor ?? cursor, head: to } : undefined,
    })
    scroller.show(to, 'nearest')
  }

  const screen = () => {
    const { space, top } = scroller.store.getState()
    const { first, last } = visibleRows(space, top)
    return { first, rows: Math.max(1, last - first - 2) }
  }
  const cursorOr = (fallback: number) => list.getState().cursor ?? fallback

  const open = (position: number) => {
    const event = eventAt(position)
    if (event) change({ row: { session: event.session, seq: event.seq } }, 'push')
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const { first, rows } = screen()
    const { count } = scroller.store.getState().space
    const by = (step: number) => moveTo(cursorOr(first - Math.sign(step)) + step, event.shiftKey)
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => by(1),
      ArrowUp: () => by(-1),
      PageDown: () => by(rows),
      PageUp: () => by(-rows),
      Home: () => moveTo(0, event.shiftKey),
      End: () => moveTo(count - 1, event.shiftKey),
      Enter: () => open(cursorOr(first)),
    }
    const run = keys[event.key]
    if (!run) return
    event.preventDefault()
    run()
  }

  const onClick = (event: MouseEvent<HTMLElement>) => {
    if (!(event.target instanceof Element)) return
    const row = event.target.closest<HTMLElement>('[data-position]')
    const position = Number(row?.dataset['position'] ?? Number.NaN)
    const found = eventAt(position)
    if (!found || isSelectingText()) return
    if (event.shiftKey) return moveTo(position, true)
    if (event.target.closest('[data-act="isolate"]') && found.source) {
      return store.setState({ isolated: { session: found.session, source: found.source.id } })
    }
    moveTo(position, false)
    open(position)
  }

  return { onKeyDown, onClick, moveTo }
}

/** Whoever drags over a text wants the text, not the row. */
function isSelectingText(): boolean {
  const selection = document.getSelection()
  return selection !== null && !selection.isCollapsed
}
