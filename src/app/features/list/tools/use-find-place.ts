import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import type { RowSource } from '../../../api/row-source.ts'
import type { HitFigures } from './use-hit-figures.ts'

/** "3 of 1,204". */
export type FindPlace =
  | { readonly kind: 'nothing-sought' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not-counted' }
  | {
      readonly kind: 'counted'
      /** From 1; undefined: find stands on no hit yet. */
      readonly at: number | undefined
      readonly of: number
      /** Counting took too long: there are more. */
      readonly isPart: boolean
    }

/** Which of the hits find stands on, once it is known. */
export function useFindPlace(
  source: RowSource | undefined,
  query: string,
  current: StoredEvent | undefined,
  figures: HitFigures | undefined,
): FindPlace {
  const list = useMemo(() => (query === '' ? undefined : source?.within(query)), [source, query])
  const { data } = useQuery({
    queryKey: ['hit-place', list?.key, current?.session, current?.seq],
    enabled: list !== undefined && current !== undefined,
    queryFn: ({ signal }) => (list && current ? list.positionOf(current, signal) : null),
    staleTime: Infinity,
  })
  if (query === '') return { kind: 'nothing-sought' }
  if (figures?.failed) return { kind: 'not-counted' }
  if (!figures?.count) return { kind: 'unknown' }
  return {
    kind: 'counted',
    at: data && current ? data.position + 1 : undefined,
    of: figures.count.count,
    isPart: figures.count.shortfall !== undefined,
  }
}
