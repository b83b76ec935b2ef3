import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import styles from './Tabs.module.css'

export interface Tab<Id extends string> {
  readonly id: Id
  readonly title: ReactNode
  /** Small, after the title: a count. */
  readonly note?: string
  readonly content: () => ReactNode
}

interface Props<Id extends string> {
  readonly label: string
  readonly tabs: readonly Tab<Id>[]
  readonly chosen: Id
  readonly onChoose: (id: Id) => void
  /** At the right end of the line of tabs. */
  readonly actions?: ReactNode
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 }

/**
 * Tabs as the ARIA practices describe them: arrows, Home and End choose, Tab goes into the panel. Our own, since the
 * collections behind react-aria's would be a third of the first load.
 */
export function Tabs<Id extends string>({ label, tabs, chosen, onChoose, actions }: Props<Id>) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const index = Math.max(
    0,
    tabs.findIndex((it) => it.id === chosen),
  )
  const open = tabs[index]
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    const next =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? tabs.length - 1
          : step === undefined
            ? undefined
            : (index + step + tabs.length) % tabs.length
    const tab = next === undefined ? undefined : tabs[next]
    if (!tab) return
    event.preventDefault()
    onChoose(tab.id)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next ?? 0]?.focus()
  }
  return (
    <div className={styles['tabs']}>
      <div className={styles['line']}>
        {/* The chosen tab has the focus, not the list. */}
        {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
        <div ref={list} role="tablist" aria-label={label} className={styles['list']} onKeyDown={move}>
          {tabs.map((it) => (
            <button
              key={it.id}
              type="button"
              role="tab"
              id={`${id}-${it.id}`}
              className={styles['tab']}
              aria-selected={it === open}
              aria-controls={it === open ? `${id}-panel` : undefined}
              tabIndex={it === open ? 0 : -1}
              onClick={() => onChoose(it.id)}
            >
              {it.title}
              {it.note === undefined ? null : <span className={styles['note']}>{it.note}</span>}
            </button>
          ))}
        </div>
        {actions}
      </div>
      {open ? (
        <div
          role="tabpanel"
          id={`${id}-panel`}
          className={styles['panel']}
          aria-labelledby={`${id}-${open.id}`}
          // A panel may hold text only, and must scroll by keyboard all the same.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
        >
          {open.content()}
        </div>
      ) : null}
    </div>
  )
}
