import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { RowPage } from '../../../api/row-source.ts'
import { useWorkspace } from '../../../state/workspace.tsx'

/** More cannot be looked through. */
const MAX_KEYS = 300

/** Keys of attributes that loaded rows of the list have, the most frequent first; read when first asked. */
export function useLoadedAttributes(): readonly string[] {
  const client = useQueryClient()
  const { rows } = useWorkspace()
  const source = rows.status === 'open' ? rows.source : rows.previous
  const key = source?.key
  return useMemo(() => {
    const counts = new Map<string, number>()
    for (const [, page] of client.getQueriesData<RowPage>({ queryKey: ['rows', key] })) {
      for (const { attrs } of page?.events ?? [])
        for (const name of Object.keys(attrs)) counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    return [...counts]
      .sort(([a, some], [b, more]) => more - some || (a < b ? -1 : 1))
      .slice(0, MAX_KEYS)
      .map(([name]) => name)
  }, [client, key])
}
