import { Link } from '@tanstack/react-router'
import { DEFAULT_VIEW, printView } from '#protocol/permalink/logs-view.ts'
import type { Micros } from '#protocol/time.ts'
import type { SubjectFigures } from '../../../api/subjects.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { useWorkspace } from '../../../state/workspace.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import { clocksOf } from '../clocks.ts'
import { percentText } from '../percent-text.ts'
import styles from './subject.module.css'

interface Props {
  readonly figures: SubjectFigures | undefined
  readonly isWaiting: boolean
}

/** The latest sessions with what they ran on. */
export function SessionsPanel({ figures, isWaiting }: Props) {
  const { messages, formatNumber } = useLanguage()
  const { zone } = useWorkspace()
  const texts = messages.dashboard.subject.sessions
  const { day, minutes } = clocksOf(zone)
  const latest = figures?.sessions.latest ?? []
  return (
    <Panel
      title={texts.title}
      className={styles['panel'] ?? ''}
      note={
        figures
          ? messages.dashboard.subject.calls.count(
              formatNumber(latest.length),
              formatNumber(figures.sessions.count),
            )
          : undefined
      }
      progress={isWaiting ? {} : undefined}
    >
      {figures && latest.length === 0 ? <p className={styles['empty']}>{texts.none}</p> : null}
      <ul className={styles['sessions']}>
        {latest.map(({ session, firstTs, lastTs, record, delivery, errors }) => (
          <li key={session}>
            <Link to="/session/$id" params={{ id: session }} search={printView({ ...DEFAULT_VIEW, zone })}>
              <span>
                {day(firstTs)} {minutes(firstTs as Micros)}–{minutes(lastTs as Micros)}
              </span>
              <span className={styles['versions']}>
                {readableText(
                  [
                    [record.browser, record.browserVersion?.split('.')[0]],
                    [record.os, record.osVersion],
                    [record.app, record.release],
                  ]
                    .map((it) => it.filter((part) => part !== undefined).join(' '))
                    .filter((it) => it !== '')
                    .join(' · '),
                )}
              </span>
              <small>
                {messages.dashboard.card.errors(formatNumber(errors))} ·{' '}
                {percentText(delivery.stored, delivery.highest)}
              </small>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
