/* oxlint-disable jsx-a11y/prefer-tag-over-role -- only what is on the screen exists, so no table or list element can hold it */
import {
  childrenOf,
  isContainer,
  kindOf,
  rawValue,
  rootsOf,
  valueText,
} from '#analysis/payload/json-values.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { Value } from '../../../ui/Value.tsx'
import type { JsonProps } from './JsonTree.tsx'
import { VirtualRows } from './VirtualRows.tsx'
import styles from './payload.module.css'

const USUAL_HEIGHT = 22

/** The items of a list, numbered from one. */
export function JsonList({ text, index, actionsOf }: JsonProps) {
  const words = useMessages().event.payload
  const [root = 0] = rootsOf(index, 1)
  const items = kindOf(index, root) === 'array' ? childrenOf(index, root) : rootsOf(index)
  return (
    <VirtualRows
      count={items.length}
      rowHeight={USUAL_HEIGHT}
      measured
      role="list"
      aria-label={words.views.list}
      className={styles['list'] ?? ''}
    >
      {(row) => {
        const node = items[row] ?? 0
        const value = isContainer(index, node) ? rawValue(text, index, node) : valueText(text, index, node)
        return (
          <div role="listitem" className={styles['list-row']}>
            <span className={styles['place']}>{row + 1}.</span>
            <Value text={value} label={words.item(row + 1)} actions={actionsOf({ name: 'payload', value })} />
          </div>
        )
      }}
    </VirtualRows>
  )
}
