import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IngestKeyMade, SettingsAnswer } from '#protocol/schema/settings.ts'
import { readAnswer } from './answers.ts'
import { request } from './client.ts'

const KEY = ['settings']

export function useSettings() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => readAnswer(SettingsAnswer, await request('/api/settings', { signal })),
  })
}

/** Days after the receipt; null = keep. */
export function useSetRetention() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (days: number | null) =>
      readAnswer(SettingsAnswer, await request('/api/settings/retention', { method: 'PUT', body: { days } })),
    onSuccess: (settings) => {
      client.setQueryData(KEY, settings)
      return client.invalidateQueries({ queryKey: ['status'] })
    },
  })
}

interface WantedKey {
  readonly name: string
  readonly origins: readonly string[]
}

export function useMakeKey() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (wanted: WantedKey) =>
      readAnswer(IngestKeyMade, await request('/api/settings/ingest-keys', { method: 'POST', body: wanted })),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  })
}

export function useTakeKeyBack() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (id: string) =>
      readAnswer(SettingsAnswer, await request(`/api/settings/ingest-keys/${id}`, { method: 'DELETE' })),
    onSuccess: (settings) => client.setQueryData(KEY, settings),
  })
}

export function useRemoveSample() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => request('/api/sample', { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries(),
  })
}
