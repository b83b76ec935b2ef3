import { SessionAnswer } from '#protocol/schema/query-answers.ts'
import type { Micros } from '#protocol/time.ts'
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { readAnswer } from './answers.ts'
import { request } from './client.ts'

export type Session = Omit<z.output<typeof SessionAnswer>, 'firstTs' | 'lastTs'> & {
  readonly firstTs: Micros
  readonly lastTs: Micros
}

/** A live session grows while one looks at it. */
const FRESH_MS = 10_000

export function useSession(id: string) {
  return useQuery({
    queryKey: ['session', id],
    queryFn: async ({ signal }): Promise<Session> => {
      const path = `/api/sessions/${encodeURIComponent(id)}`
      return readAnswer(SessionAnswer, await request(path, { signal })) as Session
    },
    staleTime: FRESH_MS,
  })
}
