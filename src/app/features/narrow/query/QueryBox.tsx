import { X } from 'lucide-react'
import { useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { completingAt } from '#protocol/query-lang/completion.ts'
import { parseQuery } from '#protocol/query-lang/parse.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { useCommands } from '../../../state/commands.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { changedSpan, highlight } from './highlight.ts'
import { optionId, ProposalList } from './ProposalList.tsx'
import { isDone, queryProposals, type Proposal } from './proposals.ts'
import { querySentence } from './query-sentence.ts'
import { useQueryMemory } from './query-memory.ts'
import { QueryText } from './QueryText.tsx'
import { replaceText } from './replace-text.ts'
import { useProposals, useSettled, type ValueLoader } from './use-proposals.ts'
import styles from './query.module.css'

interface Props {
  /** As the address says. */
  readonly query: string
  /** Whether the last change of `query` was made by a click somewhere, to be lit. */
  readonly isLit: boolean
  readonly values: ValueLoader | undefined
  readonly onRun: (query: string) => void
  /** At the right edge, within the box. */
  readonly status?: ReactNode
  /** Buttons beside the box. */
  readonly children?: ReactNode
}

/** `asked`: by key, also where nothing was begun. `history`: recent and saved queries. */
type Popup = 'closed' | 'typing' | 'asked' | 'history'

/** A mistake is told once the hands rest. */
const MISTAKE_PAUSE_MS = 350
/** The popup keeps this much room of the box. */
const POPUP_PX = 380

/** Enter runs, typing never does. What is in the box follows the address until somebody types. */
export function QueryBox({ query, isLit, values, onRun, status, children }: Props) {
  const { messages } = useLanguage()
  const [draft, setDraft] = useState({ of: query, text: query, before: '' })
  if (draft.of !== query) setDraft({ of: query, text: query, before: draft.text })
  const { text } = draft
  const [caret, setCaret] = useState(0)
  const [composing, setComposing] = useState(false)
  const [popup, setPopup] = useState<Popup>('closed')
  const [active, setActive] = useState(-1)
  const [left, setLeft] = useState(0)
  const field = useRef<HTMLTextAreaElement>(null)
  const twin = useRef<HTMLDivElement>(null)
  const id = useId()
  const noteId = `${id}note`
  const listId = `${id}list`

  const { recent, saved } = useQueryMemory()
  const isAsked = !composing && (popup === 'typing' || popup === 'asked')
  const completing = useMemo(() => (isAsked ? completingAt(text, caret) : undefined), [isAsked, text, caret])
  const found = useProposals(completing, values)
  const proposals =
    popup === 'history' && !composing
      ? queryProposals(text, recent, saved)
      : completing && !isTooEarly(popup, completing.kind, completing.prefix)
        ? isDone(completing, found.proposals, text)
          ? []
          : found.proposals
        : []
  const isOpen = proposals.length > 0
  const chosen = isOpen && active < proposals.length ? active : -1

  const problem = useProblem(text, composing || isOpen)
  const { error } = problem
  const litSince = isLit && draft.before !== text ? draft.before : undefined
  const pieces = useMemo(
    () =>
      highlight(text, {
        wrong: error,
        lit: litSince === undefined ? undefined : changedSpan(litSince, text),
      }),
    [text, error, litSince],
  )

  const anchor = completing?.range.start ?? 0
  useLayoutEffect(() => {
    if (isOpen) setLeft(leftOf(twin.current, anchor))
  }, [isOpen, anchor])

  useCommands([
    {
      id: 'query.focus',
      title: messages.query.commands.focus,
      group: messages.query.commands.group,
      keys: ['/'],
      run: () => {
        field.current?.focus()
        field.current?.select()
      },
    },
    {
      id: 'query.clear',
      title: messages.query.commands.clear,
      group: messages.query.commands.group,
      enabled: query !== '',
      run: () => run(''),
    },
  ])

  const close = () => {
    setPopup('closed')
    setActive(-1)
  }

  const run = (next: string) => {
    close()
    const parsed = parseQuery(next)
    if (!parsed.ok) {
      field.current?.focus()
      field.current?.setSelectionRange(parsed.error.start, parsed.error.end)
      problem.tellNow(next)
      return
    }
    setDraft({ of: next, text: next, before: next })
    onRun(next)
  }

  const choose = (proposal: Proposal) => {
    if (proposal.whole) return run(proposal.insertion)
    if (!field.current || !completing) return
    replaceText(field.current, completing.range, proposal.insertion)
    setActive(-1)
    // A field wants its value next; a value is an end.
    setPopup(/[:.]$/.test(proposal.insertion) ? 'asked' : 'closed')
  }

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // The input method has the key: its Enter ends the word, not the query.
    if (composing || event.nativeEvent.isComposing || event.nativeEvent.keyCode === KEY_OF_INPUT_METHOD)
      return
    const move = (step: number) => {
      event.preventDefault()
      setActive((proposals.length + chosen + step + (chosen < 0 && step < 0 ? 1 : 0)) % proposals.length)
    }
    const proposal = proposals[chosen]
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      if (proposal) choose(proposal)
      else run(text.trim())
    } else if (event.key === 'Tab' && isOpen && !event.shiftKey) {
      event.preventDefault()
      const first = proposal ?? proposals[0]
      if (first) choose(first)
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      if (isOpen) close()
      else field.current?.blur()
    } else if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault()
      setPopup('asked')
    } else if (event.key === 'ArrowDown' && isOpen) move(1)
    else if (event.key === 'ArrowUp' && isOpen) move(-1)
    else if (event.key === 'ArrowDown' && text === '') {
      event.preventDefault()
      setPopup('history')
    }
  }

  const note = found.isLoading
    ? messages.query.completion.loading
    : found.ofNewest
      ? messages.query.completion.ofNewest
      : undefined

  return (
    <search className={styles['search']}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          run(text.trim())
        }}
      >
        <div className={styles['box']} data-wrong={problem.error !== undefined || undefined}>
          <div className={styles['stack']}>
            <QueryText ref={twin} text={text} pieces={pieces} placeholder={messages.query.placeholder} />
            <textarea
              ref={field}
              className={styles['input']}
              rows={1}
              value={text}
              aria-label={messages.query.label}
              aria-invalid={problem.error !== undefined}
              aria-describedby={noteId}
              aria-autocomplete="list"
              aria-haspopup="listbox"
              aria-controls={isOpen ? listId : undefined}
              aria-activedescendant={chosen >= 0 ? optionId(listId, chosen) : undefined}
              autoComplete="off"
              autoCapitalize="off"
              autoCorrect="off"
              spellCheck={false}
              onChange={(event) => {
                setDraft({ of: query, text: event.target.value, before: event.target.value })
                setCaret(event.target.selectionStart)
                setActive(-1)
                setPopup((now) => (now === 'asked' ? 'asked' : 'typing'))
              }}
              onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
              onScroll={(event) => {
                if (twin.current) twin.current.scrollTop = event.currentTarget.scrollTop
              }}
              onCompositionStart={() => setComposing(true)}
              onCompositionEnd={() => setComposing(false)}
              onBlur={close}
              onKeyDown={onKeyDown}
            />
          </div>
          {status}
          <IconButton
            className={styles['clear'] ?? ''}
            size="small"
            label={messages.query.clear}
            disabled={text === '' && query === ''}
            onClick={() => run('')}
          >
            <X size={14} aria-hidden="true" />
          </IconButton>
          {isOpen ? (
            <ProposalList
              id={listId}
              proposals={proposals}
              active={chosen}
              left={popup === 'history' ? 0 : left}
              note={popup === 'history' ? undefined : note}
              onChoose={choose}
            />
          ) : null}
        </div>
        <Button type="submit" look="primary">
          {messages.query.run}
        </Button>
        {children}
      </form>
      <p
        id={noteId}
        className={problem.error ? styles['problem'] : styles['help']}
        role={problem.error ? 'alert' : undefined}
        title={problem.error && querySentence(problem.error, messages)}
      >
        {problem.error
          ? `${messages.query.errorAt(problem.error.start + 1)} ${querySentence(problem.error, messages)}`
          : messages.query.help}
      </p>
      <output className={styles['spoken']}>
        {isOpen ? messages.query.completion.count(proposals.length) : ''}
      </output>
    </search>
  )
}

/** `KeyboardEvent.keyCode` of what an input method takes; the one sign of it that Safari gives after the end. */
const KEY_OF_INPUT_METHOD = 229

/** Where nothing was begun, only what must follow is worth showing unasked. */
function isTooEarly(popup: Popup, kind: 'value' | 'flag' | 'field' | 'key', prefix: string): boolean {
  return popup === 'typing' && kind === 'field' && prefix === ''
}

/** What is wrong with the text, told after a pause or when it was to be run. */
function useProblem(text: string, isBusy: boolean) {
  const settled = useSettled(text, MISTAKE_PAUSE_MS)
  const [refused, setRefused] = useState<string>()
  const isTold = refused === text || (settled === text && !isBusy)
  const error = useMemo(() => {
    const parsed = isTold ? parseQuery(text) : undefined
    return parsed && !parsed.ok ? parsed.error : undefined
  }, [isTold, text])
  return { error, tellNow: setRefused }
}

function leftOf(twin: HTMLElement | null, at: number): number {
  if (!twin) return 0
  const spans = [...twin.querySelectorAll<HTMLElement>('[data-start]')]
  const span = spans.findLast((it) => Number(it.dataset['start']) <= at)
  const content = span?.firstChild
  if (!span || !content) return 0
  const range = document.createRange()
  const offset = Math.min(at - Number(span.dataset['start']), content.textContent?.length ?? 0)
  range.setStart(content, offset)
  range.collapse(true)
  const x = range.getBoundingClientRect().left - twin.getBoundingClientRect().left
  return Math.max(0, Math.min(x, twin.clientWidth - POPUP_PX))
}
