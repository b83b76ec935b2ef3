import { Star, X } from 'lucide-react'
import { useState } from 'react'
import { withMaskedNumbers } from '#protocol/query-lang/mask-numbers.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { useCommands } from '../../../state/commands.ts'
import { flashStatus } from '../../../state/status-line.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Popover } from '../../../ui/Popover.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import { TextField } from '../../../ui/TextField.tsx'
import { MAX_NAME_CHARS, removeSavedQuery, saveQuery, useQueryMemory } from './query-memory.ts'
import styles from './saved.module.css'

interface Props {
  readonly query: string
  readonly onOpen: (query: string) => void
}

/** Gives the present query a name, and finds it again. */
export function SavedQueries({ query, onOpen }: Props) {
  const words = useMessages().query
  const [isOpen, setOpen] = useState(false)
  useCommands([
    {
      id: 'query.saved',
      title: words.commands.saved,
      group: words.commands.group,
      run: () => setOpen(true),
    },
  ])
  return (
    <Popover
      label={words.saved.open}
      iconOnly
      placement="bottom end"
      trigger={<Star size={14} aria-hidden="true" />}
      isOpen={isOpen}
      onOpenChange={setOpen}
    >
      {(close) => <SavedList query={query} onOpen={onOpen} onClose={close} />}
    </Popover>
  )
}

function SavedList({ query, onOpen, onClose }: Props & { readonly onClose: () => void }) {
  const words = useMessages().query.saved
  const { saved } = useQueryMemory()
  const kept = withMaskedNumbers(query)
  const [name, setName] = useState(() => saved.find((it) => it.query === kept)?.name ?? '')
  const save = () => {
    const trimmed = name.trim()
    if (trimmed === '' || query === '') return
    saveQuery({ name: trimmed, query })
    flashStatus(words.savedAs(trimmed))
    onClose()
  }
  return (
    <div className={styles['saved']}>
      {query === '' ? (
        <p className={styles['hint']}>{words.nothing}</p>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          <code className={styles['query']}>{readableText(kept)}</code>
          {kept === query ? null : <p className={styles['hint']}>{words.number}</p>}
          <div className={styles['row']}>
            <TextField
              className={styles['name'] ?? ''}
              label={words.name}
              showLabel={false}
              placeholder={words.name}
              maxLength={MAX_NAME_CHARS}
              value={name}
              onChange={setName}
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
            <IconButton label={words.remove(readableText(it.name))} onClick={() => removeSavedQuery(it.name)}>
              <X size={12} aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
    </div>
  )
}
