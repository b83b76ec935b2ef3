import { useLanguage } from '../../i18n/language.tsx'
import styles from './CursorChip.module.css'
import { useListState } from './list-store.ts'
import type { RowSpan } from './page-plan.ts'
import type { RowScroller } from './row-scroller.ts'

interface Props {
  readonly scroller: RowScroller
  readonly visible: RowSpan
}

/** Where the cursor is while it is off the screen; a click returns to it. */
export function CursorChip({ scroller, visible }: Props) {
  const { messages, formatNumber } = useLanguage()
  const cursor = useListState((state) => state.cursor)
  if (cursor === undefined || (cursor >= visible.first && cursor <= visible.last)) return null
  const isAbove = cursor < visible.first
  const rows = formatNumber(isAbove ? visible.first - cursor : cursor - visible.last)
  const words = messages.list.pair
  return (
    <button
      type="button"
      className={styles['chip']}
      data-edge={isAbove ? 'top' : 'bottom'}
      title={messages.list.commands.returnToCursor}
      onClick={() => scroller.show(cursor, 'center')}
    >
      {isAbove ? words.above(rows) : words.below(rows)}
    </button>
  )
}
