import { Link } from '@tanstack/react-router'
import { fieldTerm } from '#protocol/query-lang/field-term.ts'
import type { FieldName } from '#protocol/query-lang/fields.ts'
import type { Call } from '../../api/calls.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { useValueActions } from '../../state/use-value-actions.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import { readableText } from '../../ui/readable-text.ts'
import { Value } from '../../ui/Value.tsx'
import { zoneOffsetText } from '../../ui/zone-text.ts'
import { clocksOf } from './clocks.ts'
import { Completeness } from './Completeness.tsx'
import { Fact, Facts, PeopleFact } from './Facts.tsx'
import { RevealNumber } from './RevealNumber.tsx'
import { RowsLink } from './RowsLink.tsx'
import styles from './card.module.css'

/** When, with whom, on what: one line of facts, each a link or a handle. */
export function CallFactsLine({ call }: { readonly call: Call }) {
  const { messages } = useLanguage()
  const { zone } = useWorkspace()
  const texts = messages.dashboard.card
  const { day, seconds } = clocksOf(zone)
  const [session] = call.sessionCards
  const span = [...new Set([seconds(call.firstTs), seconds(call.lastTs)])].join('–')
  return (
    <Facts label={texts.durationAndMore}>
      <Fact>
        <time>
          {day(call.firstTs)} {span}
        </time>
        <span className={styles['quiet']}>{zoneOffsetText(zone, call.firstTs / 1_000)}</span>
      </Fact>
      {call.direction === 'outbound' || call.direction === 'inbound' ? (
        <Fact>{texts.direction[call.direction]}</Fact>
      ) : null}
      <Fact>
        {call.hasNumber || call.number !== null ? (
          <RevealNumber callid={call.callid} masked={call.number} canReveal={call.hasNumber} />
        ) : (
          <span className={styles['quiet']}>{texts.noNumber}</span>
        )}
      </Fact>
      {session ? (
        <>
          <PeopleFact kind="account" ids={session.accounts} />
          <PeopleFact kind="staff" ids={session.staffs} />
          <PeopleFact kind="device" ids={session.devices} />
          <Fact label={texts.session}>
            <Link to="/session/$id" params={{ id: session.session }}>
              {session.session}
            </Link>
          </Fact>
          <Versions call={call} />
        </>
      ) : null}
      <Counts call={call} />
      <Fact>
        <Completeness delivery={call.delivery} session={call.sessions[0]} />
      </Fact>
      {call.kind === 'sample' ? <Fact>{texts.sample}</Fact> : null}
      {call.kind === 'import' ? <Fact>{texts.imported}</Fact> : null}
    </Facts>
  )
}

function Versions({ call }: { readonly call: Call }) {
  const { messages } = useLanguage()
  const actions = useValueActions()
  const record = call.sessionCards[0]?.record ?? {}
  const texts = messages.dashboard.card
  const versions: readonly (readonly [string, FieldName, string | undefined, string | undefined])[] = [
    [texts.browser, 'session.browser', record.browser, record.browserVersion],
    [texts.system, 'session.os', record.os, record.osVersion],
    [texts.app, 'session.release', record.release, undefined],
    [texts.sdk, 'session.sdk', record.sdk, undefined],
  ]
  return versions.map(([label, name, value, version]) =>
    value === undefined ? null : (
      <Fact
        key={name}
        {...(name === 'session.release' || name === 'session.sdk' ? { label } : { title: label })}
      >
        <Value text={value} label={label} actions={actions({ name, value })} fit="line">
          {readableText(version === undefined ? value : `${value} ${majorOf(version)}`)}
        </Value>
      </Fact>
    ),
  )
}

function Counts({ call }: { readonly call: Call }) {
  const { messages, formatNumber } = useLanguage()
  const texts = messages.dashboard.card
  const rows = (query: string) => ({ page: 'call', id: call.callid, query }) as const
  return (
    <Fact>
      <span>
        <RowsLink target={rows('')}>{texts.events(formatNumber(call.events))}</RowsLink>
        {call.errors > 0 ? (
          <>
            {', '}
            <RowsLink target={rows(fieldTerm('level', 'error'))} title={texts.openErrors}>
              {texts.errors(formatNumber(call.errors))}
            </RowsLink>
          </>
        ) : null}
        {call.warnings > 0 ? (
          <>
            {', '}
            <RowsLink target={rows(fieldTerm('level', 'warn'))} title={texts.openWarnings}>
              {texts.warnings(formatNumber(call.warnings))}
            </RowsLink>
          </>
        ) : null}
      </span>
    </Fact>
  )
}

/** `86.0.4240.198` is for the session's page. */
const majorOf = (version: string) => version.split('.')[0] ?? version
