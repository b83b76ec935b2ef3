import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import type { RowPage } from '../../../api/row-source.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { flashStatus } from '../../../state/status-line.ts'
import { useWorkspace } from '../../../state/workspace.tsx'
import { gridTemplate, type Column } from '../columns.ts'
import { dropPlace, moveColumn, resizeColumn, WIDTH_STEP } from './column-model.ts'
import { startDrag } from './drag.ts'
import { fittedWidth } from './fitted-width.ts'
import { useColumns } from './use-columns.ts'
import styles from './ListHeader.module.css'

interface Props {
  readonly columns: readonly Column[]
  /** Width of what a row has before its first column, in CSS pixels. */
  readonly lead: number
  /** At the end of the time column's title: the list's own control of order. */
  readonly timeControl?: ReactNode
}

interface Drag {
  readonly field: string
  readonly place: number
}

/** Titles over the columns, in the very grid of the rows. Dragging moves a column, its right edge resizes it. */
export function ListHeader({ columns, lead, timeControl }: Props) {
  const { language, messages } = useLanguage()
  const { choose } = useColumns()
  const loadedEvents = useLoadedEvents()
  const line = useRef<HTMLDivElement>(null)
  const [resizing, setResizing] = useState<readonly Column[]>()
  const [drag, setDrag] = useState<Drag>()
  const shown = resizing ?? columns
  const words = messages.tools.columns

  const fit = (column: Column) =>
    choose(resizeColumn(columns, column.field, fittedWidth(column, column.title[language], loadedEvents())))

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
    <div
      ref={line}
      className={styles['header']}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset would bring its own layout
      role="group"
      aria-label={words.header}
      style={{ gridTemplateColumns: `${lead}px ${gridTemplate(shown)}` }}
    >
      <span />
      {shown.map((column, place) => {
        const title = column.title[language]
        return (
          <div
            key={column.field}
            className={styles['cell']}
            data-align={column.align}
            data-drop={drag && drag.place === place && drag.field !== column.field ? 'before' : undefined}
            data-moving={drag?.field === column.field || undefined}
            data-column={column.field}
          >
            <button
              type="button"
              className={styles['title']}
              tabIndex={place === 0 ? 0 : -1}
              title={`${title}\n${words.headerHint}`}
              aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight Shift+ArrowLeft Shift+ArrowRight"
              onKeyDown={onTitleKey(column, place)}
              onPointerDown={(down) =>
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
            >
              {title}
            </button>
            {column.kind === 'time' ? timeControl : null}
            <span
              className={styles['edge']}
              role="presentation"
              title={words.resize(title)}
              onDoubleClick={() => fit(column)}
              onPointerDown={(down) => {
                const width = edgesOf(line.current)[place]?.width ?? column.width
                const resized = (moved: number) => resizeColumn(columns, column.field, width + moved)
                startDrag(down, {
                  at: (_, moved) => setResizing(resized(moved)),
                  drop: (_, moved) => {
                    setResizing(undefined)
                    choose(resized(moved))
                  },
                  cancel: () => setResizing(undefined),
                })
              }}
            />
          </div>
        )
      })}
    </div>
  )
}

const cellsOf = (line: HTMLElement | null) => [
  ...(line?.querySelectorAll<HTMLElement>('[data-column]') ?? []),
]
const edgesOf = (line: HTMLElement | null) => cellsOf(line).map((cell) => cell.getBoundingClientRect())
const titleAt = (line: HTMLElement | null, place: number) => cellsOf(line)[place]?.querySelector('button')

/** Those of the list that are in memory: enough to fit a column to. */
function useLoadedEvents(): () => readonly StoredEvent[] {
  const client = useQueryClient()
  const { rows } = useWorkspace()
  const source = rows.status === 'open' ? rows.source : rows.previous
  return () =>
    client
      .getQueriesData<RowPage>({ queryKey: ['rows', source?.key] })
      .flatMap(([, page]) => page?.events ?? [])
}
