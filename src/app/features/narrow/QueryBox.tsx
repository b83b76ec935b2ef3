import { useEffect, useId, useRef, useState } from 'react'
import { useMessages } from '../../i18n/language.tsx'
import { Button } from '../../ui/Button.tsx'
import styles from './narrow.module.css'

export interface QueryProblem {
  readonly sentence: string
  /** Characters from the start of the text. */
  readonly position?: number
}

interface Props {
  readonly query: string
  readonly problem: QueryProblem | undefined
  readonly onRun: (query: string) => void
}

/** Enter runs, typing never does. What is in the box follows the address bar until somebody types. */
export function QueryBox({ query, problem, onRun }: Props) {
  const messages = useMessages()
  const [draft, setDraft] = useState({ of: query, text: query })
  const text = draft.of === query ? draft.text : query
  const input = useRef<HTMLInputElement>(null)
  const noteId = useId()

  useEffect(() => {
    const focusOnSlash = (event: KeyboardEvent) => {
      const target = event.target
      const isTyping = target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      input.current?.focus()
      input.current?.select()
    }
    document.addEventListener('keydown', focusOnSlash)
    return () => document.removeEventListener('keydown', focusOnSlash)
  }, [])

  const run = (next: string) => {
    setDraft({ of: next, text: next })
    onRun(next)
  }

  return (
    <search className={styles['search']}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          run(text.trim())
        }}
      >
        <input
          ref={input}
          className={styles['query']}
          type="text"
          value={text}
          onChange={(event) => setDraft({ of: query, text: event.target.value })}
          placeholder={messages.narrow.placeholder}
          aria-label={messages.narrow.label}
          aria-invalid={problem !== undefined}
          aria-describedby={noteId}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
        />
        <Button type="submit" look="primary">
          {messages.narrow.run}
        </Button>
        <Button
          disabled={text === '' && query === ''}
          onClick={() => {
            run('')
          }}
        >
          {messages.narrow.clear}
        </Button>
      </form>
      <p
        id={noteId}
        className={problem ? styles['problem'] : styles['help']}
        role={problem ? 'alert' : undefined}
      >
        {problem
          ? `${problem.position === undefined ? '' : `${messages.narrow.errorAt(problem.position + 1)} `}${problem.sentence}`
          : messages.narrow.help}
      </p>
    </search>
  )
}
