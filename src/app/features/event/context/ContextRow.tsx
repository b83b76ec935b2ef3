/* oxlint-disable jsx-a11y/prefer-tag-over-role -- only the rows on the screen exist, so no table element can hold them */
import type { StoredEvent } from '#protocol/event.ts'
import type { Micros } from '#protocol/time.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { CategoryGlyph } from '../../../ui/CategoryGlyph.tsx'
import { durationText } from '../../../ui/duration-text.ts'
import { readableText } from '../../../ui/readable-text.ts'
import { severityOf } from '../../../ui/severity-of.ts'
import { SeverityShape } from '../../../ui/Severity.tsx'
import styles from './context.module.css'

interface Props {
  readonly event: StoredEvent
  /** Times are told from here. */
  readonly from: Micros
}

/** For an event without a message: what it carries. */
const MAX_SUMMARY_ATTRIBUTES = 4

export function ContextRow({ event, from }: Props) {
  const messages = useMessages()
  const delta = event.ts - from
  return (
    <>
      <span role="gridcell" className={styles['delta']}>
        {delta > 0 ? '+' : ''}
        {delta === 0 ? '0' : durationText(delta)}
      </span>
      <span role="gridcell">
        <SeverityShape severity={severityOf(event)} />
      </span>
      <span role="gridcell">
        <CategoryGlyph category={event.category} />
      </span>
      <span role="gridcell" className={styles['name']}>
        {readableText(event.name)}
        {event.phase === 'none' ? null : <i> {messages.words.phases[event.phase]}</i>}
      </span>
      <span role="gridcell" className={styles['message']}>
        {readableText(event.message ?? summaryOf(event))}
      </span>
    </>
  )
}

const summaryOf = ({ attrs }: StoredEvent) =>
  Object.entries(attrs)
    .slice(0, MAX_SUMMARY_ATTRIBUTES)
    .map(([key, value]) => `${key}=${value}`)
    .join('  ')
