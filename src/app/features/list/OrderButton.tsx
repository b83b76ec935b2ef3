import { ArrowDown, ArrowUp } from 'lucide-react'
import { useMessages } from '../../i18n/language.tsx'
import { useWorkspace } from '../../state/workspace.tsx'
import styles from './LogList.module.css'

/** At the time column's title: date and minute of the first row that shows, and the way to turn the list over. */
export function OrderButton({ minute }: { readonly minute: string | undefined }) {
  const messages = useMessages()
  const { view, change } = useWorkspace()
  const isDescending = view.order === 'desc'
  const words = messages.list.order[view.order]
  const Arrow = isDescending ? ArrowDown : ArrowUp
  return (
    <button
      type="button"
      className={styles['order']}
      title={words}
      aria-label={words}
      onClick={() => change({ order: isDescending ? 'asc' : 'desc' }, 'push')}
    >
      <span>{minute}</span>
      <Arrow size={12} aria-hidden="true" />
    </button>
  )
}
