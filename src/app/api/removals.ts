import { useQuery } from '@tanstack/react-query'
import type { IngestPosition, SessionId } from '#protocol/ids.ts'
import { RemovalsAnswer } from '#protocol/schema/removals.ts'
import { printSearchParams } from '#protocol/search-params.ts'
import { readAnswer } from './answers.ts'
import { request } from './client.ts'

interface Asked {
  /** Only what was removed after this snapshot. */
  readonly after?: IngestPosition
  readonly session?: SessionId
  /** With `session`: yyyymmdd (UTC) of the events in question. */
  readonly day?: number
}

/** What is gone, when it went and why; newest first. Undefined `asked`: nobody wants to know. */
export function useRemovals(asked: Asked | undefined) {
  return useQuery({
    queryKey: ['removals', asked],
    enabled: asked !== undefined,
    queryFn: async ({ signal }) => {
      const params = printSearchParams({
        after: asked?.after?.toString(),
        session: asked?.session,
        day: asked?.day?.toString(),
      })
      return readAnswer(RemovalsAnswer, await request(`/api/removals${params}`, { signal }))
    },
  })
}
