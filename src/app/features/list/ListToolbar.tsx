import { ArrowDownWideNarrow, ArrowUpNarrowWide, Search, WrapText } from 'lucide-react'
import { useState } from 'react'
import { useLanguage } from '../../i18n/language.tsx'
import { useCalmSource } from '../../state/calm-source.ts'
import { useCommands } from '../../state/commands.ts'
import { useListState } from './list-store.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { lazyOverlay } from '../../ui/lazy-overlay.tsx'
import styles from './ListToolbar.module.css'
import { ColumnChooser } from './tools/ColumnChooser.tsx'
import { CopyMenu } from './tools/CopyMenu.tsx'
import { FindBar } from './tools/FindBar.tsx'
import { MarkMenu } from './tools/MarkMenu.tsx'
import { MarkStrip } from './tools/MarkStrip.tsx'
import { RowCount } from './tools/RowCount.tsx'
import { SelectionNote } from './tools/SelectionNote.tsx'
import { useColumns, useKeptColumns } from './tools/use-columns.ts'
import { useCopy } from './tools/use-copy.ts'
import { useExport } from './tools/use-export.ts'
import { useFind } from './tools/use-find.ts'
import { useFindPlace } from './tools/use-find-place.ts'
import { useHitFigures } from './tools/use-hit-figures.ts'
import { useMarks } from './tools/use-marks.ts'
import { useRowCount } from './tools/use-row-count.ts'
import { useTicks } from './tools/use-ticks.ts'

const ExportDialog = lazyOverlay(() => import('./tools/ExportDialog.tsx').then((it) => it.ExportDialog))

/** Everything that is done with the list as a whole: one line above it, and one for its marks. */
export function ListToolbar() {
  const { messages } = useLanguage()
  const { view, change, rows, zone } = useWorkspace()
  const source = rows.status === 'open' ? rows.source : rows.previous
  // What is counted beside a live list need not be counted with every commit.
  const calm = useCalmSource()
  const [choosing, setChoosing] = useState(false)
  const [exporting, setExporting] = useState(false)
  useKeptColumns()
  const { columns } = useColumns()
  const count = useRowCount(source)
  const job = useExport()
  const openExport = () => {
    if (job.state.kind !== 'running') job.reset()
    setExporting(true)
  }
  const copy = useCopy(openExport)
  const hasCursor = useListState((state) => state.cursor !== undefined)
  const find = useFind()
  const marks = useMarks()
  const [findFigures] = useHitFigures(calm, find.query === '' ? [] : [find.query])
  const markFigures = useHitFigures(
    calm,
    marks.marks.map(({ query }) => query),
  )
  const place = useFindPlace(calm, find.query, find.current, findFigures)
  useTicks(findFigures, marks.marks, markFigures)
  const words = messages.tools
  const turnOver = () => change({ order: view.order === 'desc' ? 'asc' : 'desc' }, 'push')
  const toggleWrap = () => change({ wrap: !view.wrap }, 'replace')
  useCommands([
    { id: 'list.wrap', title: words.wrap, keys: ['w'], group: words.group, run: toggleWrap },
    { id: 'list.order', title: words.turnOver, group: words.group, run: turnOver },
    { id: 'list.columns', title: words.columns.title, group: words.group, run: () => setChoosing(true) },
    { id: 'list.export', title: words.export.title, group: words.group, run: openExport },
  ])
  const newestFirst = view.order === 'desc'
  const OrderIcon = newestFirst ? ArrowDownWideNarrow : ArrowUpNarrowWide
  return (
    <>
      <div className={styles['toolbar']} role="toolbar" aria-label={words.toolbar}>
        <div className={styles['line']} data-finding={find.isOpen || undefined}>
          <RowCount />
          <Button
            size="small"
            look="quiet"
            className={styles['order'] ?? ''}
            title={words.turnOver}
            onClick={turnOver}
          >
            <OrderIcon size={14} aria-hidden="true" />
            <span className={styles['label']}>{newestFirst ? words.newestFirst : words.oldestFirst}</span>
          </Button>
          <SelectionNote
            selected={copy.selected}
            copying={copy.copying}
            onCancel={copy.cancel}
            onClear={copy.clear}
          />
          {job.state.kind === 'running' ? (
            <Button size="small" onClick={openExport}>
              {words.export.title}…
            </Button>
          ) : null}
          <span className={styles['space']} />
          {find.isOpen ? (
            <FindBar
              sought={find.sought}
              place={place}
              isWalking={find.isWalking}
              input={find.input}
              onGo={find.go}
              onClose={find.close}
            />
          ) : (
            <IconButton size="small" label={words.find.open} keys="Ctrl+f" onClick={find.open}>
              <Search size={15} aria-hidden="true" />
            </IconButton>
          )}
          <MarkMenu marks={marks.marks} onPut={marks.put} className={styles['tool'] ?? ''} />
          <IconButton size="small" label={words.wrap} keys="w" aria-pressed={view.wrap} onClick={toggleWrap}>
            <WrapText size={15} aria-hidden="true" />
          </IconButton>
          <ColumnChooser isOpen={choosing} onOpenChange={setChoosing} className={styles['tool'] ?? ''} />
          <CopyMenu
            canCopy={copy.selected > 0 || hasCursor}
            onCopy={copy.copy}
            onSelectAll={copy.selectAll}
            onExport={openExport}
            className={styles['tool'] ?? ''}
          />
        </div>
      </div>
      <MarkStrip
        marks={marks.marks}
        figures={markFigures}
        onNext={marks.next}
        onChange={marks.change}
        onRemove={marks.remove}
      />
      {exporting ? (
        <ExportDialog
          onClose={() => setExporting(false)}
          job={job}
          rows={count.data?.shortfall ? undefined : count.data?.count}
          columns={columns}
          zone={zone}
        />
      ) : null}
    </>
  )
}
