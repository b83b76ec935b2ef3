import { useQuery } from '@tanstack/react-query'
import { StatusAnswer } from '#protocol/schema/status.ts'
import { readAnswer } from './answers.ts'
import { request } from './client.ts'

export type ServerStatus = StatusAnswer

/** Often enough to watch an import or a restart. */
const EVERY_MS = 5_000

export function useStatus() {
  return useQuery({
    queryKey: ['status'],
    queryFn: async ({ signal }) => readAnswer(StatusAnswer, await request('/api/status', { signal })),
    refetchInterval: EVERY_MS,
  })
}
