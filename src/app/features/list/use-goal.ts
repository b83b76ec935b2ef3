import { useEffect } from 'react'
import type { RowSource } from '../../api/row-source.ts'
import { useWorkspace, useWorkspaceState } from '../../state/workspace.tsx'
import { useListStore } from './list-store.ts'
import type { RowScroller } from './row-scroller.ts'

/** Goes where another pane asks the list to go, once. What is asked of another list is met when that one opens. */
export function useGoal(scroller: RowScroller, source: RowSource): void {
  const { store, rows } = useWorkspace()
  const list = useListStore()
  const goal = useWorkspaceState((state) => state.goal)
  const isPresent = rows.status === 'open' && rows.source.key === source.key
  useEffect(() => {
    if (goal === undefined || !isPresent) return undefined
    const leaving = new AbortController()
    const arrive = (position: number, count: number) => {
      // Beyond the end stands no row; the last one is the nearest.
      const row = Math.min(position, count - 1)
      if (row >= 0) {
        scroller.show(row, 'center')
        list.setState({ cursor: row })
      }
      store.setState((state) => (state.goal === goal ? { goal: undefined } : state))
    }
    if (goal.kind === 'position') arrive(goal.position, scroller.store.getState().space.count)
    else if (goal.kind === 'newest') {
      scroller.jumpTo(source.scope.order === 'desc' ? 0 : 1)
      store.setState({ goal: undefined })
    } else {
      source
        .positionOf(goal.kind === 'time' ? { ts: goal.ts } : goal.at, leaving.signal)
        .then(({ position, count }) => {
          scroller.reach(Math.min(position, count - 1))
          arrive(position, count)
        })
        // A place that cannot be found now is no reason to go there later, when nobody waits for it any more.
        .catch(() => leaving.signal.aborted || store.setState({ goal: undefined }))
    }
    return () => leaving.abort()
  }, [goal, isPresent, scroller, source, store, list])
}
