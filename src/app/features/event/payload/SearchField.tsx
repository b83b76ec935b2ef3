import { ChevronDown, ChevronUp } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { useLanguage } from '../../../i18n/language.tsx'
import styles from './payload.module.css'

interface Hits {
  /** From 0; undefined before the first step. */
  readonly current: number | undefined
  readonly step: (by: 1 | -1) => void
}

/** Steps through hits in a circle; a new search begins anew. */
export function useHits(hits: Uint32Array, show: (target: number) => void): Hits {
  const [at, setAt] = useState<{ readonly hits: Uint32Array; readonly index: number }>()
  const current = at?.hits === hits ? at.index : undefined
  return {
    current,
    step: (by) => {
      if (hits.length === 0) return
      const next =
        current === undefined ? (by === 1 ? 0 : hits.length - 1) : (current + by + hits.length) % hits.length
      setAt({ hits, index: next })
      show(hits[next] ?? 0)
    },
  }
}

interface Props extends Hits {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hits: number
}

/** Looks for words in a payload; Enter goes on, Shift+Enter back, Escape clears it. */
export function SearchField({
  value,
  onChange,
  hits,
  current,
  onStep,
}: Omit<Props, 'step'> & { readonly onStep: Hits['step'] }) {
  const { messages, formatNumber } = useLanguage()
  const words = messages.event.payload
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      onStep(event.shiftKey ? -1 : 1)
    } else if (event.key === 'Escape' && value !== '') {
      event.preventDefault()
      event.stopPropagation()
      onChange('')
    }
  }
  return (
    <span className={styles['search']}>
      <input
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {value === '' ? null : (
        <>
          <output className={styles['hits']}>
            {current === undefined
              ? words.hits(formatNumber(hits))
              : words.hitOf(formatNumber(current + 1), formatNumber(hits))}
          </output>
          <button
            type="button"
            className={styles['tool']}
            aria-label={words.previousHit}
            onClick={() => onStep(-1)}
          >
            <ChevronUp size={13} aria-hidden="true" />
          </button>
          <button
            type="button"
            className={styles['tool']}
            aria-label={words.nextHit}
            onClick={() => onStep(1)}
          >
            <ChevronDown size={13} aria-hidden="true" />
          </button>
        </>
      )}
    </span>
  )
}
