import { useLanguage } from '../../../i18n/language.tsx'
import { useWorkspace } from '../../../state/workspace.tsx'
import styles from './RowCount.module.css'
import { useRowCount } from './use-row-count.ts'

/** "12,408 rows": of the whole list, not of what is loaded. The old number stays while the new one is on its way. */
export function RowCount() {
  const { messages, formatNumber } = useLanguage()
  const { rows } = useWorkspace()
  const { data, isError } = useRowCount(rows.status === 'open' ? rows.source : rows.previous)
  const words = messages.tools
  if (isError || rows.status === 'failed') return <span className={styles['count']}>{words.notCounted}</span>
  if (!data) return <span className={styles['count']}>{words.counting}</span>
  const formatted = formatNumber(data.count)
  return (
    <output className={styles['count']} data-waiting={rows.status === 'opening' || undefined}>
      {data.shortfall ? words.atLeast(formatted) : words.rows(data.count, formatted)}
    </output>
  )
}
