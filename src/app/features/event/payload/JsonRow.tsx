import type { ReactNode } from 'react'
import type { JsonIndex } from '#analysis/payload/json-index.ts'
import { keyText, kindOf, rawValue, valueText } from '#analysis/payload/json-values.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import styles from './payload.module.css'

interface Props {
  readonly id: string
  readonly text: string
  readonly index: JsonIndex
  readonly node: number
  readonly isFocused: boolean
  readonly isHit: boolean
  /** Undefined: there is nothing to fold. */
  readonly expanded: boolean | undefined
  readonly onPress: (element: Element) => void
  /** The arrow of what folds, the sign of what opens. */
  readonly children: ReactNode
}

/** A deeper value is indented no further: its path says where it is. */
const MAX_INDENT = 24
const INDENT_PX = 14
/** No screen shows more of a line. */
const LINE_CHARS = 600

/** One value of a tree on one line. */
export function JsonRow({ id, text, index, node, isFocused, isHit, expanded, onPress, children }: Props) {
  const { formatNumber } = useLanguage()
  const depth = index.depth[node] ?? 0
  const kind = kindOf(index, node)
  const key = keyText(text, index, node)
  const isItem = key === undefined && (index.parent[node] ?? -1) >= 0
  return (
    // The tree itself has the focus and the keys.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={isFocused}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
      className={styles['tree-row']}
      data-hit={isHit}
      style={{ paddingInlineStart: 16 + Math.min(depth, MAX_INDENT) * INDENT_PX }}
      onClick={(event) => onPress(event.currentTarget)}
    >
      <span className={styles['fold']}>{children}</span>
      {key === undefined ? null : <span className={styles['key']}>{readableText(key.slice(0, 200))}: </span>}
      {isItem ? <span className={styles['place']}>{index.place[node]}: </span> : null}
      {kind === 'object' || kind === 'array' ? (
        <span className={styles['brackets']}>
          {brackets(kind, index.count[node] ?? 0, expanded === true, formatNumber)}
        </span>
      ) : (
        <span className={styles[kind]}>{shownValue(text, index, node, kind === 'string')}</span>
      )}
    </div>
  )
}

function brackets(
  kind: 'object' | 'array',
  count: number,
  isOpen: boolean,
  formatNumber: (value: number) => string,
): string {
  const [open, close] = kind === 'object' ? ['{', '}'] : ['[', ']']
  if (count === 0) return open + close
  return isOpen ? `${open} ${formatNumber(count)}` : `${open} … ${close} ${formatNumber(count)}`
}

function shownValue(text: string, index: JsonIndex, node: number, isText: boolean): string {
  if (!isText) return rawValue(text, index, node)
  const length = (index.end[node] ?? 0) - (index.start[node] ?? 0)
  // A text of megabytes is not unescaped for the six hundred characters of a line.
  const whole =
    length > 20_000
      ? text.slice((index.start[node] ?? 0) + 1, (index.start[node] ?? 0) + LINE_CHARS)
      : valueText(text, index, node)
  const line = whole.slice(0, LINE_CHARS)
  return `"${readableText(line)}${length > LINE_CHARS + 2 ? '…' : '"'}`
}
