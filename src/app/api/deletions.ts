import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from './client.ts'

export const DELETION_KINDS = ['session', 'account', 'number'] as const
export type DeletionKind = (typeof DELETION_KINDS)[number]

interface Wanted {
  readonly by: DeletionKind
  readonly value: string
  readonly reason: string
}

interface Deleted {
  readonly sessions: number
  readonly events: number
}

interface Deletion {
  readonly id: string
  readonly at: number
  readonly actor: string
  readonly subject: string
  readonly reason: string
  readonly events: number
}

export function useDeletions() {
  return useQuery({
    queryKey: ['deletions'],
    queryFn: async ({ signal }) =>
      ((await request('/api/deletions', { signal })) as { deletions: readonly Deletion[] }).deletions,
    retry: false,
  })
}

export function useDeleteLogs() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (wanted: Wanted) =>
      (await request('/api/deletions', { method: 'POST', body: wanted })) as Deleted,
    onSuccess: () => client.invalidateQueries(),
  })
}
