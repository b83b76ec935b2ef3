/* oxlint-disable jsx-a11y/prefer-tag-over-role -- cells of a table cannot stand at any place of any length */
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useRef, useState, type KeyboardEvent } from 'react'
import { useLanguage } from '../../../i18n/language.tsx'
import { flashStatus } from '../../../state/status-line.ts'
import { useWorkspace } from '../../../state/workspace.tsx'
import { gridTemplate, hasDate, type Column } from '../columns.ts'
import { dropPlace, moveColumn, resizeColumn, WIDTH_STEP } from './column-model.ts'
import { startDrag, type Press } from './drag.ts'
import { fittedWidth } from './fitted-width.ts'
import styles from './ListHeader.module.css'
import { useColumns } from './use-columns.ts'
import { useLoadedEvents } from './use-loaded-events.ts'

/** `2021-` */
const YEAR_CHARS = 5

interface Props {
  readonly columns: readonly Column[]
  /** Date and minute of the first row on the screen. */
  readonly minute: string | undefined
}

interface Drag {
  readonly field: string
  readonly place: number
}

/**
 * Names of the columns, in the very grid of the rows. The time column says in which minute the list is and turns the
 * order over. Dragging a name moves its column, dragging its right edge resizes it; arrow keys do both.
 */
export function ListHeader({ columns, minute }: Props) {
  const { language, messages } = useLanguage()
  const { choose } = useColumns()
  const loadedEvents = useLoadedEvents()
  const line = useRef<HTMLDivElement>(null)
  const [drag, setDrag] = useState<Drag>()
  const words = messages.tools.columns

  const fit = (column: Column) => {
    const width = fittedWidth(column, column.title[language], loadedEvents())
    choose(resizeColumn(columns, column.field, width))
  }
  const move = (column: Column, place: number) => {
    const next = moveColumn(columns, column.field, place)
    choose(next)
    const at = next.findIndex(({ field }) => field === column.field)
    flashStatus(words.moved(column.title[language], at + 1, next.length))
  }
  const onTitleKey = (column: Column, place: number) => (event: KeyboardEvent) => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    if (step === 0 || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    if (event.altKey) move(column, place + step)
    else if (event.shiftKey) choose(resizeColumn(columns, column.field, column.width + step * WIDTH_STEP))
    else titleAt(line.current, place + step)?.focus()
  }

  return (
    <div ref={line} role="row" aria-rowindex={1} className={styles['header']}>
      <div role="columnheader" className={styles['cell']}>
        <span className="spoken">{messages.list.level}</span>
      </div>
      {columns.map((column, place) => (
        <ColumnTitle
          key={column.field}
          column={column}
          isFirst={place === 0}
          minute={minute}
          drop={drag?.place === place && drag.field !== column.field ? 'before' : undefined}
          isMoving={drag?.field === column.field}
          onKeyDown={onTitleKey(column, place)}
          onMovePress={(down) =>
            startDrag(down, {
              at: (x) => setDrag({ field: column.field, place: dropPlace(edgesOf(line.current), x) }),
              drop: (x) => {
                const to = dropPlace(edgesOf(line.current), x)
                setDrag(undefined)
                move(column, to > place ? to - 1 : to)
              },
              cancel: () => setDrag(undefined),
            })
          }
          onResizePress={(down) => {
            const width = edgesOf(line.current)[place]?.width ?? column.width
            const resized = (moved: number) => resizeColumn(columns, column.field, width + moved)
            startDrag(down, {
              at: (_, moved) => preview(line.current, resized(moved)),
              drop: (_, moved) => choose(resized(moved)),
              cancel: () => preview(line.current, columns),
            })
          }}
          onFit={() => fit(column)}
        />
      ))}
    </div>
  )
}

interface TitleProps {
  readonly column: Column
  readonly isFirst: boolean
  readonly minute: string | undefined
  readonly drop: 'before' | undefined
  readonly isMoving: boolean
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onMovePress: (down: Press) => void
  readonly onResizePress: (down: Press) => void
  readonly onFit: () => void
}

function ColumnTitle(props: TitleProps) {
  const { column, isFirst, minute, drop, isMoving, onKeyDown, onMovePress, onResizePress, onFit } = props
  const { language, messages } = useLanguage()
  const { view, change } = useWorkspace()
  const title = column.title[language]
  const isTime = column.kind === 'time'
  const isDescending = view.order === 'desc'
  const order = messages.list.order[view.order]
  const OrderArrow = isDescending ? ArrowDown : ArrowUp
  const hint = messages.tools.columns.headerHint
  return (
    <div
      role="columnheader"
      className={styles['cell']}
      data-align={column.align}
      data-column={column.field}
      data-drop={drop}
      data-moving={isMoving || undefined}
      aria-sort={isTime ? (isDescending ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        className={styles['title']}
        tabIndex={isFirst ? 0 : -1}
        title={isTime ? `${order}\n${hint}` : `${title}\n${hint}`}
        aria-label={isTime ? `${title}. ${order}` : title}
        aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight Shift+ArrowLeft Shift+ArrowRight"
        onKeyDown={onKeyDown}
        onPointerDown={onMovePress}
        onClick={() => isTime && change({ order: isDescending ? 'asc' : 'desc' }, 'push')}
      >
        <span className={styles['text']}>
          {isTime
            ? minute === undefined
              ? title
              : hasDate(column)
                ? minute
                : minute.slice(YEAR_CHARS)
            : column.kind === 'category'
              ? ''
              : title}
        </span>
        {isTime ? <OrderArrow size={12} aria-hidden="true" /> : null}
      </button>
      <span
        className={styles['edge']}
        role="presentation"
        title={messages.tools.columns.resize(title)}
        onDoubleClick={onFit}
        onPointerDown={onResizePress}
      />
    </div>
  )
}

const cellsOf = (line: HTMLElement | null) => [
  ...(line?.querySelectorAll<HTMLElement>('[data-column]') ?? []),
]
const edgesOf = (line: HTMLElement | null) => cellsOf(line).map((cell) => cell.getBoundingClientRect())
const titleAt = (line: HTMLElement | null, place: number) => cellsOf(line)[place]?.querySelector('button')

/** Moves header and rows at once while an edge is dragged; the list is laid out anew only where it is let go. */
function preview(line: HTMLElement | null, columns: readonly Column[]): void {
  const pane = line?.closest('[role="grid"]')?.parentElement
  pane?.style.setProperty('--list-columns', gridTemplate(columns))
}
