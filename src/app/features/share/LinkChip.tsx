import { isFrozen } from '#protocol/permalink/frozen-view.ts'
import { useMessages } from '../../i18n/language.tsx'
import { useCommands } from '../../state/commands.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import { Button } from '../../ui/Button.tsx'
import { RemovedSince } from './RemovedSince.tsx'
import styles from './share.module.css'

/** Above a list that a copied link fixed: what that means, and the two ways out. */
export function LinkChip() {
  const messages = useMessages()
  const { view, change } = useWorkspace()
  const frozen = isFrozen(view)
  const hasLayout =
    view.columns !== undefined || view.zone !== undefined || view.marks.length > 0 || view.wrap
  const showNewest = () => change({ asOf: undefined, anchor: undefined }, 'push')
  const useMine = () => change({ columns: undefined, zone: undefined, marks: [], wrap: undefined }, 'push')
  useCommands([
    {
      id: 'share.newest',
      title: messages.share.showNewest,
      group: messages.share.group,
      enabled: frozen,
      run: showNewest,
    },
  ])
  if (!frozen || view.asOf === undefined) return null
  return (
    <>
      <div className={styles['chip']}>
        <output>{messages.share.opened}</output>
        <Button onClick={showNewest}>{messages.share.showNewest}</Button>
        {hasLayout ? <Button onClick={useMine}>{messages.share.myLayout}</Button> : null}
      </div>
      <RemovedSince asOf={view.asOf} />
    </>
  )
}
