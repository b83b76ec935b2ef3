import { useState } from 'react'
import { useMessages } from '../../i18n/language.tsx'
import { useWorkspace } from '../../state/workspace.tsx'
import { TextField } from '../../ui/TextField.tsx'
import styles from './GoToField.module.css'
import { readGoTo } from './go-to.ts'

interface Props {
  /** Of the first row that shows: a time without a day means that day. */
  readonly shownClock: string | undefined
  readonly onClose: () => void
}

/** A small field over the list: a row number or a time, Enter goes there. */
export function GoToField({ shownClock, onClose }: Props) {
  const messages = useMessages()
  const { store, zone } = useWorkspace()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState(false)
  const words = messages.list.goTo
  const go = () => {
    const goal = readGoTo(text, shownClock, zone)
    if (!goal) return setWrong(true)
    store.setState({ goal })
    return onClose()
  }
  return (
    <form
      className={styles['goTo']}
      onSubmit={(event) => {
        event.preventDefault()
        go()
      }}
    >
      <TextField
        label={words.label}
        showLabel={false}
        placeholder={words.placeholder}
        value={text}
        // The reader asked for this field by a key a moment ago.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        autoComplete="off"
        spellCheck={false}
        onChange={(next) => {
          setText(next)
          setWrong(false)
        }}
        onBlur={onClose}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          onClose()
        }}
        help={words.help}
        {...(wrong ? { error: words.wrong } : {})}
      />
    </form>
  )
}
