import type { StoredEvent } from '#protocol/event.ts'
import { useMessages } from '../../i18n/language.tsx'
import { readableText } from '../../ui/readable-text.ts'
import styles from './list.module.css'
import type { TimeText } from '../../ui/time-text.ts'

interface Props {
  readonly event: StoredEvent
  readonly time: TimeText
}

const LEVEL_SHAPE: Readonly<Record<string, string>> = {
  alarm: '◆',
  error: '●',
  warn: '▲',
  info: '',
  debug: '',
}

/** One event as one line. Everything from the log is a text node, with control characters made visible. */
export function EventRow({ event, time }: Props) {
  const messages = useMessages()
  const severity = event.form === 'alarm' ? 'alarm' : event.level
  const origin =
    event.kind === 'sample'
      ? messages.list.rows.sample
      : event.kind === 'import'
        ? messages.list.rows.imported
        : undefined
  return (
    <tr className={styles[`severity-${event.level}`]} data-session={event.session} data-seq={event.seq}>
      <td className={styles['severity']}>
        <span aria-hidden="true">{LEVEL_SHAPE[severity]}</span>
        <span className={styles['spoken']}>{messages.words.levels[event.level]}</span>
      </td>
      <td className={styles['time']} title={time.full}>
        {time.text}
      </td>
      <td className={styles['category']}>{messages.words.categories[event.category]}</td>
      <td className={styles['source']} title={event.source && readableText(event.source.id)}>
        {event.source ? readableText(event.source.name ?? `${event.source.type} ${event.source.id}`) : ''}
      </td>
      <td className={styles['name']} title={readableText(event.name)}>
        {readableText(event.name)}
        {event.phase === 'none' ? null : (
          <span className={styles['phase']}>{messages.words.phases[event.phase]}</span>
        )}
      </td>
      <td className={styles['message']}>
        {origin ? <span className={styles['chip']}>{origin}</span> : null}
        {readableText(event.message ?? summaryOf(event))}
      </td>
    </tr>
  )
}

/** For events without a message: their attributes, in the order they came. */
function summaryOf(event: StoredEvent): string {
  return Object.entries(event.attrs)
    .map(([key, value]) => `${key}=${value}`)
    .join('  ')
}
