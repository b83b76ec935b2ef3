import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { ImportRejectsAnswer, ImportsAnswer, type ImportEntryAnswer } from '#protocol/schema/imports.ts'
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

/** Which lines or events were refused, and why; the first of them. */
export function useImportRejects(id: string, enabled: boolean) {
  return useQuery({
    queryKey: [...KEY, id, 'rejects'],
    enabled,
    queryFn: async ({ signal }) =>
      readAnswer(
        ImportRejectsAnswer,
        await request(`/api/imports/${encodeURIComponent(id)}/rejects`, { signal }),
      ),
  })
}
