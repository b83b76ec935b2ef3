import { useId, type ReactNode } from 'react'
import type { TimeWindow } from '#protocol/search-text/time-window.ts'
import type { Micros } from '#protocol/time.ts'
import type { Found, FoundCall, FoundSession } from '../../api/find.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { CallRow } from './CallRow.tsx'
import styles from './find.module.css'
import { dateText, dayText } from './find-words.ts'
import { groupFound, type DayGroup } from './group-found.ts'
import { SessionRow } from './SessionRow.tsx'

interface Props {
  readonly found: Found
  readonly windows: readonly TimeWindow[]
  readonly zone: string
  readonly now: Micros
  readonly onOpen: () => void
  /** Above the lists: what to call them where they are no answer to a search. */
  readonly titles?: { readonly calls: string; readonly sessions: string }
}

/** Calls, then sessions; what was at the time that was asked for stands before the rest. */
export function FoundLists({ found, windows, zone, now, onOpen, titles }: Props) {
  const { results } = useLanguage().messages.find
  const sessions = new Map([...found.ofCalls, ...found.sessions].map((it) => [it.session, it]))
  const sessionsOf = (call: FoundCall) => call.sessions.flatMap((id) => sessions.get(id) ?? [])
  return (
    <>
      <FoundList
        title={titles?.calls ?? results.calls}
        items={found.calls}
        {...{ windows, zone, now }}
        renderRow={(call) => (
          <CallRow key={call.callid} call={call} sessions={sessionsOf(call)} zone={zone} onOpen={onOpen} />
        )}
      />
      <FoundList
        title={titles?.sessions ?? results.sessions}
        items={found.sessions}
        {...{ windows, zone, now }}
        renderRow={(session: FoundSession) => (
          <SessionRow key={session.session} session={session} zone={zone} onOpen={onOpen} />
        )}
      />
    </>
  )
}

interface ListProps<Item> {
  readonly title: string
  readonly items: readonly Item[]
  readonly windows: readonly TimeWindow[]
  readonly zone: string
  readonly now: Micros
  readonly renderRow: (item: Item) => ReactNode
}

function FoundList<Item extends { readonly firstTs: number; readonly lastTs: number }>(
  props: ListProps<Item>,
) {
  const { title, items, windows, zone, now, renderRow } = props
  const { messages, formatNumber } = useLanguage()
  const { results } = messages.find
  const heading = useId()
  if (items.length === 0) return null
  const { within, others } = groupFound(items, windows, zone)
  const days = (groups: readonly DayGroup<Item>[]) =>
    groups.map((group) => <Day key={group.day} group={group} zone={zone} now={now} renderRow={renderRow} />)
  return (
    <section aria-labelledby={heading} className={styles['list']}>
      <h2 id={heading} className={styles['heading']}>
        {title} <span className={styles['total']}>{formatNumber(items.length)}</span>
      </h2>
      {days(within)}
      {within.length > 0 && others.length > 0 ? (
        <p className={styles['divider']}>{results.otherTimes}</p>
      ) : null}
      {days(others)}
    </section>
  )
}

interface DayProps<Item> {
  readonly group: DayGroup<Item>
  readonly zone: string
  readonly now: Micros
  readonly renderRow: (item: Item) => ReactNode
}

function Day<Item>({ group, zone, now, renderRow }: DayProps<Item>) {
  const { language, messages } = useLanguage()
  const heading = useId()
  const name = dayText(group.ts, zone, now, messages, language)
  const date = dateText(group.ts, zone, language)
  return (
    <div className={styles['day']}>
      <h3 id={heading} className={styles['dayName']}>
        {name === date ? date : `${capital(name)}, ${date}`}
      </h3>
      <ul aria-labelledby={heading} className={styles['rows']}>
        {group.items.map((item, index) => (
          <li key={index}>{renderRow(item)}</li>
        ))}
      </ul>
    </div>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
