import { Link } from '@tanstack/react-router'
import type { FieldName } from '#protocol/query-lang/fields.ts'
import { SESSION_FIELDS, type SessionField } from '#protocol/session.ts'
import { isSessionId } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import { useSessionCard, type SessionCard as Session } from '../../api/session-card.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { useValueActions, type ActionsOfValue } from '../../state/use-value-actions.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import { durationText } from '../../ui/duration-text.ts'
import { readableText } from '../../ui/readable-text.ts'
import { Value } from '../../ui/Value.tsx'
import { zoneOffsetText } from '../../ui/zone-text.ts'
import { CardProblem } from './CardProblem.tsx'
import { CardSkeleton } from './CardSkeleton.tsx'
import { clocksOf } from './clocks.ts'
import { Fact, Facts, PeopleFact } from './Facts.tsx'
import { FoldButton, useFold } from './FoldButton.tsx'
import { Holes } from './Holes.tsx'
import { RowsLink } from './RowsLink.tsx'
import styles from './card.module.css'

interface Props {
  readonly id: string
}

export function SessionCard({ id }: Props) {
  const texts = useLanguage().messages.dashboard.session
  // An address may hold anything; nothing but an id is asked for.
  const session = isSessionId(id) ? id : undefined
  const { data, error, refetch } = useSessionCard(session)
  if (error || session === undefined) {
    return (
      <CardProblem
        label={texts.label}
        notFound={texts.notFound}
        failed={texts.failed}
        error={error}
        {...(session === undefined ? {} : { onRetry: () => void refetch() })}
      />
    )
  }
  return data ? <LoadedCard session={data} /> : <CardSkeleton of="session" />
}

function LoadedCard({ session }: { readonly session: Session }) {
  const { messages } = useLanguage()
  const { zone } = useWorkspace()
  const texts = messages.dashboard.session
  const fold = useFold()
  const { day, seconds } = clocksOf(zone)
  const [firstTs, lastTs] = [session.firstTs as Micros, session.lastTs as Micros]
  return (
    <section
      className={styles['card']}
      aria-label={texts.label}
      data-folded={fold.isFolded}
      data-of="session"
    >
      <header className={styles['head']}>
        <h1 className={styles['sentence']}>
          {texts.title} <code>{session.session}</code>
        </h1>
        <span className={styles['when']}>
          {day(firstTs)} {seconds(firstTs)}–{day(lastTs) === day(firstTs) ? '' : `${day(lastTs)} `}
          {seconds(lastTs)} <span className={styles['quiet']}>{zoneOffsetText(zone, firstTs / 1_000)}</span>
          {' · '}
          {durationText(lastTs - firstTs, messages.ui.units)}
        </span>
        <FoldButton {...fold} />
      </header>
      {fold.isFolded ? null : <OpenPart session={session} />}
    </section>
  )
}

function OpenPart({ session }: { readonly session: Session }) {
  const { messages } = useLanguage()
  const texts = messages.dashboard.session
  const actions = useValueActions()
  return (
    <>
      <Facts label={texts.who}>
        <PeopleFact kind="account" ids={session.accounts} />
        <PeopleFact kind="staff" ids={session.staffs} />
        <PeopleFact kind="device" ids={session.devices} />
        <SessionCounts session={session} />
        <Holes session={session} />
        {session.kind === 'sample' ? <Fact>{messages.dashboard.card.sample}</Fact> : null}
        {session.kind === 'import' ? <Fact>{messages.dashboard.card.imported}</Fact> : null}
      </Facts>
      <Facts label={texts.versions}>
        {SESSION_FIELDS.filter((field) => !HIDDEN.has(field)).map((field) => (
          <RecordFact key={field} field={field} session={session} actions={actions} />
        ))}
        {Object.entries(session.record.custom ?? {}).map(([key, value]) => (
          <Fact key={`custom ${key}`} label={readableText(key)}>
            <Value
              text={value}
              label={key}
              fit="line"
              actions={actions({ name: 'session.custom', key, value })}
            />
          </Fact>
        ))}
      </Facts>
      <Calls session={session} />
    </>
  )
}

/** Said elsewhere on the card, or by the field in front of it. */
const HIDDEN: ReadonlySet<SessionField> = new Set(['device', 'browserVersion', 'osVersion', 'userAgent'])
const VERSION_OF: Partial<Record<SessionField, 'browserVersion' | 'osVersion'>> = {
  browser: 'browserVersion',
  os: 'osVersion',
}

interface RecordProps {
  readonly field: SessionField
  readonly session: Session
  readonly actions: ActionsOfValue
}

function RecordFact({ field, session, actions }: RecordProps) {
  const { messages } = useLanguage()
  const value = session.record[field]
  if (value === undefined || value === '') return null
  const versionField = VERSION_OF[field]
  const version = versionField && session.record[versionField]
  const label = messages.dashboard.session.fields[field]
  const name: FieldName = `session.${field}`
  return (
    <Fact label={label} {...(field === 'browser' ? { title: session.record.userAgent ?? '' } : {})}>
      <Value text={value} label={label} fit="line" actions={actions({ name, value })} />
      {versionField && version ? (
        <Value
          text={version}
          label={messages.dashboard.session.fields[versionField]}
          fit="line"
          actions={actions({ name: `session.${versionField}`, value: version })}
        />
      ) : null}
    </Fact>
  )
}

function SessionCounts({ session }: { readonly session: Session }) {
  const { messages, formatNumber } = useLanguage()
  const texts = messages.dashboard.card
  const rows = (query: string) => ({ page: 'session', id: session.session, query }) as const
  return (
    <Fact>
      <span>
        <RowsLink target={rows('')}>{texts.events(formatNumber(session.events))}</RowsLink>
        {session.errors > 0 ? (
          <>
            {', '}
            <RowsLink target={rows('level:error')}>{texts.errors(formatNumber(session.errors))}</RowsLink>
          </>
        ) : null}
        {session.warnings > 0 ? (
          <>
            {', '}
            <RowsLink target={rows('level:warn')}>{texts.warnings(formatNumber(session.warnings))}</RowsLink>
          </>
        ) : null}
      </span>
    </Fact>
  )
}

/** A shift has dozens; those that are not listed are found in the log. */
const MOST_CALLS = 30

function Calls({ session }: { readonly session: Session }) {
  const { messages, formatNumber } = useLanguage()
  const texts = messages.dashboard.session
  const { callids } = session
  if (callids.length === 0) return <p className={styles['noPhases']}>{texts.noCalls}</p>
  return (
    <ul className={styles['calls']} aria-label={texts.calls}>
      <li className={styles['factLabel']}>{texts.callCount(formatNumber(callids.length))}</li>
      {callids.slice(0, MOST_CALLS).map((callid) => (
        <li key={callid}>
          <Link to="/call/$id" params={{ id: callid }}>
            {readableText(callid)}
          </Link>
        </li>
      ))}
      {callids.length > MOST_CALLS ? <li>…</li> : null}
    </ul>
  )
}
