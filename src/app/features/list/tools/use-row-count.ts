import { useQuery } from '@tanstack/react-query'
import type { RowCount, RowSource } from '../../../api/row-source.ts'

/** A list that nobody looks at any more is forgotten. */
const KEPT_MS = 60_000

/** How many rows a list has: counted once for everything that shows it. */
export function useRowCount(source: RowSource | undefined) {
  return useQuery({
    queryKey: ['row-count', source?.key],
    enabled: source !== undefined,
    queryFn: ({ signal }): Promise<RowCount> => {
      if (!source) throw new Error('asked without a list')
      return source.count(signal)
    },
    staleTime: Infinity,
    gcTime: KEPT_MS,
  })
}
