import { useEffect, useRef, useState } from 'react'
import type { RowFormat } from '../../../api/row-export.ts'
import { ApiError } from '../../../api/client.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { useCommands } from '../../../state/commands.ts'
import { flashStatus } from '../../../state/status-line.ts'
import { useWorkspace } from '../../../state/workspace.tsx'
import { copyText } from '../../../ui/copy-text.ts'
import { showFailure } from '../../../ui/toast.ts'
import { useListState, useListStore } from '../list-store.ts'
import { firstOf, lastOf } from '../row-decoration.ts'
import { useColumns } from './use-columns.ts'
import { useRowCount } from './use-row-count.ts'

/** About 10 MB of text: what one pastes into a ticket is far below, and beyond it clipboards become slow. */
export const MAX_COPIED_ROWS = 20_000

export interface Copying {
  readonly done: number
  readonly total: number
}

interface Copy {
  /** How many rows are selected; 0 = none. */
  readonly selected: number
  /** Present while rows are fetched. */
  readonly copying: Copying | undefined
  readonly copy: (format: RowFormat) => void
  readonly cancel: () => void
  readonly selectAll: () => void
  readonly clear: () => void
}

/** Copies the selected rows, or the one the cursor is on; what is not loaded is fetched. */
export function useCopy(onExport: () => void): Copy {
  const { messages, formatNumber } = useLanguage()
  const { zone } = useWorkspace()
  const listStore = useListStore()
  const selection = useListState((state) => state.selection)
  // Not the workspace's cursor, which keeps its row also while the list does not hold it.
  const cursor = useListState((state) => state.cursor)
  const { columns } = useColumns()
  const source = useListState((state) => state.shown)
  const count = useRowCount(source).data?.count
  const [copying, setCopying] = useState<Copying>()
  const running = useRef<AbortController>(undefined)
  const words = messages.tools.copy

  useEffect(
    () => () => {
      running.current?.abort()
      listStore.setState({ selection: undefined })
    },
    [listStore],
  )

  const chosen = selection
    ? { first: firstOf(selection), last: Math.min(lastOf(selection), (count ?? Infinity) - 1) }
    : cursor === undefined
      ? undefined
      : { first: cursor, last: cursor }
  const selected = selection && chosen ? chosen.last - chosen.first + 1 : 0

  const put = async (text: string, rows: number): Promise<void> => {
    if (await copyText(text)) return flashStatus(words.copied(rows, formatNumber(rows)))
    return showFailure({
      title: words.failed,
      detail: words.refused,
      // A press gives the page the right to write that it had lost while it waited.
      action: { label: words.retry, run: () => void put(text, rows) },
    })
  }

  const copyRows = async (format: RowFormat): Promise<void> => {
    const marked = document.getSelection()
    if (format === 'text' && marked && !marked.isCollapsed) {
      flashStatus((await copyText(marked.toString())) ? messages.value.copied : messages.value.copyFailed)
      return
    }
    if (!source || !chosen) return flashStatus(words.nothing)
    const total = chosen.last - chosen.first + 1
    if (total > MAX_COPIED_ROWS) {
      showFailure({
        title: words.failed,
        detail: words.tooMany(formatNumber(MAX_COPIED_ROWS)),
        action: { label: messages.tools.export.open, run: onExport },
      })
      return
    }
    running.current?.abort()
    const controller = new AbortController()
    running.current = controller
    setCopying({ done: 0, total })
    try {
      const onProgress = (done: number) => setCopying({ done, total })
      // Needed by the second press at the earliest, not by the first paint.
      const [{ collectRows }, { rowsAsText, textFields }] = await Promise.all([
        import('./collect-rows.ts'),
        import('./rows-as-text.ts'),
      ])
      const events = await collectRows(source, chosen, onProgress, controller.signal)
      await put(rowsAsText(events, format, textFields(columns), zone), events.length)
    } catch (cause) {
      if (controller.signal.aborted) return flashStatus(words.cancelled)
      if (!(cause instanceof ApiError)) throw cause
      showFailure({ title: words.failed, detail: cause.message })
    } finally {
      if (running.current === controller) setCopying(undefined)
    }
  }
  const copy = (format: RowFormat) => void copyRows(format)
  const selectAll = () => {
    if (count) listStore.setState({ selection: { anchor: 0, head: count - 1 } })
  }
  const clear = () => listStore.setState({ selection: undefined })

  const { group } = messages.tools
  const enabled = chosen !== undefined
  useCommands([
    { id: 'list.copy', title: words.text, keys: ['Ctrl+c'], group, enabled, run: () => copy('text') },
    { id: 'list.copy-json', title: words.ndjson, group, enabled, run: () => copy('ndjson') },
    { id: 'list.copy-csv', title: words.csv, group, enabled, run: () => copy('csv') },
    {
      id: 'list.select-all',
      title: words.selectAll,
      keys: ['Ctrl+a'],
      group,
      enabled: count !== undefined && count > 0,
      run: selectAll,
    },
    {
      id: 'list.select-none',
      title: words.clear,
      group,
      enabled: selection !== undefined,
      run: clear,
    },
  ])
  return { selected, copying, copy, cancel: () => running.current?.abort(), selectAll, clear }
}
