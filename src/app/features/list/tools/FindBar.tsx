import { ArrowDown, ArrowUp, Search, X } from 'lucide-react'
import { useState, type KeyboardEvent, type Ref } from 'react'
import { useLanguage } from '../../../i18n/language.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import type { Direction } from './hit-walk.ts'
import type { FindPlace } from './use-find-place.ts'
import styles from './FindBar.module.css'

interface Props {
  /** What is looked for now. */
  readonly sought: string
  readonly place: FindPlace
  readonly isWalking: boolean
  readonly input: Ref<HTMLInputElement>
  /** Looks for a text, or goes on to the next hit where it is the same. */
  readonly onGo: (text: string, direction: Direction) => void
  readonly onClose: () => void
}

/** Looks through all rows of the list, whether they are loaded or not. */
export function FindBar({ sought, place, isWalking, input, onGo, onClose }: Props) {
  const { messages } = useLanguage()
  const [edit, setEdit] = useState({ of: sought, text: sought })
  // When a link, Back or a command changed it, that counts and not what was typed before.
  const typed = edit.of === sought ? edit.text : sought
  const words = messages.tools.find

  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends a Chinese word is not meant for us.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      onGo(typed, event.shiftKey ? 'previous' : 'next')
    } else if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onClose()
    }
  }

  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- `search` as a tag is not known to all readers yet
    <div className={styles['bar']} role="search" aria-label={words.label}>
      <Search size={14} aria-hidden="true" className={styles['icon']} />
      <input
        ref={input}
        className={styles['input']}
        aria-label={words.label}
        placeholder={words.placeholder}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setEdit({ of: sought, text: event.target.value })}
        onKeyDown={onKeyDown}
      />
      <output className={styles['place']}>
        <PlaceText place={place} isWalking={isWalking} />
      </output>
      <IconButton
        size="small"
        label={words.previous}
        keys="N"
        disabled={typed.trim() === ''}
        onClick={() => onGo(typed, 'previous')}
      >
        <ArrowUp size={14} aria-hidden="true" />
      </IconButton>
      <IconButton
        size="small"
        label={words.next}
        keys="n"
        disabled={typed.trim() === ''}
        onClick={() => onGo(typed, 'next')}
      >
        <ArrowDown size={14} aria-hidden="true" />
      </IconButton>
      <IconButton size="small" label={words.close} keys="Escape" onClick={onClose}>
        <X size={14} aria-hidden="true" />
      </IconButton>
    </div>
  )
}

function PlaceText({ place, isWalking }: { readonly place: FindPlace; readonly isWalking: boolean }) {
  const { messages, formatNumber } = useLanguage()
  const words = messages.tools.find
  if (place.kind === 'nothing-sought') return null
  if (place.kind === 'unknown' || isWalking) return words.searching
  if (place.kind === 'not-counted') return messages.tools.notCounted
  const of = `${place.isPart ? '≥ ' : ''}${formatNumber(place.of)}`
  if (place.of === 0) return words.none
  return place.at === undefined ? words.hits(place.of, of) : words.place(formatNumber(place.at), of)
}
