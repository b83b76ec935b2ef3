import { useWorkspace } from '../../state/workspace.tsx'
import { QueryBox, type QueryProblem } from './QueryBox.tsx'

/** The query box of the workspace. */
export function QueryBar() {
  const { view, change, rows } = useWorkspace()
  return (
    <QueryBox
      query={view.query}
      problem={problemOf(rows.status === 'failed' ? rows.error : undefined)}
      onRun={(query) => change({ query }, 'push')}
    />
  )
}

interface Failure {
  readonly code: string
  readonly message: string
  readonly detail: string | undefined
  readonly position: number | undefined
}

function problemOf(error: Failure | undefined): QueryProblem | undefined {
  if (error?.code !== 'query-syntax') return undefined
  return {
    sentence: error.detail ?? error.message,
    ...(error.position === undefined ? {} : { position: error.position }),
  }
}
