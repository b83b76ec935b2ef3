import { useState, type FormEvent } from 'react'
import {
  MARK_COLOURS,
  MAX_MARK_NAME_CHARS,
  type Mark,
  type MarkColour,
} from '#protocol/permalink/logs-view.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { findQuery } from './find-query.ts'
import styles from './MarkEditor.module.css'

export interface MarkEditorProps {
  readonly mark: Mark
  /** Colours of the other marks. */
  readonly taken: readonly MarkColour[]
  readonly onSave: (mark: Mark) => void
}

/** What is marked, in which colour, and what it is called. */
export function MarkEditor({ mark, taken, onSave }: MarkEditorProps) {
  const messages = useMessages()
  const [query, setQuery] = useState(mark.query)
  const [name, setName] = useState(mark.name ?? '')
  const [colour, setColour] = useState(mark.colour)
  const words = messages.tools.marks
  const save = (event: FormEvent) => {
    event.preventDefault()
    // A query that stands unchanged is kept as it is: it may be one that find would take for a text.
    const sought = query === mark.query ? query : findQuery(query)
    const called = name.trim() === '' ? {} : { name: name.trim() }
    if (sought !== '') onSave({ colour, query: sought, ...called })
  }
  return (
    <form className={styles['editor']} onSubmit={save}>
      <TextField
        label={words.query}
        value={query}
        onChange={setQuery}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- who opens it wants to type
        autoFocus
        spellCheck={false}
      />
      <TextField label={words.name} value={name} onChange={setName} maxLength={MAX_MARK_NAME_CHARS} />
      <fieldset className={styles['colours']}>
        <legend className={styles['legend']}>{words.colour}</legend>
        {MARK_COLOURS.map((it) => (
          <label key={it} className={styles['colour']} title={words.colours[it]}>
            <input
              type="radio"
              name="colour"
              aria-label={words.colours[it]}
              checked={it === colour}
              disabled={taken.includes(it)}
              onChange={() => setColour(it)}
            />
            <span data-mark={it} aria-hidden="true" />
          </label>
        ))}
      </fieldset>
      <Button type="submit" look="primary" size="small" disabled={query.trim() === ''}>
        {words.save}
      </Button>
    </form>
  )
}
