import { useEffect, useId, useState, type KeyboardEvent } from 'react'
import { LANGUAGES, loadMessages, useLanguage } from '../../i18n/language.tsx'
import { mountedCommands, type Command } from '../../state/commands.ts'
import { readPreference, writePreference } from '../../state/preferences.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import styles from './CommandPalette.module.css'
import { otherWords, titleTranslator } from './other-words.ts'
import { paletteGroups } from './palette-entries.ts'

/** As many as can be taken in at a glance. */
const MAX_RECENT = 5

const recentCommands = (): readonly string[] =>
  (readPreference('recent-commands') ?? '').split(' ').filter(Boolean)

function remember(id: string): void {
  const recent = [id, ...recentCommands().filter((it) => it !== id)]
  writePreference('recent-commands', recent.slice(0, MAX_RECENT).join(' '))
}

const isFrame = (command: Command) => command.id.startsWith('frame.')

/** What the page itself offers first, what works everywhere last; the palette itself is open already. */
function paletteCommands(): readonly Command[] {
  const commands = mountedCommands().filter((it) => it.id !== 'frame.palette')
  return [...commands.filter((it) => !isFrame(it)), ...commands.filter(isFrame)]
}

interface Props {
  readonly onClose: () => void
}

/* A list of options under a field, as the ARIA practices write it: no native element does that. */
/* oxlint-disable jsx-a11y/prefer-tag-over-role */

/** Every command there is here, with its key: type to find, arrows to choose, Enter to run. */
export function CommandPalette({ onClose }: Props) {
  const { messages, formatNumber } = useLanguage()
  const words = messages.frame.palette
  const id = useId()
  // As they were when it was opened: what mounts and unmounts behind it must not move the list.
  const [commands] = useState(paletteCommands)
  const [recent] = useState(recentCommands)
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const choose = (next: number) => {
    setActive(next)
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
  }
  const otherTitle = useOtherTitle()
  const groups = paletteGroups({ commands, query, recent, recentTitle: words.recent, otherTitle })
  const flat = groups.flatMap((it) => it.commands)
  const index = Math.min(active, flat.length - 1)
  const chosen = flat[index]

  const run = (command: Command | undefined) => {
    if (!command || command.enabled === false) return
    remember(command.id)
    onClose()
    // After the dialog has given the focus back: the command may move it on.
    setTimeout(command.run)
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const wraps = Math.abs(step) === 1
      const next = index + step
      choose(wraps ? (next + flat.length) % Math.max(flat.length, 1) : clamp(next, flat.length))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(chosen)
    } else if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      onClose()
    }
  }

  return (
    <Dialog bare isOpen title={words.label} onClose={onClose}>
      <div className={styles['palette']}>
        <input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the reader has just asked for it
          autoFocus
          role="combobox"
          className={styles['input']}
          aria-label={words.label}
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={chosen && `${id}-${index}`}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={words.placeholder}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setActive(0)
          }}
          onKeyDown={press}
        />
        <div id={id} role="listbox" aria-label={words.label} className={styles['list']}>
          {groups.map((group) => (
            <div key={group.title} role="group" aria-label={group.title || words.label}>
              {group.title === '' ? null : (
                <div className={styles['group']} aria-hidden="true">
                  {group.title}
                </div>
              )}
              {group.commands.map((command) => {
                const place = flat.indexOf(command)
                return (
                  <Option
                    key={command.id}
                    id={`${id}-${place}`}
                    command={command}
                    isActive={place === index}
                    onPoint={() => setActive(place)}
                    onRun={() => run(command)}
                  />
                )
              })}
            </div>
          ))}
        </div>
        <output className={flat.length === 0 ? styles['none'] : 'spoken'}>
          {flat.length === 0 ? words.none : words.count(formatNumber(flat.length))}
        </output>
      </div>
    </Dialog>
  )
}

interface OptionProps {
  readonly id: string
  readonly command: Command
  readonly isActive: boolean
  readonly onPoint: () => void
  readonly onRun: () => void
}

function Option({ id, command, isActive, onPoint, onRun }: OptionProps) {
  const { messages } = useLanguage()
  const isDisabled = command.enabled === false
  return (
    // The keyboard is the field's: it names the active option (`aria-activedescendant`).
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      aria-disabled={isDisabled}
      className={styles['option']}
      onPointerMove={isActive ? undefined : onPoint}
      onClick={onRun}
    >
      <span className={styles['title']}>{command.title}</span>
      {isDisabled ? <span className={styles['note']}>{messages.frame.palette.unavailable}</span> : null}
      {command.keys?.map((keys) => (
        <Kbd key={keys} keys={keys} />
      ))}
    </div>
  )
}

const clamp = (value: number, length: number) => Math.max(0, Math.min(value, length - 1))

type TitleOf = (title: string) => string | undefined

const noOther: TitleOf = () => undefined

/** The other language comes with the palette, so that a command answers to both of its names. */
function useOtherTitle(): TitleOf {
  const { language } = useLanguage()
  const [otherTitle, setOtherTitle] = useState<TitleOf>(() => noOther)
  useEffect(() => {
    const other = LANGUAGES.find((it) => it !== language)
    if (!other) return
    Promise.all([loadMessages(language), loadMessages(other)]).then(
      ([ours, theirs]) => {
        const translate = titleTranslator(otherWords(ours, theirs))
        setOtherTitle(() => translate)
      },
      // Without it the names in the present language still work.
      () => undefined,
    )
  }, [language])
  return otherTitle
}
