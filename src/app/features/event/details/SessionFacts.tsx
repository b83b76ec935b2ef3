import { Link } from '@tanstack/react-router'
import { ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import type { FieldName } from '#protocol/query-lang/fields.ts'
import { SERVER } from '../../../api/server-row-source.ts'
import { useSessionCard } from '../../../api/session-card.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { useValueActions } from '../../../state/use-value-actions.ts'
import { useWorkspace } from '../../../state/workspace.tsx'
import { Value } from '../../../ui/Value.tsx'
import { Fact, Facts, Section } from './Section.tsx'
import styles from './details.module.css'

/** Session and call of the event with the way there, and what the client said of itself. */
export function SessionFacts({ event }: { readonly event: StoredEvent }) {
  const messages = useMessages()
  // An opened file is known to this browser alone: there is no card to ask for and no page to go to.
  const isStored = useWorkspace().origin === SERVER
  const card = useSessionCard(isStored ? event.session : undefined)
  const { facts, session: words } = messages.event
  const { record, accounts = [], staffs = [], devices = [] } = card.data ?? {}
  const client = [joined(record?.browser, record?.browserVersion), joined(record?.os, record?.osVersion)]
  return (
    <Section title={messages.event.sections.session}>
      <Facts>
        <Fact name={facts.session}>
          <Linked field="session" value={event.session} label={facts.session}>
            {isStored ? <PageLink to="/session/$id" id={event.session} name={words.open} /> : null}
          </Linked>
        </Fact>
        {event.callid === undefined ? null : (
          <Fact name={facts.callid}>
            <Linked field="callid" value={event.callid} label={facts.callid}>
              {isStored ? <PageLink to="/call/$id" id={event.callid} name={words.openCall} /> : null}
            </Linked>
          </Fact>
        )}
        <Claimed name={facts.account} field="account" values={accounts} to="/account/$id" />
        <Claimed name={facts.staff} field="staff" values={staffs} to="/staff/$id" />
        <Claimed name={facts.device} field="device" values={devices} to="/device/$id" />
        {client.some((it) => it !== '') ? (
          <Fact name={facts.client}>{client.filter((it) => it !== '').join(' · ')}</Fact>
        ) : null}
        {record?.app === undefined ? null : (
          <Fact name={facts.app}>{joined(record.app, record.release)}</Fact>
        )}
      </Facts>
      {card.isError ? <p className={styles['note']}>{words.failed}</p> : null}
    </Section>
  )
}

const joined = (...parts: readonly (string | undefined)[]) => parts.filter(Boolean).join(' ')

interface LinkedProps {
  readonly field: FieldName
  readonly value: string
  readonly label: string
  readonly children: ReactNode
}

function Linked({ field, value, label, children }: LinkedProps) {
  const actionsOf = useValueActions()
  return (
    <>
      <Value mono text={value} label={label} actions={actionsOf({ name: field, value })} />
      {children}
    </>
  )
}

interface PageLinkProps {
  readonly to: '/session/$id' | '/call/$id' | '/account/$id' | '/staff/$id' | '/device/$id'
  readonly id: string
  readonly name: string
}

function PageLink({ to, id, name }: PageLinkProps) {
  return (
    <Link to={to} params={{ id }} className={styles['page-link'] ?? ''} aria-label={name} title={name}>
      <ExternalLink size={13} aria-hidden="true" />
    </Link>
  )
}

interface ClaimedProps {
  readonly name: string
  readonly field: 'account' | 'staff' | 'device'
  readonly values: readonly string[]
  readonly to: PageLinkProps['to']
}

function Claimed({ name, field, values, to }: ClaimedProps) {
  const messages = useMessages()
  if (values.length === 0) return null
  return (
    <Fact name={name} hint={messages.event.facts.claimed}>
      {values.map((value) => (
        <span key={value} className={styles['claimed']}>
          <Linked field={field} value={value} label={name}>
            <PageLink to={to} id={value} name={`${name} ${value}`} />
          </Linked>
        </span>
      ))}
    </Fact>
  )
}
