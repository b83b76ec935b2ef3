/* oxlint-disable jsx-a11y/prefer-tag-over-role -- cells of a table cannot stand at any place of any length */
import { memo } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import { SeverityShape } from '../../../ui/Severity.tsx'
import { severityOf } from '../../../ui/severity-of.ts'
import type { RowDecoration } from '../row-decoration.ts'
import { minuteOf } from '../time-digits.ts'
import { EventCell } from './EventCell.tsx'
import type { RowSettings } from './row-settings.ts'
import styles from './rows.module.css'

export interface EventRowProps {
  readonly event: StoredEvent
  /** The row above, where it is loaded: times are read against it. */
  readonly above: StoredEvent | undefined
  readonly position: number
  /** CSS pixels within the layer. */
  readonly y: number
  readonly decoration: RowDecoration
  readonly settings: RowSettings
  /** Where rows may be higher than usual: takes the element to measure it. */
  readonly measure: ((element: HTMLElement | null) => void) | undefined
  readonly index: number
  /** Column of the cell that the keyboard is on, where this row has the cursor. */
  readonly cell: string | undefined
  /** Said before the row: "42 s of silence". */
  readonly gapText: string | undefined
}

/** The id of a row's element, for `aria-activedescendant`. */
export const rowId = (listId: string, position: number): string => `${listId}-row-${position}`

/** The id of the cell that the keyboard is on. */
export const cellId = (listId: string): string => `${listId}-cell`

/** One event as one line of the grid. */
export const EventRow = memo(
  function EventRow(props: EventRowProps) {
    const { event, above, position, y, decoration, settings, measure, index, cell, gapText } = props
    const { columns, clock, wrap } = settings
    const { mark, selected, cursor } = decoration
    const startsMinute = above !== undefined && minuteOf(clock(above.ts)) !== minuteOf(clock(event.ts))
    return (
      <div
        ref={measure}
        role="row"
        id={rowId(settings.listId, position)}
        aria-rowindex={position + 2}
        aria-selected={selected || cursor}
        className={classesOf(decoration, wrap, startsMinute)}
        data-severity={severityOf(event)}
        data-mark={mark}
        data-position={position}
        data-session={event.session}
        data-seq={event.seq}
        data-index={index}
        style={{ transform: `translateY(${y}px)` }}
      >
        <div role="gridcell" className={styles['lead']}>
          {gapText === undefined ? null : <span className="spoken">{gapText}</span>}
          <SeverityShape severity={severityOf(event)} />
        </div>
        {columns.map((column) => (
          <div
            key={column.field}
            role="gridcell"
            id={column.field === cell ? cellId(settings.listId) : undefined}
            className={column.field === cell ? `${styles['cell']} ${styles['cellCursor']}` : styles['cell']}
            data-kind={column.kind}
            data-align={column.align}
            data-field={column.field}
          >
            <EventCell column={column} event={event} above={above} settings={settings} />
          </div>
        ))}
      </div>
    )
  },
  (before, now) =>
    before.event === now.event &&
    before.above === now.above &&
    before.position === now.position &&
    before.y === now.y &&
    before.settings === now.settings &&
    before.measure === now.measure &&
    before.index === now.index &&
    before.cell === now.cell &&
    before.gapText === now.gapText &&
    isSameDecoration(before.decoration, now.decoration),
)

const SHOWN = ['selected', 'cursor', 'open', 'hit', 'currentHit', 'dimmed', 'lit'] as const

function isSameDecoration(a: RowDecoration, b: RowDecoration): boolean {
  return a.mark === b.mark && SHOWN.every((name) => a[name] === b[name])
}

function classesOf(decoration: RowDecoration, wrap: boolean, startsMinute: boolean): string {
  const on = SHOWN.filter((name) => decoration[name]).map((name) => styles[name])
  return [
    styles['row'],
    wrap ? styles['wrapped'] : styles['line'],
    startsMinute ? styles['minute'] : '',
    ...on,
  ]
    .filter(Boolean)
    .join(' ')
}
