import { X } from 'lucide-react'
import { useState, useRef } from 'react'
import type { Mark } from '#protocol/permalink/logs-view.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { PopoverAt } from '../../../ui/Popover.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import { MarkEditor } from './lazy-mark-editor.ts'
import { markName } from './marks.ts'
import type { HitFigures } from './use-hit-figures.ts'
import styles from './MarkStrip.module.css'

interface Props {
  readonly marks: readonly Mark[]
  /** Of each mark, in the same order. */
  readonly figures: readonly HitFigures[]
  readonly onNext: (mark: Mark) => void
  readonly onChange: (mark: Mark, changed: Mark) => void
  readonly onRemove: (mark: Mark) => void
}

/** The marks of the list with their counts: a press goes to the next row of one. */
export function MarkStrip({ marks, figures, onNext, onChange, onRemove }: Props) {
  const { messages, formatNumber } = useLanguage()
  const [edited, setEdited] = useState<Mark>()
  const strip = useRef<HTMLUListElement>(null)
  const target = useRef<Element>(null)
  const words = messages.tools.marks
  if (marks.length === 0) return null
  return (
    <ul ref={strip} className={styles['strip']} aria-label={words.strip}>
      {marks.map((mark, index) => {
        const name = readableText(markName(mark))
        const count = figures[index]?.count
        const formatted = count ? `${count.shortfall ? '≥ ' : ''}${formatNumber(count.count)}` : '…'
        return (
          <li key={mark.colour} className={styles['mark']} data-mark={mark.colour}>
            <button
              type="button"
              className={styles['go']}
              title={`${readableText(mark.query)}\n${words.next(name)}\n${words.editHint}`}
              aria-label={`${words.next(name)} (${formatted})`}
              onClick={() => onNext(mark)}
              onDoubleClick={(event) => {
                target.current = event.currentTarget
                setEdited(mark)
              }}
              onKeyDown={(event) => {
                if (event.key !== 'F2') return
                event.preventDefault()
                target.current = event.currentTarget
                setEdited(mark)
              }}
            >
              <span className={styles['dot']} aria-hidden="true" />
              <span className={styles['name']}>{name}</span>
              <span className={styles['count']}>{formatted}</span>
            </button>
            <button
              type="button"
              className={styles['remove']}
              aria-label={messages.ui.remove(name)}
              onClick={() => onRemove(mark)}
            >
              <X size={12} aria-hidden="true" />
            </button>
          </li>
        )
      })}
      <PopoverAt
        label={edited ? words.edit(markName(edited)) : words.title}
        target={target}
        isOpen={edited !== undefined}
        onClose={() => setEdited(undefined)}
      >
        {edited ? (
          <MarkEditor
            mark={edited}
            taken={marks.map(({ colour }) => colour).filter((colour) => colour !== edited.colour)}
            onSave={(changed) => {
              setEdited(undefined)
              onChange(edited, changed)
            }}
          />
        ) : null}
      </PopoverAt>
    </ul>
  )
}
