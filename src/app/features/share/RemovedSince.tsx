import type { IngestPosition } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import { useRemovals } from '../../api/removals.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { useWorkspace } from '../../state/workspace.tsx'
import { readableText } from '../../ui/readable-text.ts'
import { timeFormatter } from '../../ui/time-text.ts'
import styles from './share.module.css'

/** As many as fit on two lines; the rest is a number. */
const SHOWN = 3

/** For a link whose rows are partly gone: what went since it was copied, when, and why. */
export function RemovedSince({ asOf }: { readonly asOf: IngestPosition }) {
  const { messages, formatNumber } = useLanguage()
  const { zone } = useWorkspace()
  const removals = useRemovals({ after: asOf }).data?.removals ?? []
  if (removals.length === 0) return null
  const words = messages.share.removed
  const formatTime = timeFormatter(zone)
  return (
    <div className={styles['removed']} role="alert">
      <strong>{words.title}</strong>
      <ul>
        {removals.slice(0, SHOWN).map(({ session, day, at, reason, events }) => (
          <li key={`${session ?? day} ${at}`}>
            {session === null ? words.day(dayText(day)) : words.session(readableText(session))}
            {' · '}
            {words.events(formatNumber(events))}
            {' · '}
            {formatTime(at as Micros).text.slice(0, 16)}
            {' · '}
            {reason === 'retention'
              ? words.expired
              : reason === 'removed by hand'
                ? words.byHand
                : readableText(reason)}
          </li>
        ))}
        {removals.length > SHOWN ? <li>{words.more(formatNumber(removals.length - SHOWN))}</li> : null}
      </ul>
    </div>
  )
}

/** 20261114 → 2026-11-14 */
const dayText = (day: number | null) => String(day ?? '').replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')
