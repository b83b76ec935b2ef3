/* oxlint-disable jsx-a11y/prefer-tag-over-role -- cells of a table cannot stand at any place of any length */
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useLanguage } from '../../i18n/language.tsx'
import { useWorkspace } from '../../state/workspace.tsx'
import type { Column } from './columns.ts'
import styles from './LogList.module.css'

interface Props {
  readonly columns: readonly Column[]
  /** Date and minute of the first row on the screen. */
  readonly minute: string | undefined
}

/** Names of the columns. The time column says in which minute the list is and turns the order over. */
export function HeaderRow({ columns, minute }: Props) {
  const { language, messages } = useLanguage()
  const { view, change } = useWorkspace()
  const isDescending = view.order === 'desc'
  const order = messages.list.order[view.order]
  return (
    <div role="row" aria-rowindex={1} className={styles['header']}>
      <div role="columnheader" className={styles['headerCell']}>
        <span className="spoken">{messages.list.level}</span>
      </div>
      {columns.map((column) => (
        <div
          key={column.field}
          role="columnheader"
          className={styles['headerCell']}
          data-kind={column.kind}
          data-align={column.align}
          aria-sort={column.kind === 'time' ? (isDescending ? 'descending' : 'ascending') : undefined}
        >
          {column.kind === 'time' ? (
            <button
              type="button"
              tabIndex={-1}
              className={styles['order']}
              title={order}
              aria-label={`${column.title[language]}. ${order}`}
              onClick={() => change({ order: isDescending ? 'asc' : 'desc' }, 'push')}
            >
              <span className={styles['title']}>{minute ?? column.title[language]}</span>
              {isDescending ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />}
            </button>
          ) : (
            <span className={styles['title']} title={column.title[language]}>
              {column.kind === 'category' ? '' : column.title[language]}
              {column.kind === 'category' ? <span className="spoken">{column.title[language]}</span> : null}
            </span>
          )}
        </div>
      ))}
    </div>
  )
}
