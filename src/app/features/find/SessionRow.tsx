import { Link } from '@tanstack/react-router'
import { AppWindow } from 'lucide-react'
import { civilIn } from '#protocol/search-text/zone-offset.ts'
import type { Micros } from '#protocol/time.ts'
import type { FoundSession } from '../../api/find.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { durationText } from '../../ui/duration-text.ts'
import { readableText } from '../../ui/readable-text.ts'
import { Completeness, Counts, KindChip, Matched, who } from './RowFacts.tsx'
import styles from './find.module.css'
import { clockText } from './find-words.ts'
import { RESULT } from './use-result-keys.ts'

interface Props {
  readonly session: FoundSession
  readonly zone: string
  readonly onOpen: () => void
}

/** A session: who, with what, how long. */
export function SessionRow({ session, zone, onOpen }: Props) {
  const { messages, formatNumber } = useLanguage()
  const { row: words, results } = messages.find
  const { browser, browserVersion, os, osVersion, app, release } = session.record
  const facts = [
    joined(browser, browserVersion?.split('.')[0]),
    joined(os, osVersion),
    joined(app, release),
    session.session,
  ].filter((it) => it !== undefined)
  const duration = durationText(session.lastTs - session.firstTs, messages.ui.units)
  const people = who([session], words)
  const calls = session.callids.length
  return (
    <Link
      to="/session/$id"
      params={{ id: session.session }}
      className={styles['row']}
      {...{ [RESULT]: session.session }}
      onClick={onOpen}
    >
      <span className={styles['outcome']}>
        <AppWindow size={13} aria-hidden="true" />
        <span title={words.lasted(duration)}>{duration}</span>
      </span>
      <time className={styles['time']}>{clockText(civilIn(zone, session.firstTs as Micros), true)}</time>
      <span className={styles['number']}>
        {calls === 0 ? (
          <span className={styles['faint']}>{results.callCount(0, '0')}</span>
        ) : (
          results.callCount(calls, formatNumber(calls))
        )}
      </span>
      <span className={styles['why']}>{people.map(readableText).join(' · ')}</span>
      <span className={styles['facts']}>{facts.map(readableText).join(' · ')}</span>
      <Counts of={session} />
      <span className={styles['more']}>
        <Matched by={session.matched} />
        <KindChip kind={session.kind} />
        <Completeness delivery={session.delivery} />
      </span>
    </Link>
  )
}

function joined(name: string | undefined, version: string | undefined): string | undefined {
  return name === undefined ? undefined : [name, version].filter((it) => it !== undefined).join(' ')
}
