import { Minus } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { isCategory } from '#protocol/category.ts'
import { isLevel } from '#protocol/level.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { CategoryGlyph } from '../../../ui/CategoryGlyph.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import { SeverityShape } from '../../../ui/Severity.tsx'
import { valueWords, type FacetField } from './facet-fields.ts'
import styles from './facets.module.css'

interface Props {
  readonly field: FacetField
  readonly title: string
  readonly value: string
  readonly count: number | undefined
  /** Of the most frequent, from 0 to 1. */
  readonly share: number
  readonly included: boolean
  readonly excluded: boolean
  readonly onToggle: (sign: 'include' | 'exclude') => void
}

/** A value with its bar: a click includes, the minus excludes, once more takes it back. */
export function FacetRow({ field, title, value, count, share, included, excluded, onToggle }: Props) {
  const { messages, formatNumber } = useLanguage()
  const words = messages.narrow.facets
  const shown = value === '' ? words.none : readableText(valueWords(field, value, messages))
  const state = included ? 'in' : excluded ? 'out' : undefined
  const onKeyDown = (event: KeyboardEvent) => {
    const sign =
      event.key === '+' || event.key === '=' ? 'include' : event.key === '-' ? 'exclude' : undefined
    if (!sign || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    onToggle(sign)
  }
  return (
    <li className={styles['row']} data-state={state}>
      <span className={styles['bar']} style={{ width: `${share * 100}%` }} aria-hidden="true" />
      <button
        type="button"
        className={styles['value']}
        aria-pressed={included}
        aria-label={`${words.include(title, shown)}, ${formatNumber(count ?? 0)}`}
        aria-keyshortcuts="+ -"
        title={`${readableText(value)}\n${words.help}`}
        onClick={() => onToggle('include')}
        onKeyDown={onKeyDown}
      >
        <span className={styles['box']} aria-hidden="true">
          {included ? '✓' : excluded ? '−' : ''}
        </span>
        <Glyph field={field} value={value} />
        <span className={value === '' ? styles['absent'] : styles['text']}>{shown}</span>
        <span className={styles['count']}>{count === undefined ? '…' : formatNumber(count)}</span>
      </button>
      <button
        type="button"
        className={styles['minus']}
        aria-pressed={excluded}
        aria-label={words.exclude(title, shown)}
        title={words.exclude(title, shown)}
        onClick={() => onToggle('exclude')}
        onKeyDown={onKeyDown}
      >
        <Minus size={12} aria-hidden="true" />
      </button>
    </li>
  )
}

function Glyph({ field, value }: { readonly field: FacetField; readonly value: string }) {
  if (field.name === 'level' && isLevel(value)) return <SeverityShape severity={value} silent />
  if (field.name === 'category' && isCategory(value)) return <CategoryGlyph category={value} silent />
  return null
}
