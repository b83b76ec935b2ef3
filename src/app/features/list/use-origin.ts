import { useQuery } from '@tanstack/react-query'
import type { Micros } from '#protocol/time.ts'
import type { RowSource } from '../../api/row-source.ts'
import { useWorkspace } from '../../state/workspace.tsx'

/** In a call everything is told from the moment somebody answered. */
const ANSWERED = 'name:CALL_ANSWER'
const CALL_SCOPE = /^callid:/

/** What "since" is counted from: the answer of the call that the page is about, else the first row in time. */
export function useOrigin(source: RowSource, isAsked: boolean, count: number): Micros | undefined {
  const { scope } = useWorkspace()
  const isCall = CALL_SCOPE.test(scope)
  const { order, query } = source.scope
  const { data } = useQuery({
    queryKey: ['row-origin', query, order, source.key],
    enabled: isAsked && count > 0,
    queryFn: async ({ signal }) => {
      const fromStart = order === 'asc' ? 'next' : 'previous'
      const answer = isCall
        ? await source.within(scope).find(ANSWERED, undefined, fromStart, signal)
        : undefined
      if (answer?.hit) return answer.hit.event.ts
      const { events } = await source.rowsAt(order === 'asc' ? 0 : count - 1, 1, signal)
      return events[0]?.ts ?? null
    },
    staleTime: Infinity,
    placeholderData: (previous, from) =>
      from?.queryKey[1] === query && from.queryKey[2] === order ? previous : undefined,
  })
  return data ?? undefined
}
