import { useCallback } from 'react'
import type { EventKey } from '#protocol/event.ts'
import type { RowSource } from '../../api/row-source.ts'
import { useMessages } from '../../i18n/language.tsx'
import { flashStatus } from '../../state/status-line.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import { isSameEvent } from './same-event.ts'
import { useRowSource } from './use-open-row.ts'

/** Longer than any answer takes; a press that is answered later would surprise. */
const PATIENCE_MS = 15_000

/** Opens the next row of the list, or the one before, wherever the list is scrolled to. */
export function useNeighbour(open: EventKey): (step: 1 | -1) => void {
  const messages = useMessages()
  const source = useRowSource()
  const { store, change } = useWorkspace()
  return useCallback(
    (step) => {
      if (source === undefined) return
      const { cursor } = store.getState()
      const known = cursor && isSameEvent(cursor.event, open) ? cursor.position : undefined
      findNeighbour(source, open, known, step).then(
        (found) => {
          if (found === undefined) {
            flashStatus(step === 1 ? messages.event.actions.noNext : messages.event.actions.noPrevious)
            return
          }
          const { event } = found
          // By the event: meanwhile a newer snapshot may stand there, in which it has another position.
          store.setState({ cursor: found, goal: { kind: 'event', at: event } })
          change({ row: { session: event.session, seq: event.seq } }, 'replace')
        },
        () => flashStatus(messages.event.actions.neighbourFailed),
      )
    },
    [messages, source, store, change, open],
  )
}

async function findNeighbour(source: RowSource, open: EventKey, known: number | undefined, step: 1 | -1) {
  const signal = AbortSignal.timeout(PATIENCE_MS)
  const place = known === undefined ? await source.positionOf(open, signal) : { position: known, exact: true }
  // A row that the list hides has its next one at its own place.
  const position = step === -1 ? place.position - 1 : place.exact ? place.position + 1 : place.position
  if (position < 0) return undefined
  const [event] = (await source.rowsAt(position, 1, signal)).events
  return event && { event, position }
}
