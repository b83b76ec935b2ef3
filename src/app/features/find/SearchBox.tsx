import { Search, X } from 'lucide-react'
import { useEffect, useState, type RefObject } from 'react'
import { useMessages } from '../../i18n/language.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import styles from './find.module.css'
import { MAX_TEXT } from './find-location.ts'

/** After the last key; shorter than the pause between two words. */
const PAUSE_MS = 250

interface Props {
  /** What is being looked for; changes from outside by Back, Forward and a click on an example. */
  readonly text: string
  readonly box: RefObject<HTMLInputElement | null>
  readonly describedBy: string
  readonly onFind: (text: string) => void
  /** Enter where the results are those of the text already. */
  readonly onEnterResults: () => void
}

/** One box for everything. It looks by itself when somebody stops typing, at once after a paste or Enter. */
export function SearchBox({ text, box, describedBy, onFind, onEnterResults }: Props) {
  const { find: words } = useMessages()
  const [draft, setDraft] = useState(text)
  const [seen, setSeen] = useState(text)
  const [sent, setSent] = useState(text)
  const [composing, setComposing] = useState(false)
  const [pasted, setPasted] = useState(false)

  // Somebody else changed it; what comes back of our own must not undo what was typed since.
  if (text !== seen) {
    setSeen(text)
    if (text !== sent) {
      setDraft(text)
      setSent(text)
    }
  }

  const send = (value: string) => {
    setSent(value)
    setPasted(false)
    onFind(value)
  }

  useEffect(() => {
    if (composing || draft === sent) return undefined
    const timer = setTimeout(() => send(draft), pasted ? 0 : PAUSE_MS)
    return () => clearTimeout(timer)
  })

  return (
    <search>
      <form
        className={styles['box']}
        onSubmit={(event) => {
          event.preventDefault()
          if (draft === text && draft.trim() !== '') onEnterResults()
          else send(draft)
        }}
      >
        <Search size={16} aria-hidden="true" className={styles['lens']} />
        <input
          ref={box}
          type="text"
          className={styles['input']}
          aria-label={words.box.label}
          aria-describedby={describedBy}
          placeholder={words.box.placeholder}
          value={draft}
          maxLength={MAX_TEXT}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => setDraft(event.target.value)}
          onPaste={() => setPasted(true)}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || draft === '' || composing) return
            event.stopPropagation()
            setDraft('')
            send('')
          }}
        />
        {draft === '' ? null : (
          <IconButton
            label={words.box.clear}
            size="small"
            onClick={() => {
              setDraft('')
              send('')
              box.current?.focus()
            }}
          >
            <X size={14} aria-hidden="true" />
          </IconButton>
        )}
      </form>
    </search>
  )
}
