import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ApiError, request } from './client.ts'

/** True when the server asks this browser to sign in first. */
export function useMustSignIn(): boolean {
  const me = useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => request('/api/me', { signal }),
    staleTime: Infinity,
    retry: false,
  })
  return me.error instanceof ApiError && me.error.status === 401
}

export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (token: string) => request('/api/sign-in', { method: 'POST', body: { token } }),
    onSuccess: () => client.invalidateQueries(),
  })
}
