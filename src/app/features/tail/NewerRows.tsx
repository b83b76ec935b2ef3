import { useLanguage } from '../../i18n/language.tsx'
import { useCommands } from '../../state/commands.ts'
import { useWorkspace, useWorkspaceState } from '../../state/workspace.tsx'
import { Button } from '../../ui/Button.tsx'
import styles from './tail.module.css'

/** "1,204 newer rows" at the newest edge: moves the snapshot when asked, never by itself. */
export function NewerRows() {
  const { messages, formatNumber } = useLanguage()
  const { rows, store, view } = useWorkspace()
  const key = rows.status === 'open' ? rows.source.key : undefined
  const newer = useWorkspaceState((state) => (state.newer?.than === key ? (state.newer?.rows ?? 0) : 0))
  const isOffered = newer > 0
  const show = async () => {
    await rows.reopen()
    store.setState({ goal: { kind: 'newest' } })
  }
  useCommands([
    {
      id: 'tail.newer',
      title: messages.tail.showNewer,
      group: messages.tail.group,
      keys: ['G'],
      enabled: isOffered,
      run: () => void show(),
    },
  ])
  if (!isOffered) return null
  const edge = view.order === 'desc' ? 'top' : 'bottom'
  return (
    <Button className={styles['newer'] ?? ''} data-edge={edge} onClick={() => void show()}>
      {edge === 'top' ? '▲ ' : '▼ '}
      {messages.tail.newer(formatNumber(newer), newer)}
    </Button>
  )
}
