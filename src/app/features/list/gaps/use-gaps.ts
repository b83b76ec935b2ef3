import { useQueries } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import type { SessionId } from '#protocol/ids.ts'
import { sessionCardQuery } from '../../../api/session-card.ts'
import { useWorkspace } from '../../../state/workspace.tsx'
import { useListState } from '../list-store.ts'
import { rememberedGaps, sessionsWithJumps, type Gap, type GapContext, type MissingRange } from './gaps.ts'
import { isWholeStream, onlySessionOf } from './one-session.ts'

/** Sessions that are asked about at a time: as many as one screen can mix. */
const MAX_SESSIONS = 8

export type GapsAt = (position: number) => readonly Gap[]

/** What stands above each row. */
export function useGaps(
  eventAt: (position: number) => StoredEvent | undefined,
  visible: { readonly first: number; readonly last: number },
): GapsAt {
  const { query, view } = useWorkspace()
  const hasRange = view.range.from !== undefined || view.range.to !== undefined
  const only = useMemo(() => onlySessionOf(query), [query])
  // Among rows that a filter chose, seqs jump without anything being lost.
  const jumped = only === undefined && view.query === '' ? sessionsWithJumps(eventAt, visible) : []
  const sessions = useStableSessions(only === undefined ? jumped.slice(0, MAX_SESSIONS) : [only])
  const cards = useQueries({
    queries: sessions.map((session) => sessionCardQuery(session)),
    combine: (results) => results.map(({ data }) => data?.missing.ranges),
  })
  const expected = useListState((state) => state.expected)
  return useMemo(() => {
    const missing = new Map<SessionId, readonly MissingRange[]>()
    sessions.forEach((session, index) => {
      const ranges = cards[index]
      if (ranges) missing.set(session, ranges)
    })
    const context: GapContext = {
      eventAt,
      missing,
      isWholeSession: only !== undefined && isWholeStream(query) && !hasRange,
      order: view.order,
      expectedBefore: ({ session, seq }) =>
        expected
          .filter(({ before }) => before.seq === seq && before.session === session)
          .map(({ rule }) => rule),
    }
    return rememberedGaps(context)
  }, [eventAt, sessions, cards, expected, only, query, hasRange, view.order])
}

/** The same array while it names the same sessions; those that were asked about stay while they are on the screen. */
function useStableSessions(sessions: readonly SessionId[]): readonly SessionId[] {
  const [kept, setKept] = useState(sessions)
  const isSame = kept.join() === sessions.join()
  if (!isSame) setKept(sessions)
  return isSame ? kept : sessions
}
