import { useCallback } from 'react'
import type { EventPosition } from '#protocol/event.ts'
import { useWorkspace } from '../../state/workspace.tsx'

/** Opens another event and takes the list there. */
export function useGoTo(): (event: EventPosition) => void {
  const { change, store } = useWorkspace()
  return useCallback(
    ({ session, seq, ts }) => {
      change({ row: { session, seq } }, 'push')
      store.setState({ goal: { kind: 'event', at: { session, seq, ts } } })
    },
    [change, store],
  )
}
