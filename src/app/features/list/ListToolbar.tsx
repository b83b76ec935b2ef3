import { ArrowDownWideNarrow, ArrowUpNarrowWide, WrapText } from 'lucide-react'
import { useState } from 'react'
import { useLanguage } from '../../i18n/language.tsx'
import { useCommands } from '../../state/commands.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import styles from './ListToolbar.module.css'
import { ColumnChooser } from './tools/ColumnChooser.tsx'
import { RowCount } from './tools/RowCount.tsx'
import { useKeptColumns } from './tools/use-columns.ts'

/** Everything that is done with the list as a whole: one line above it. */
export function ListToolbar() {
  const { messages } = useLanguage()
  const { view, change } = useWorkspace()
  const [choosing, setChoosing] = useState(false)
  useKeptColumns()
  const words = messages.tools
  const turnOver = () => change({ order: view.order === 'desc' ? 'asc' : 'desc' }, 'replace')
  const toggleWrap = () => change({ wrap: !view.wrap }, 'replace')
  useCommands([
    { id: 'list.wrap', title: words.wrap, keys: ['w'], group: words.group, run: toggleWrap },
    { id: 'list.order', title: words.turnOver, group: words.group, run: turnOver },
    { id: 'list.columns', title: words.columns.title, group: words.group, run: () => setChoosing(true) },
  ])
  const newestFirst = view.order === 'desc'
  return (
    <div className={styles['toolbar']} role="toolbar" aria-label={words.toolbar}>
      <RowCount />
      <Button size="small" look="quiet" title={words.turnOver} onClick={turnOver}>
        {newestFirst ? (
          <ArrowDownWideNarrow size={14} aria-hidden="true" />
        ) : (
          <ArrowUpNarrowWide size={14} aria-hidden="true" />
        )}
        <span className={styles['label']}>{newestFirst ? words.newestFirst : words.oldestFirst}</span>
      </Button>
      <span className={styles['space']} />
      <IconButton size="small" label={words.wrap} keys="w" aria-pressed={view.wrap} onClick={toggleWrap}>
        <WrapText size={15} aria-hidden="true" />
      </IconButton>
      <ColumnChooser isOpen={choosing} onOpenChange={setChoosing} />
    </div>
  )
}
