import { useEffect, useMemo } from 'react'
import { useWorkspace, useWorkspaceState } from '../../state/workspace.tsx'
import { QueryBox } from './query/QueryBox.tsx'
import { rememberQuery } from './query/query-memory.ts'
import { QueryStatus } from './query/QueryStatus.tsx'
import { SavedQueries } from './query/SavedQueries.tsx'
import type { ValueLoader } from './query/use-proposals.ts'

/** How long a term that was just added is lit. */
const LIT_MS = 600

/** The query box of the workspace. */
export function QueryBar() {
  const { view, scope, change, origin, rows, store } = useWorkspace()
  const lit = useWorkspaceState((state) => state.lit)
  useEffect(() => {
    if (lit === undefined) return undefined
    const timer = setTimeout(() => store.setState({ lit: undefined }), LIT_MS)
    return () => clearTimeout(timer)
  }, [lit, store])

  const source = rows.status === 'open' ? rows.source : rows.previous
  // Of the whole range, not of what the present query leaves: a value is chosen to replace another.
  const values = useMemo<ValueLoader | undefined>(
    () =>
      source && {
        key: JSON.stringify([origin.name, scope, source.scope.from, source.scope.to, source.asOf]),
        load: async (question, signal) => {
          const all = await origin.open({ ...source.scope, query: scope }, source.asOf, signal)
          return all.values(question, signal)
        },
      },
    [source, origin, scope],
  )
  return (
    <QueryBox
      query={view.query}
      isLit={lit !== undefined}
      values={values}
      onRun={(query) => {
        rememberQuery(query)
        if (query === view.query) void rows.reopen()
        else change({ query }, 'push')
      }}
      status={<QueryStatus />}
    >
      <SavedQueries query={view.query} onOpen={(query) => change({ query }, 'push')} />
    </QueryBox>
  )
}
