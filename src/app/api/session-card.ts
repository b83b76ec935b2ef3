import { queryOptions, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { SessionId } from '#protocol/ids.ts'
import { SessionAnswer } from '#protocol/schema/query-answers.ts'
import { readAnswer } from './answers.ts'
import { request } from './client.ts'

export type SessionCard = z.output<typeof SessionAnswer>

/** What the client said of a session, what it adds up to, and which numbers are missing. 404: nothing is stored. */
export function sessionCardQuery(session: SessionId) {
  return queryOptions({
    queryKey: ['session-card', session],
    queryFn: async ({ signal }) =>
      readAnswer(SessionAnswer, await request(`/api/sessions/${session}`, { signal })),
    staleTime: 60_000,
  })
}

export function useSessionCard(session: SessionId | undefined) {
  return useQuery({ ...sessionCardQuery(session ?? ('' as SessionId)), enabled: session !== undefined })
}
