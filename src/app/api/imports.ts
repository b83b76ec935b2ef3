import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { ImportsAnswer, type ImportEntryAnswer } from '#protocol/schema/imports.ts'
import { SessionAnswer } from '#protocol/schema/query-answers.ts'
import { readAnswer } from './answers.ts'
import { request } from './client.ts'

export type ImportEntry = z.output<typeof ImportEntryAnswer>

const KEY = ['imports']
/** While something is being imported its progress is asked for; otherwise once. */
const PROGRESS_MS = 1_000

/** Newest first. `isSending`: this page sends a file, so there is progress to ask for. */
export function useImports({ isSending = false } = {}) {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) =>
      readAnswer(ImportsAnswer, await request('/api/imports', { signal })).imports,
    refetchInterval: ({ state }) =>
      isSending || state.data?.some(({ status }) => status === 'running') ? PROGRESS_MS : false,
  })
}

/** Cancels a running import, or deletes a finished one with its events. */
export function useDeleteImport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => request(`/api/imports/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    // Lists, counts and recent things hold what has just gone.
    onSettled: () => client.invalidateQueries(),
  })
}

/** First and last moment of some sessions, microseconds; undefined where nothing is stored of them. */
export async function spanOfSessions(
  sessions: readonly string[],
): Promise<{ readonly from: number; readonly to: number } | undefined> {
  const cards = await Promise.all(
    sessions.map(async (id) =>
      readAnswer(SessionAnswer, await request(`/api/sessions/${encodeURIComponent(id)}`)),
    ),
  )
  if (cards.length === 0) return undefined
  return {
    from: Math.min(...cards.map(({ firstTs }) => firstTs)),
    to: Math.max(...cards.map(({ lastTs }) => lastTs)),
  }
}
