import { useQuery } from '@tanstack/react-query'

const load = () => import('./row-matching.ts')

/** What tells hits among loaded rows: fetched when something is looked for or marked, not for the first paint. */
export function useRowMatching(isNeeded: boolean): Awaited<ReturnType<typeof load>> | undefined {
  const { data } = useQuery({
    queryKey: ['row-matching'],
    enabled: isNeeded,
    queryFn: load,
    staleTime: Infinity,
    structuralSharing: false,
  })
  return data
}

export const loadRowMatching = load
