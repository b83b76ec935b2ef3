import { X } from 'lucide-react'
import { useState, type RefObject } from 'react'
import { Dialog, Heading, Popover } from 'react-aria-components'
import { useMessages } from '../../../i18n/language.tsx'
import { flashStatus } from '../../../state/status-line.ts'
import { Button } from '../../../ui/Button.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import { MAX_NAME_CHARS, removeSavedQuery, saveQuery, useQueryMemory } from './query-memory.ts'
import styles from './saved.module.css'

interface Props {
  readonly trigger: RefObject<HTMLElement | null>
  readonly query: string
  readonly onOpen: (query: string) => void
  readonly onClose: () => void
}

/** Save under a name; open and remove what is saved. */
export function SavedPopover({ trigger, query, onOpen, onClose }: Props) {
  const messages = useMessages()
  const words = messages.query.saved
  const { saved } = useQueryMemory()
  const known = saved.find((it) => it.query === query)
  const [name, setName] = useState(known?.name ?? '')
  const save = () => {
    const trimmed = name.trim()
    if (trimmed === '' || query === '') return
    saveQuery({ name: trimmed, query })
    flashStatus(words.savedAs(trimmed))
    onClose()
  }
  return (
    <Popover
      triggerRef={trigger}
      isOpen
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      placement="bottom end"
      className={styles['popover'] ?? ''}
    >
      <Dialog className={styles['dialog'] ?? ''}>
        <Heading slot="title">{words.title}</Heading>
        {query === '' ? (
          <p className={styles['hint']}>{words.nothing}</p>
        ) : (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              save()
            }}
          >
            <code className={styles['query']}>{readableText(query)}</code>
            <div className={styles['row']}>
              <input
                aria-label={words.name}
                placeholder={words.name}
                maxLength={MAX_NAME_CHARS}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
              <Button type="submit" look="primary" disabled={name.trim() === ''}>
                {words.save}
              </Button>
            </div>
          </form>
        )}
        {saved.length === 0 ? <p className={styles['hint']}>{words.none}</p> : null}
        <ul className={styles['list']}>
          {saved.map((it) => (
            <li key={it.name}>
              <button
                type="button"
                className={styles['open']}
                onClick={() => {
                  onClose()
                  onOpen(it.query)
                }}
              >
                <span>{readableText(it.name)}</span>
                <code>{readableText(it.query)}</code>
              </button>
              <Button
                aria-label={words.remove(it.name)}
                title={words.remove(it.name)}
                onClick={() => removeSavedQuery(it.name)}
              >
                <X size={12} aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ul>
      </Dialog>
    </Popover>
  )
}
