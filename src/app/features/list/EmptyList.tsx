import { EVERYTHING } from '#protocol/permalink/time-range.ts'
import { useMessages } from '../../i18n/language.tsx'
import { useWorkspace } from '../../state/workspace.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/Notice.tsx'

/** No row at all: why, and the ways out that there are. */
export function EmptyList() {
  const { empty } = useMessages().list
  const { view, change, scope } = useWorkspace()
  const hasRange = view.range.from !== undefined || view.range.to !== undefined
  const hasQuery = view.query !== ''
  if (!hasRange && !hasQuery && scope === '') {
    return (
      <EmptyState title={empty.title}>
        <p>{empty.nothing}</p>
        <p>
          <code>{empty.importHint}</code>
        </p>
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={empty.title}
      actions={
        <>
          {hasQuery ? <Button onClick={() => change({ query: '' }, 'push')}>{empty.clear}</Button> : null}
          {hasRange ? (
            <Button onClick={() => change({ range: EVERYTHING }, 'push')}>{empty.everything}</Button>
          ) : null}
        </>
      }
    >
      <p>{hasQuery || hasRange ? empty.filtered : empty.scope}</p>
    </EmptyState>
  )
}
