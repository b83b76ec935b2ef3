import { useQuery } from '@tanstack/react-query'
import type { EventKey, StoredEvent } from '#protocol/event.ts'
import { ApiError } from '../../api/client.ts'
import type { RowSource } from '../../api/row-source.ts'
import { useWorkspace, useWorkspaceState } from '../../state/workspace.tsx'
import { isSameEvent } from './same-event.ts'

/** What the panel has to show. */
export type OpenRow =
  | { readonly status: 'loading' }
  | {
      readonly status: 'shown'
      readonly event: StoredEvent
      /** Undefined while it is on its way; empty where there is none. */
      readonly payload: string | undefined
    }
  /** Nothing is stored under this identity. */
  | { readonly status: 'gone'; readonly key: EventKey }
  | { readonly status: 'failed'; readonly error: ApiError; readonly retry: () => void }

/**
 * Two open panels of one place ask once; there an event keeps its identity and content for ever. The server knows it
 * without what it must not tell, a file of this page with it.
 */
const wholeRowQuery = (place: string, source: RowSource | undefined, key: EventKey) => ({
  queryKey: ['event', place, key.session, key.seq],
  enabled: source !== undefined,
  queryFn: async ({ signal }: { readonly signal: AbortSignal }) => {
    if (!source) throw new Error('asked for a row before there is a list')
    return source.row(key, signal)
  },
  staleTime: Infinity,
})

/** The source of the list that is shown, also while another one opens. */
export function useRowSource(): RowSource | undefined {
  const { rows } = useWorkspace()
  return rows.status === 'open' ? rows.source : rows.previous
}

/**
 * Names what every list of the workspace reads from, whatever it filters: part of the cache keys of answers that do not
 * depend on the filter.
 */
export function useSnapshotKey(): string {
  const { origin } = useWorkspace()
  const source = useRowSource()
  return `${origin.name} ${source?.asOf ?? ''}`
}

/** The open row. What the list knows of it is shown at once; its payload follows. */
export function useOpenRow(key: EventKey): OpenRow {
  const source = useRowSource()
  const { origin, rows } = useWorkspace()
  const { data, error, refetch } = useQuery(wholeRowQuery(origin.name, source, key))
  const cursor = useWorkspaceState((state) => state.cursor?.event)
  if (data) return { status: 'shown', event: data.event, payload: data.payload }
  if (error instanceof ApiError && error.status === 404) return { status: 'gone', key }
  if (error instanceof ApiError) return { status: 'failed', error, retry: () => void refetch() }
  if (error) throw error
  if (cursor && isSameEvent(cursor, key)) return { status: 'shown', event: cursor, payload: undefined }
  if (source === undefined && rows.status === 'failed') {
    return { status: 'failed', error: rows.error, retry: () => void rows.reopen() }
  }
  return { status: 'loading' }
}
