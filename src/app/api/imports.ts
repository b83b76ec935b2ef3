import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { ImportsAnswer, type ImportEntryAnswer } from '#protocol/schema/imports.ts'
import { readAnswer } from './answers.ts'
import { request } from './client.ts'

export type ImportEntry = z.output<typeof ImportEntryAnswer>

/** While something is being imported its progress is asked for; otherwise once. */
const PROGRESS_MS = 1_000

/** Newest first. */
export function useImports(enabled = true) {
  return useQuery({
    queryKey: ['imports'],
    enabled,
    queryFn: async ({ signal }) =>
      readAnswer(ImportsAnswer, await request('/api/imports', { signal })).imports,
    refetchInterval: ({ state }) =>
      state.data?.some(({ status }) => status === 'running') ? PROGRESS_MS : false,
  })
}
