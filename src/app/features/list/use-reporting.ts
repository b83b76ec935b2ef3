import { useEffect, useRef } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import type { RowSource } from '../../api/row-source.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import { isAtNewestEdge } from './reading-place.ts'
import type { RowScroller } from './row-scroller.ts'
import { visibleRows } from './row-space.ts'

/** The address follows the reader this long after the last move: history is no place for every pixel. */
const ANCHOR_MS = 400

/** Other panes hear of what shows twenty times a second at most: they have work of their own to do then. */
const VISIBLE_MS = 50

interface Shown {
  readonly source: RowSource
  readonly eventAt: (position: number) => StoredEvent | undefined
}

/** Tells the other panes what the list shows, and the address where it stands once somebody has scrolled. */
export function useReporting(scroller: RowScroller, { source, eventAt }: Shown): void {
  const { store, change } = useWorkspace()
  const latest = useRef({ source, eventAt, change })
  useEffect(() => {
    latest.current = { source, eventAt, change }
  })

  const reported = useRef({ key: '', at: Number.NEGATIVE_INFINITY })
  useEffect(() => {
    const { space, top } = scroller.store.getState()
    if (space.count === 0) return undefined
    const { first, last } = visibleRows(space, top)
    const [from, to] = [eventAt(first), eventAt(last)]
    const atNewestEdge = isAtNewestEdge({ source, space, top })
    if (store.getState().atNewestEdge !== atNewestEdge) store.setState({ atNewestEdge })
    if (!from || !to) return undefined
    const now = [source.key, first, last, from.ts, to.ts].join()
    if (now === reported.current.key) return undefined
    const [earliest, latestTime] = from.ts < to.ts ? [from.ts, to.ts] : [to.ts, from.ts]
    const visible = { first, last, from: earliest, to: latestTime }
    const tell = () => {
      reported.current = { key: now, at: performance.now() }
      store.setState({ visible, painted: source.key })
    }
    const timer = setTimeout(tell, Math.max(0, reported.current.at + VISIBLE_MS - performance.now()))
    return () => clearTimeout(timer)
  })

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let moves = scroller.store.getState().moves
    const tell = () => {
      const { top, space } = scroller.store.getState()
      const { source, eventAt, change } = latest.current
      const event = eventAt(top.row)
      if (!event) {
        timer = setTimeout(tell, ANCHOR_MS)
        return
      }
      // A list that is followed at its newest edge has no place of its own.
      const anchor = isAtNewestEdge({ source, space, top })
        ? undefined
        : { ts: event.ts, session: event.session, seq: event.seq }
      change({ anchor }, 'replace')
    }
    const leave = scroller.store.subscribe((state) => {
      if (state.moves === moves) return
      moves = state.moves
      clearTimeout(timer)
      timer = setTimeout(tell, ANCHOR_MS)
    })
    return () => {
      clearTimeout(timer)
      leave()
    }
  }, [scroller])
}
