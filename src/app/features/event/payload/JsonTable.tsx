/* oxlint-disable jsx-a11y/prefer-tag-over-role -- only what is on the screen exists, so no table or list element can hold it */
import { findTable, tableRow, type JsonTable as Table } from '#analysis/payload/json-table.ts'
import { kindOf, pathOf, rawValue, valueText } from '#analysis/payload/json-values.ts'
import { useMemo } from 'react'
import { useLanguage } from '../../../i18n/language.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import { Value } from '../../../ui/Value.tsx'
import type { JsonProps } from './JsonTree.tsx'
import { VirtualRows } from './VirtualRows.tsx'
import styles from './payload.module.css'

const ROW_HEIGHT = 24
const COLUMN_PX = 150
const NUMBER_PX = 52

/** Objects with the same keys as rows and columns. */
export function JsonTable(props: JsonProps) {
  const { text, index } = props
  const { messages, formatNumber } = useLanguage()
  const words = messages.event.payload
  const table = useMemo(() => findTable(text, index), [text, index])
  if (table === undefined) return <p className={styles['note']}>{words.noTable}</p>
  const columns = `${NUMBER_PX}px repeat(${table.columns.length}, ${COLUMN_PX}px)`
  const width = NUMBER_PX + table.columns.length * COLUMN_PX
  return (
    <>
      <VirtualRows
        count={table.rows.length}
        rowHeight={ROW_HEIGHT}
        className={styles['table'] ?? ''}
        role="table"
        aria-label={words.views.table}
        aria-rowcount={table.rows.length + 1}
        tabIndex={0}
        head={
          <div
            role="row"
            aria-rowindex={1}
            className={styles['table-head']}
            style={{ gridTemplateColumns: columns, width }}
          >
            <span role="columnheader">#</span>
            {table.columns.map((name) => (
              <span key={name} role="columnheader" title={readableText(name)}>
                {readableText(name)}
              </span>
            ))}
          </div>
        }
      >
        {(row) => (
          <div
            role="row"
            aria-rowindex={row + 2}
            className={styles['table-row']}
            style={{ gridTemplateColumns: columns, width }}
          >
            <span role="cell" className={styles['place']}>
              {formatNumber(row + 1)}
            </span>
            <Cells {...props} table={table} row={table.rows[row] ?? 0} />
          </div>
        )}
      </VirtualRows>
      {table.isCut ? <p className={styles['note']}>{words.tableCut}</p> : null}
    </>
  )
}

function Cells({
  text,
  index,
  actionsOf,
  onOpen,
  table,
  row,
}: JsonProps & { readonly table: Table; readonly row: number }) {
  return tableRow(text, index, table, row).map((node, column) => {
    const name = table.columns[column] ?? ''
    if (node === undefined) return <span key={name} role="cell" />
    const kind = kindOf(index, node)
    if (kind === 'object' || kind === 'array') {
      return (
        <span key={name} role="cell">
          <button
            type="button"
            className={styles['tool']}
            onClick={() => onOpen(pathOf(text, index, node), rawValue(text, index, node))}
          >
            {kind === 'object' ? '{…}' : `[${index.count[node]}]`}
          </button>
        </span>
      )
    }
    const value = valueText(text, index, node)
    return (
      <span key={name} role="cell" className={styles[kind]}>
        <Value text={value} label={name} fit="line" actions={actionsOf({ name: 'payload', value })} />
      </span>
    )
  })
}
