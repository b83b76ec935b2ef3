import type { StoredEvent } from '#protocol/event.ts'
import { CATEGORY_LABELS, FORM_LABELS } from '#protocol/vocabulary/labels.ts'
import { eventTypeOf, openersOf } from '#protocol/vocabulary/lookup.ts'
import type { EventType } from '#protocol/vocabulary/types.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { useValueActions } from '../../../state/use-value-actions.ts'
import { CategoryGlyph } from '../../../ui/CategoryGlyph.tsx'
import { Chip, LabelChip } from '../../../ui/Chip.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import { severityOf } from '../../../ui/severity-of.ts'
import { SeverityShape } from '../../../ui/Severity.tsx'
import { Value } from '../../../ui/Value.tsx'
import { TimeFacts } from './TimeFacts.tsx'
import styles from './details.module.css'

/** What happened, how bad it is, and when. */
export function Head({ event }: { readonly event: StoredEvent }) {
  const { language, messages } = useLanguage()
  const actionsOf = useValueActions()
  const type = eventTypeOf(event.category, event.name)
  const severity = severityOf(event)
  const { facts, shapes } = messages.event
  const title = readableText(type.known ? type.label[language] : spelledOut(event.name))
  return (
    <header className={styles['head']} data-severity={severity}>
      <h2 className={styles['title']}>
        {severity === 'info' || severity === 'debug' ? null : <SeverityShape severity={severity} />}
        {title}
        {event.phase === 'none' ? null : (
          <span className={styles['phase']}>{messages.words.phases[event.phase]}</span>
        )}
        <TagChip event={event} />
      </h2>
      <p className={styles['name']}>
        <Value
          mono
          text={event.name}
          label={facts.name}
          actions={actionsOf({ name: 'name', value: event.name })}
        />
        <span className={styles['quiet']}>
          {type.known ? pairingOf(type, shapes.opener, shapes.closer) : messages.event.unknownType}
        </span>
      </p>
      <TimeFacts event={event} />
      <p className={styles['chips']}>
        <Value
          text={event.level}
          label={facts.level}
          actions={actionsOf({ name: 'level', value: event.level })}
        >
          {messages.words.levels[event.level]}
        </Value>
        <Value
          text={event.category}
          label={facts.category}
          actions={actionsOf({ name: 'category', value: event.category })}
        >
          <CategoryGlyph category={event.category} silent /> {CATEGORY_LABELS[event.category][language]}
        </Value>
        <Value text={event.form} label={facts.form} actions={actionsOf({ name: 'form', value: event.form })}>
          {FORM_LABELS[event.form][language]}
        </Value>
        {event.label === undefined ? null : (
          <Value
            text={event.label}
            label={facts.label}
            actions={actionsOf({ name: 'label', value: event.label })}
          >
            <LabelChip label={event.label}>{readableText(event.label)}</LabelChip>
          </Value>
        )}
      </p>
    </header>
  )
}

/** `SOCKET_ALIVE` → `Socket alive`: a name that the vocabulary does not know, as words. */
function spelledOut(name: string): string {
  if (!/^[A-Z][A-Z0-9_]+$/.test(name)) return name
  const words = name.replaceAll('_', ' ').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What a tag says, where one looks first. */
function TagChip({ event: { form, attrs } }: { readonly event: StoredEvent }) {
  const tag = attrs['tag']
  if (form !== 'tag' || tag === undefined) return null
  const value = attrs['value']
  return <Chip tone="accent">{readableText(value === undefined ? tag : `${tag}: ${value}`)}</Chip>
}

function pairingOf(
  { shape, closers, name }: EventType,
  opener: (closers: string) => string,
  closer: (openers: string) => string,
): string {
  if (shape === 'opener') return opener(closers.join(', '))
  return shape === 'closer' ? closer(openersOf(name).join(', ')) : ''
}
