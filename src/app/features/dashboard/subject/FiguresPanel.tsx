import type { ReactNode } from 'react'
import type { SubjectFigures } from '../../../api/subjects.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { durationText } from '../../../ui/duration-text.ts'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { percentText } from '../percent-text.ts'
import { LogsLink } from './LogsLink.tsx'
import styles from './subject.module.css'

interface Props {
  readonly figures: SubjectFigures | undefined
  readonly isWaiting: boolean
}

/** The numbers of the range, each a link to the rows it counts. */
export function FiguresPanel({ figures, isWaiting }: Props) {
  const { messages, formatNumber } = useLanguage()
  const texts = messages.dashboard.subject.figures
  return (
    <dl className={styles['figures']} aria-label={texts.label} data-waiting={isWaiting} aria-busy={!figures}>
      <Figure name={texts.calls} note={figures && answeredNote(figures, texts.answered)}>
        {figures && (
          <LogsLink query="name:CALL phase:begin" title={texts.openCalls}>
            {formatNumber(figures.calls.count)}
          </LogsLink>
        )}
      </Figure>
      <Figure name={texts.setup} note={texts.setupNote}>
        {figures &&
          (figures.calls.setup ? (
            <LogsLink query="name:CALL_STATE attr.call.state:ringing,connected" title={texts.openSetup}>
              {durationText(figures.calls.setup.p50, messages.ui.units)}{' '}
              <small>/ {durationText(figures.calls.setup.p95, messages.ui.units)}</small>
            </LogsLink>
          ) : (
            <Unknown />
          ))}
      </Figure>
      <Figure name={texts.mos} note={texts.mosNote}>
        {figures &&
          (figures.calls.mos ? (
            <LogsLink query={`name:WEBRTC_STATS attr.mos:<=${figures.calls.mos.p95}`} title={texts.openMos}>
              {figures.calls.mos.p50.toFixed(1)} <small>/ {figures.calls.mos.p95.toFixed(1)}</small>
            </LogsLink>
          ) : (
            <Unknown />
          ))}
      </Figure>
      <Figure name={texts.events} note={texts.sessions(formatNumber(figures?.sessions.count ?? 0))}>
        {figures && (
          <LogsLink query="" title={texts.openEvents}>
            {formatNumber(figures.events.events)}
          </LogsLink>
        )}
      </Figure>
      <Figure name={texts.errors} note={figures && <Warnings figures={figures} />}>
        {figures && (
          <LogsLink query="level:error" title={texts.openErrors}>
            {formatNumber(figures.events.errors)}
          </LogsLink>
        )}
      </Figure>
      <Figure name={texts.delivery} note={figures && deliveryNote(figures, texts, formatNumber)}>
        {figures &&
          (figures.delivery.ratio === null ? (
            <Unknown />
          ) : (
            <LogsLink query="name:LOST,SESSION_LOST,SDK_DROPPED,SDK_REJECTED" title={texts.openDelivery}>
              {percentText(figures.delivery.stored, figures.delivery.recorded)}
            </LogsLink>
          ))}
      </Figure>
    </dl>
  )
}

interface FigureProps {
  readonly name: string
  readonly note?: ReactNode
  readonly children: ReactNode
}

function Figure({ name, note, children }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children ?? <Skeleton width={0.6} />}</dd>
      <dd className={styles['note']}>{note}</dd>
    </div>
  )
}

function Unknown() {
  const { messages } = useLanguage()
  return <span className={styles['unknown']}>{messages.dashboard.subject.figures.unknown}</span>
}

function Warnings({ figures }: { readonly figures: SubjectFigures }) {
  const { messages, formatNumber } = useLanguage()
  return (
    <LogsLink query="level:warn">
      {messages.dashboard.card.warnings(formatNumber(figures.events.warnings))}
    </LogsLink>
  )
}

function answeredNote({ calls }: SubjectFigures, say: (percent: string) => string): string {
  return calls.count === 0 ? '' : say(percentText(calls.outcomes.answered ?? 0, calls.count))
}

function deliveryNote(
  { delivery }: SubjectFigures,
  texts: { readonly whole: string; readonly holed: (sessions: string) => string },
  formatNumber: (value: number) => string,
): string {
  return delivery.holedSessions === 0 ? texts.whole : texts.holed(formatNumber(delivery.holedSessions))
}
