/* oxlint-disable jsx-a11y/prefer-tag-over-role -- cells of a table cannot stand at any place of any length */
import { memo } from 'react'
import type { Column } from '../columns.ts'
import { rowId } from './EventRow.tsx'
import styles from './rows.module.css'

interface Props {
  readonly listId: string
  readonly position: number
  readonly y: number
  /** About when, from the counts; undefined until they are known. */
  readonly time: string | undefined
  readonly columns: readonly Column[]
  readonly label: string
}

/** A row that is on its way: its place and its time are already true. */
export const WaitingRow = memo(function WaitingRow({ listId, position, y, time, columns, label }: Props) {
  return (
    <div
      role="row"
      id={rowId(listId, position)}
      aria-rowindex={position + 2}
      aria-busy="true"
      className={`${styles['row']} ${styles['line']} ${styles['waiting']}`}
      data-position={position}
      style={{ transform: `translateY(${y}px)` }}
    >
      <div role="gridcell" className={styles['lead']} aria-label={label} />
      {columns.map(({ field, kind }) => (
        <div key={field} role="gridcell" className={styles['cell']} data-kind={kind}>
          {kind === 'time' ? (
            (time ?? '')
          ) : kind === 'category' || kind === 'delta' ? null : (
            <span className={styles['bar']} data-width={(position * 7 + field.length) % 4} />
          )}
        </div>
      ))}
    </div>
  )
})
