import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { DELETION_SUBJECTS, DeletionAnswer, DeletionsAnswer } from '#protocol/schema/deletions.ts'
import { readAnswer } from './answers.ts'
import { request } from './client.ts'

export const DELETION_KINDS = DELETION_SUBJECTS
export type DeletionKind = (typeof DELETION_KINDS)[number]

interface Wanted {
  readonly by: DeletionKind
  readonly value: string
  readonly reason: string
}

export function useDeletions() {
  return useQuery({
    queryKey: ['deletions'],
    queryFn: async ({ signal }) =>
      readAnswer(DeletionsAnswer, await request('/api/deletions', { signal })).deletions,
    retry: false,
  })
}

export function useDeleteLogs() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (wanted: Wanted) =>
      readAnswer(DeletionAnswer, await request('/api/deletions', { method: 'POST', body: wanted })),
    onSuccess: () => client.invalidateQueries(),
  })
}
