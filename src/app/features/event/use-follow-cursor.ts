import { useEffect } from 'react'
import type { EventKey } from '#protocol/event.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import { isSameEvent } from './same-event.ts'

/** While a row is open, moving the list's cursor opens the row it moves to: `j` and `k` read on. */
export function useFollowCursor(open: EventKey): void {
  const { store, change } = useWorkspace()
  useEffect(
    () =>
      store.subscribe(({ cursor }, before) => {
        // The first place of a cursor is the list's own doing, not a reader who moves on.
        if (cursor === undefined || before.cursor === undefined) return
        if (isSameEvent(cursor.event, before.cursor.event) || isSameEvent(cursor.event, open)) return
        change({ row: { session: cursor.event.session, seq: cursor.event.seq } }, 'replace')
      }),
    [store, change, open],
  )
}
