import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ApiError, request } from './client.ts'

interface Me {
  /** Who the audit will say it was. */
  readonly actor: string
  readonly method: 'none' | 'token' | 'proxy'
  /** What copied links start with; undefined = this page's own origin. */
  readonly publicUrl: string | undefined
}

function useAnsweredMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: async ({ signal }): Promise<Me> => {
      const { publicUrl, ...rest } = (await request('/api/me', { signal })) as Me & {
        publicUrl: string | null
      }
      return { ...rest, publicUrl: publicUrl ?? undefined }
    },
    staleTime: Infinity,
    retry: false,
  })
}

/** Undefined until the server has said, and while nobody is signed in. */
export const useMe = (): Me | undefined => useAnsweredMe().data

/** True when the server asks this browser to sign in first. */
export function useMustSignIn(): boolean {
  const { error } = useAnsweredMe()
  return error instanceof ApiError && error.status === 401
}

export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (token: string) => request('/api/sign-in', { method: 'POST', body: { token } }),
    onSuccess: () => client.invalidateQueries(),
  })
}
