import { Highlighter } from 'lucide-react'
import type { Mark } from '#protocol/permalink/logs-view.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { Popover } from '../../../ui/Popover.tsx'
import { MarkEditor } from './lazy-mark-editor.ts'
import { freeColour } from './marks.ts'
import styles from './MarkMenu.module.css'

interface Props {
  readonly marks: readonly Mark[]
  readonly onPut: (mark: Mark) => void
  readonly className: string
}

/** Adds a mark for anything that can be looked for. */
export function MarkMenu({ marks, onPut, className }: Props) {
  const messages = useMessages()
  const words = messages.tools.marks
  const colour = freeColour(marks)
  return (
    <Popover
      label={words.add}
      trigger={<Highlighter size={15} aria-hidden="true" />}
      iconOnly
      look="quiet"
      size="small"
      className={className}
      placement="bottom end"
    >
      {(close) =>
        colour === undefined ? (
          <p className={styles['hint']}>{words.full}</p>
        ) : (
          <>
            <p className={styles['hint']}>{words.empty}</p>
            <MarkEditor
              mark={{ colour, query: '' }}
              taken={marks.map((mark) => mark.colour)}
              onSave={(mark) => {
                onPut(mark)
                close()
              }}
            />
          </>
        )
      }
    </Popover>
  )
}
