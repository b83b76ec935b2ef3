import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useLanguage } from '../i18n/language.tsx'
import { MenuAt, type MenuItem } from './Menu.tsx'
import { readableLines, readableText } from './readable-text.ts'
import {
  valueActionOf,
  VALUE_ACTIONS,
  VALUE_KEYS,
  type ValueAction,
  type ValueActions,
} from './value-keys.ts'
import styles from './Value.module.css'

/** Longer texts are not laid out until somebody asks for the whole. */
const FOLDED_CHARS = 400
const FOLDED_LINES = 6

interface Props {
  /** The whole value, as it is stored. */
  readonly text: string
  /** What it is a value of, in the reader's language: `Status`. */
  readonly label: string
  readonly actions: ValueActions
  /** How it is shown where that differs from the text: with a unit, as a chip. */
  readonly children?: ReactNode
  /** `line`: one line that ends in an ellipsis. `block`: all lines, long ones folded with a way to see all. */
  readonly fit?: 'line' | 'block'
  readonly mono?: boolean
  /** 0: in the tab order. -1: reached by its container's own keys. */
  readonly tabIndex?: 0 | -1
}

/** A value that can be taken hold of, everywhere the same: `+` filter for, `-` filter out, `y` copy, `m` mark. */
export function Value({ text, label, actions, children, fit = 'block', mono = false, tabIndex = 0 }: Props) {
  const { messages, formatNumber } = useLanguage()
  const handle = useRef<HTMLSpanElement>(null)
  const [open, setOpen] = useState(false)
  const [whole, setWhole] = useState(false)
  const folded = fit === 'block' && children === undefined && !whole ? fold(text) : text
  const hidden = text.length - folded.length

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      event.stopPropagation()
      setOpen(true)
      return
    }
    const action = valueActionOf(event)
    const run = action && actions[action]
    if (!run) return
    event.preventDefault()
    event.stopPropagation()
    run()
  }

  return (
    <span className={styles['value']} data-fit={fit}>
      <span
        ref={handle}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the text of a button element cannot be selected
        role="button"
        tabIndex={tabIndex}
        className={`${styles['handle']} ${mono ? styles['mono'] : ''}`}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-keyshortcuts={keysOf(actions)}
        title={fit === 'line' ? readableText(text) : undefined}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          if (isSelecting(event.currentTarget)) return
          setOpen(true)
        }}
      >
        {children ?? (fit === 'line' ? readableText(text) : readableLines(folded))}
        {text === '' && children === undefined ? (
          <span className={styles['empty']}>{messages.value.empty}</span>
        ) : null}
      </span>
      {hidden > 0 ? (
        <button type="button" className={styles['more']} onClick={() => setWhole(true)}>
          {messages.value.showAll(formatNumber(text.length))}
        </button>
      ) : null}
      {whole && fold(text) !== text ? (
        <button type="button" className={styles['more']} onClick={() => setWhole(false)}>
          {messages.value.showLess}
        </button>
      ) : null}
      <MenuAt
        label={readableText(`${label}: ${text.slice(0, 80)}`)}
        target={handle}
        isOpen={open}
        onClose={() => setOpen(false)}
        placement="bottom start"
        sections={[{ id: 'value', items: itemsOf(actions, messages.value) }]}
      />
    </span>
  )
}

function itemsOf(actions: ValueActions, titles: Readonly<Record<ValueAction, string>>): readonly MenuItem[] {
  return VALUE_ACTIONS.flatMap((id) => {
    const run = actions[id]
    return run ? [{ id, title: titles[id], keys: VALUE_KEYS[id], run }] : []
  })
}

function keysOf(actions: ValueActions): string {
  return VALUE_ACTIONS.filter((action) => actions[action])
    .map((action) => VALUE_KEYS[action])
    .join(' ')
}

/** Whoever drags over a text wants the text, not the menu. */
function isSelecting(element: Element): boolean {
  const selection = document.getSelection()
  return selection !== null && !selection.isCollapsed && selection.containsNode(element, true)
}

function fold(text: string): string {
  let end = Math.min(text.length, FOLDED_CHARS)
  let at = -1
  for (let line = 0; line < FOLDED_LINES; line++) {
    at = text.indexOf('\n', at + 1)
    if (at === -1 || at >= end) break
    if (line === FOLDED_LINES - 1) end = at
  }
  // A little more than the limit is not worth a button.
  if (end === FOLDED_CHARS && text.length <= FOLDED_CHARS * 1.25) return text
  const code = text.charCodeAt(end - 1)
  return text.slice(0, code >= 0xd800 && code < 0xdc00 ? end - 1 : end)
}
