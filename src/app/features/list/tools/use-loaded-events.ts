import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import type { RowPage } from '../../../api/row-source.ts'
import { useWorkspace } from '../../../state/workspace.tsx'

/** Those of the list that are in memory: what columns are fitted to, and whose attributes are offered. */
export function useLoadedEvents(): () => readonly StoredEvent[] {
  const client = useQueryClient()
  const { rows } = useWorkspace()
  const source = rows.status === 'open' ? rows.source : rows.previous
  const key = source?.key
  return useCallback(
    () =>
      client.getQueriesData<RowPage>({ queryKey: ['rows', key] }).flatMap(([, page]) => page?.events ?? []),
    [client, key],
  )
}
