import { useQuery } from '@tanstack/react-query'
import type { RowSource } from '../../api/row-source.ts'
import { useCalmSource } from '../../state/calm-source.ts'
import type { DensityScale } from './rail/density-scale.ts'
import { rowDensityQuery } from './row-pages.ts'

/** Counts over the whole list; while a tail runs, those of a few seconds ago serve as well. */
export function useDensity(shown: RowSource): DensityScale | undefined {
  const calm = useCalmSource()
  const isSame = calm && calm.scope.order === shown.scope.order && calm.scope.query === shown.scope.query
  return useQuery(rowDensityQuery(isSame ? calm : shown)).data
}
