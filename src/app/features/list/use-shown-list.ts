import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { LogsView } from '#protocol/permalink/logs-view.ts'
import type { RowSource } from '../../api/row-source.ts'
import { useWorkspace, useWorkspaceState } from '../../state/workspace.tsx'
import type { Goal } from '../../state/workspace-store.ts'
import { land, type Landing } from './landing.ts'
import { PAGE_ROWS } from './page-plan.ts'
import { landingAfter, type Reading } from './reading-place.ts'
import type { RowScroller } from './row-scroller.ts'

/** Rows of a screen, before anybody knows its height. */
const USUAL_SCREEN = 60

interface Failure {
  /** Key of the list that could not be opened, at which try. */
  readonly of: string
  readonly tries: number
  readonly error: Error
}

export interface ShownList {
  readonly source: RowSource | undefined
  /** Another list was asked for and is not there yet; a newer snapshot of the same list does not count. */
  readonly isWaiting: boolean
  readonly error: Error | undefined
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
  const client = useQueryClient()
  const target = rows.status === 'open' ? rows.source : undefined
  const shown = useStore(scroller.store, (state) => state.source)
  const goal = useWorkspaceState((state) => state.goal)
  const [failure, setFailure] = useState<Failure>()
  const [tries, setTries] = useState(0)
  const [isGone, setGone] = useState(false)
  const latest = useRef({ view, reading })
  useEffect(() => {
    latest.current = { view, reading }
  })

  const isShown = target !== undefined && shown?.key === target.key
  // A goal inside the list that is shown is the list's own matter; see `use-goal.ts`.
  const goalForNext = isShown ? undefined : goal
  useEffect(() => {
    if (target === undefined || isShown) return undefined
    const leaving = new AbortController()
    const read = latest.current.reading()
    const landing = goalForNext
      ? landingOf(goalForNext, target)
      : read
        ? landingAfter(read, target)
        : landingOfLink(latest.current.view)
    const usual = read?.space.heights.usual ?? 1
    const screen = read ? Math.ceil(read.space.viewport / usual) : USUAL_SCREEN
    land(client, target, landing, screen, leaving.signal)
      .then((landed) => {
        setFailure(undefined)
        setGone(landed.gone)
        scroller.open(landed.source, landed.count ?? PAGE_ROWS, landed.place)
        if (goalForNext) store.setState((state) => (state.goal === goalForNext ? { goal: undefined } : state))
      })
      .catch((cause: unknown) => {
        if (leaving.signal.aborted) return
        setFailure({
          of: target.key,
          tries,
          error: cause instanceof Error ? cause : new Error(String(cause)),
        })
      })
    return () => leaving.abort()
  }, [client, scroller, store, target, isShown, goalForNext, tries])

  const failed = target && failure?.of === target.key && failure.tries === tries ? failure.error : undefined
  const isOther = target === undefined || shown === undefined || !isSameList(shown, target)
  return {
    source: shown,
    isWaiting: rows.status !== 'failed' && !isShown && isOther && failed === undefined,
    error: rows.status === 'failed' ? rows.error : failed,
    retry: () => {
      if (rows.status === 'failed') void rows.reopen()
      setTries((it) => it + 1)
    },
    isGone: isGone && isShown,
  }
}

/** The row at the upper edge comes before the row that is open: it says what was on the screen. */
function landingOfLink({ anchor, row }: LogsView): Landing {
  if (anchor) return { kind: 'event', at: anchor, offset: 0 }
  return row ? { kind: 'event', at: row } : { kind: 'first' }
}

export function landingOf(goal: Goal, { scope }: RowSource): Landing {
  if (goal.kind !== 'newest') return goal
  return { kind: scope.order === 'desc' ? 'first' : 'last' }
}

function isSameList(a: RowSource, b: RowSource): boolean {
  return a.scope.query === b.scope.query && a.scope.order === b.scope.order
}
