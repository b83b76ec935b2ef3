import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { LogsView } from '#protocol/permalink/logs-view.ts'
import type { RowSource } from '../../api/row-source.ts'
import { useWorkspace, useWorkspaceState } from '../../state/workspace.tsx'
import type { Goal } from '../../state/workspace-store.ts'
import { land, type Landed, type Landing } from './landing.ts'
import { useListStore, type ListStore } from './list-store.ts'
import { PAGE_ROWS } from './page-plan.ts'
import { landingAfter, type Reading } from './reading-place.ts'
import type { RowScroller } from './row-scroller.ts'

/** Rows of a screen, before anybody knows its height. */
const USUAL_SCREEN = 60
/** As `--time-lit`, and a frame. */
const LIT_MS = 620

/** How the opening of one list ended otherwise than by showing it. */
interface Ending {
  /** Key of the list, and the try: another try is another opening. */
  readonly of: string
  readonly tries: number
  /** Absent: the reader stopped it. */
  readonly error?: Error
}

export interface ShownList {
  readonly source: RowSource | undefined
  /** Another list was asked for and is not there yet; a newer snapshot of the same list does not count. */
  readonly isWaiting: boolean
  readonly isStopped: boolean
  readonly error: Error | undefined
  readonly stop: () => void
  readonly retry: () => void
  /** The row of the link is no longer stored. */
  readonly isGone: boolean
}

/**
 * Which list is on the screen. Another one takes its place when its first screen is there, at the place that is read:
 * so nothing blinks, and nothing moves under the reader's eyes.
 */
export function useShownList(scroller: RowScroller, reading: () => Reading | undefined): ShownList {
  const { rows, view, store } = useWorkspace()
  const list = useListStore()
  const client = useQueryClient()
  const target = rows.status === 'open' ? rows.source : undefined
  const shown = useStore(scroller.store, (state) => state.source)
  const goal = useWorkspaceState((state) => state.goal)
  const [ending, setEnding] = useState<Ending>()
  const [tries, setTries] = useState(0)
  const [isGone, setGone] = useState(false)
  const latest = useRef({ view, reading })
  useEffect(() => {
    latest.current = { view, reading }
  })

  const isShown = target !== undefined && shown?.key === target.key
  const ended = target && ending?.of === target.key && ending.tries === tries ? ending : undefined
  const isEnded = ended !== undefined
  // A goal inside the list that is shown is the list's own matter; see `use-goal.ts`.
  const goalForNext = isShown ? undefined : goal
  useEffect(() => {
    if (target === undefined || isShown || isEnded) return undefined
    const leaving = new AbortController()
    const read = latest.current.reading()
    const { view } = latest.current
    const landing = goalForNext
      ? landingOf(goalForNext, target)
      : read
        ? landingAfter(read, target)
        : linkedPlace(view)
    const screen = read ? Math.ceil(read.space.viewport / read.space.heights.usual) : USUAL_SCREEN
    // The keyboard begins on the row of the link, so that `j` reads on from there.
    const cursor = store.getState().cursor?.event ?? view.row
    land(client, target, { landing, screen, cursor }, leaving.signal)
      .then((landed) => {
        setGone(landed.gone)
        moveCursor(list, landed)
        scroller.open(landed.source, landed.count ?? PAGE_ROWS, landed.place)
        if (goalForNext) store.setState((state) => (state.goal === goalForNext ? { goal: undefined } : state))
        if (!read && !landed.gone) lightUp(list, view)
      })
      .catch((cause: unknown) => {
        if (leaving.signal.aborted) return
        const error = cause instanceof Error ? cause : new Error(String(cause))
        setEnding({ of: target.key, tries, error })
      })
    return () => leaving.abort()
  }, [client, scroller, store, list, target, isShown, isEnded, goalForNext, tries])

  const isOther = target === undefined || shown === undefined || !isSameList(shown, target)
  return {
    source: shown,
    isWaiting: rows.status !== 'failed' && !isShown && isOther && !isEnded,
    isStopped: isEnded && ended.error === undefined,
    error: rows.status === 'failed' ? rows.error : ended?.error,
    stop: () => target && setEnding({ of: target.key, tries }),
    retry: () => {
      if (rows.status === 'failed') void rows.reopen()
      setTries((it) => it + 1)
    },
    isGone: isGone && isShown,
  }
}

/** The row at the upper edge comes before the row that is open: it says what was on the screen. */
function linkedPlace({ anchor, row }: LogsView): Landing {
  if (anchor) return { kind: 'event', at: anchor, offset: 0 }
  return row ? { kind: 'event', at: row } : { kind: 'first' }
}

function landingOf(goal: Goal, { scope }: RowSource): Landing {
  if (goal.kind !== 'newest') return goal
  return { kind: scope.order === 'desc' ? 'first' : 'last' }
}

/** The cursor stays on its row, a selection on its rows; in another list those need not stand together any more. */
function moveCursor(list: ListStore, { source, cursor }: Landed): void {
  list.setState(({ shown, cursor: before, selection }) => {
    const isKept =
      cursor !== undefined && before !== undefined && shown !== undefined && isSameList(shown, source)
    const moved = (position: number) => Math.max(0, position + (cursor ?? 0) - (before ?? 0))
    return {
      shown: source,
      cursor,
      selection:
        isKept && selection ? { anchor: moved(selection.anchor), head: moved(selection.head) } : undefined,
    }
  })
}

/** The row of a link lights up once. */
function lightUp(list: ListStore, { row }: LogsView): void {
  if (!row) return
  list.setState({ litRow: row })
  setTimeout(() => list.setState({ litRow: undefined }), LIT_MS)
}

function isSameList(a: RowSource, b: RowSource): boolean {
  return a.scope.query === b.scope.query && a.scope.order === b.scope.order
}
