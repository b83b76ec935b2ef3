import { GripVertical, Minus, Plus, RotateCcw } from 'lucide-react'
import { useMemo, useState, type DragEvent, type KeyboardEvent } from 'react'
import { MAX_COLUMNS } from '#protocol/permalink/logs-view.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import type { Column } from '../columns.ts'
import { moveColumn } from './column-model.ts'
import { offeredColumns, withColumn, withoutColumn } from './column-choice.ts'
import { useLoadedAttributes } from './use-loaded-attributes.ts'
import { useColumns } from './use-columns.ts'
import styles from './ColumnChooser.module.css'

/** The columns that are shown, in their order, and what else could be. */
export function ColumnChoices() {
  const { language, messages } = useLanguage()
  const { columns, choose } = useColumns()
  const attributes = useLoadedAttributes()
  const [search, setSearch] = useState('')
  const offered = useMemo(() => offeredColumns(columns, attributes, search), [columns, attributes, search])
  const words = messages.tools.columns
  const isFull = columns.length >= MAX_COLUMNS

  return (
    <div className={styles['chooser']}>
      <TextField
        label={words.search}
        showLabel={false}
        placeholder={words.search}
        value={search}
        onChange={setSearch}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- who opens the chooser looks for a field
        autoFocus
        onKeyDown={(event) => {
          const [first] = offered
          if (event.key !== 'Enter' || !first || search === '') return
          choose(withColumn(columns, first.field))
          setSearch('')
        }}
      />
      <div className={styles['lists']}>
        <h3 className={styles['heading']}>{words.shown}</h3>
        <ShownColumns columns={columns} onChange={choose} />
        <h3 className={styles['heading']}>{isFull ? words.full(MAX_COLUMNS) : words.offered}</h3>
        {offered.length === 0 ? (
          <p className={styles['none']}>{search === '' ? words.noneLeft : words.none}</p>
        ) : null}
        <ul className={styles['list']}>
          {offered.map((column) => (
            <li key={column.field}>
              <button
                type="button"
                className={styles['offer']}
                disabled={isFull}
                aria-label={words.add(column.title[language])}
                onClick={() => choose(withColumn(columns, column.field))}
              >
                <Plus size={14} aria-hidden="true" />
                <span className={styles['name']}>{column.title[language]}</span>
                <code className={styles['field']}>{column.field}</code>
              </button>
            </li>
          ))}
        </ul>
      </div>
      <Button size="small" look="quiet" onClick={() => choose(undefined)}>
        <RotateCcw size={13} aria-hidden="true" />
        {words.reset}
      </Button>
    </div>
  )
}

interface ShownProps {
  readonly columns: readonly Column[]
  readonly onChange: (columns: readonly Column[]) => void
}

function ShownColumns({ columns, onChange }: ShownProps) {
  const { language, messages } = useLanguage()
  const [dragged, setDragged] = useState<string>()
  const [over, setOver] = useState<number>()
  const words = messages.tools.columns

  const moveBy = (field: string, place: number) => (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (step === 0) return
    event.preventDefault()
    onChange(moveColumn(columns, field, place + step))
  }
  const drop = (event: DragEvent, place: number) => {
    event.preventDefault()
    if (dragged !== undefined) onChange(moveColumn(columns, dragged, place))
    setDragged(undefined)
    setOver(undefined)
  }

  return (
    <ol className={styles['list']}>
      {columns.map((column, place) => {
        const title = column.title[language]
        return (
          // Dragging is a shortcut for the pointer; the grip does the same by keyboard.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <li
            key={column.field}
            className={styles['shown']}
            data-over={over === place && dragged !== undefined && dragged !== column.field ? true : undefined}
            draggable
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move'
              setDragged(column.field)
            }}
            onDragOver={(event) => {
              event.preventDefault()
              setOver(place)
            }}
            onDragEnd={() => setDragged(undefined)}
            onDrop={(event) => drop(event, place)}
          >
            <button
              type="button"
              className={styles['grip']}
              aria-label={words.move(title)}
              title={words.moveHint}
              aria-keyshortcuts="ArrowUp ArrowDown"
              onKeyDown={moveBy(column.field, place)}
            >
              <GripVertical size={14} aria-hidden="true" />
            </button>
            <span className={styles['name']}>{title}</span>
            <code className={styles['field']}>{column.field}</code>
            <button
              type="button"
              className={styles['grip']}
              disabled={columns.length === 1}
              aria-label={words.remove(title)}
              onClick={() => onChange(withoutColumn(columns, column.field))}
            >
              <Minus size={14} aria-hidden="true" />
            </button>
          </li>
        )
      })}
    </ol>
  )
}
