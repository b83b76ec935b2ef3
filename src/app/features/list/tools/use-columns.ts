import { isFrozen } from '#protocol/permalink/frozen-view.ts'
import { DEFAULT_VIEW, printView, readView, type ColumnChoice } from '#protocol/permalink/logs-view.ts'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { readPreference, writePreference } from '../../../state/preferences.ts'
import { useVocabulary } from '../../../state/vocabulary.ts'
import { useWorkspace } from '../../../state/workspace.tsx'
import { choicesOf, columnsOf, type Column } from '../columns.ts'

interface ChosenColumns {
  readonly columns: readonly Column[]
  /** Undefined: the usual ones, here and whenever a list is opened. */
  readonly choose: (columns: readonly Column[] | undefined) => void
}

/** The columns of the list: in the link, and kept for lists whose link says nothing of columns. */
export function useColumns(): ChosenColumns {
  const { view, change } = useWorkspace()
  const attributeOf = useVocabulary()?.attributeOf
  const columns = useMemo(
    () => columnsOf(view.columns ? { columns: view.columns } : {}, attributeOf),
    [view.columns, attributeOf],
  )
  const choose = useCallback(
    (chosen: readonly Column[] | undefined) => {
      const choices = chosen && choicesOf(chosen)
      writePreference('columns', printChoices(choices))
      change({ columns: choices }, 'replace')
    },
    [change],
  )
  return { columns, choose }
}

/** Lays out a list as its reader likes it, unless a copied link shows what somebody else saw. */
export function useKeptColumns(): void {
  const { view, change } = useWorkspace()
  const isOthers = useRef(isFrozen(view) && view.columns === undefined)
  const { columns } = view
  useEffect(() => {
    if (columns !== undefined) isOthers.current = false
    else if (!isOthers.current) {
      const kept = readChoices(readPreference('columns') ?? '')
      if (kept) change({ columns: kept }, 'replace')
    }
  }, [columns, change])
}

/** As a link writes them. */
function printChoices(columns: readonly ColumnChoice[] | undefined): string {
  return columns ? (printView({ ...DEFAULT_VIEW, columns })['cols'] ?? '') : ''
}

function readChoices(text: string): readonly ColumnChoice[] | undefined {
  const read = text === '' ? undefined : readView({ cols: text })
  return read?.ok ? read.view.columns : undefined
}
