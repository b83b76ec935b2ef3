import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import type { Micros } from '#protocol/time.ts'
import { useRecent } from '../../api/find.ts'
import { useImports } from '../../api/imports.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { problemText } from '../../state/problem-text.ts'
import { flashStatus } from '../../state/status-line.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState, Notice } from '../../ui/Notice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { readableText } from '../../ui/readable-text.ts'
import styles from './find.module.css'
import { FoundLists } from './FoundLists.tsx'
import { dayText } from './find-words.ts'
import { forgetSearches, recentSearches } from './recent-searches.ts'
import { RESULT } from './use-result-keys.ts'

interface Props {
  readonly zone: string
  readonly now: Micros
  readonly onText: (text: string) => void
}

/** Before anything is asked for: what was there last, what one looked for, and what to try. */
export function StartPage({ zone, now, onText }: Props) {
  const { messages } = useLanguage()
  const { start } = messages.find
  const recent = useRecent(true)
  const imports = useImports()
  const { data } = recent
  const isEmpty = data !== undefined && data.calls.length + data.sessions.length === 0
  const holdsSample = imports.data?.some(({ kind, status }) => kind === 'sample' && status === 'done')
  return (
    <div className={styles['start']}>
      <div className={styles['main']} aria-busy={recent.isPending}>
        {recent.isPending ? <Skeleton lines={8} /> : null}
        {recent.error ? (
          <Notice
            tone="error"
            compact
            title={start.failed}
            actions={<Button onClick={() => void recent.refetch()}>{messages.ui.retry}</Button>}
          >
            <p>{problemText(recent.error, messages)}</p>
          </Notice>
        ) : null}
        {isEmpty ? (
          <EmptyState title={start.nothingYet} compact actions={<Link to="/imports">{start.openFile}</Link>}>
            <p>{start.nothingYetWhy}</p>
          </EmptyState>
        ) : null}
        {data && !isEmpty ? (
          <FoundLists
            found={data}
            windows={[]}
            zone={zone}
            now={now}
            onOpen={() => undefined}
            titles={{ calls: start.recentCalls, sessions: start.recentSessions }}
          />
        ) : null}
      </div>
      <aside className={styles['aside']}>
        <Searches onText={onText} />
        {holdsSample ? <SampleHints onText={onText} /> : null}
        <RecentImports zone={zone} now={now} />
      </aside>
    </div>
  )
}

function Searches({ onText }: Pick<Props, 'onText'>) {
  const { start } = useLanguage().messages.find
  const [kept, setKept] = useState(recentSearches)
  const heading = useId()
  if (kept.length === 0) return null
  return (
    <section aria-labelledby={heading} className={styles['card']}>
      <h2 id={heading}>{start.searches}</h2>
      <ul className={styles['tries']}>
        {kept.map((text) => (
          <li key={text}>
            <button type="button" {...{ [RESULT]: '' }} onClick={() => onText(text)}>
              {readableText(text)}
            </button>
          </li>
        ))}
      </ul>
      <p className={styles['note']}>
        {start.searchesNote}{' '}
        <Button
          size="small"
          look="quiet"
          onClick={() => {
            forgetSearches()
            setKept([])
            flashStatus(start.forgotten)
          }}
        >
          {start.forget}
        </Button>
      </p>
    </section>
  )
}

function SampleHints({ onText }: Pick<Props, 'onText'>) {
  const { sample } = useLanguage().messages.find
  const heading = useId()
  const tries = [
    [sample.byNumber, sample.byNumberText],
    [sample.byLast4, sample.byLast4Text],
    [sample.byWords, sample.byWordsText],
    [sample.bySeat, sample.bySeatText],
  ] as const
  return (
    <section aria-labelledby={heading} className={styles['card']}>
      <h2 id={heading}>{sample.title}</h2>
      <p className={styles['note']}>{sample.note}</p>
      <ul className={styles['tries']}>
        {tries.map(([why, text]) => (
          <li key={text}>
            <button type="button" {...{ [RESULT]: '' }} onClick={() => onText(text)}>
              <span className={styles['tryWhy']}>{why}</span>
              <span className={styles['tryText']}>{text}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** As many as fit beside the calls; the rest is on the page of imports. */
const SHOWN_IMPORTS = 5

function RecentImports({ zone, now }: Pick<Props, 'zone' | 'now'>) {
  const { language, messages, formatNumber } = useLanguage()
  const { start } = messages.find
  const imports = useImports()
  const heading = useId()
  if (imports.error) return <p className={styles['note']}>{start.failedImports}</p>
  if (!imports.data || imports.data.length === 0) return null
  return (
    <section aria-labelledby={heading} className={styles['card']}>
      <h2 id={heading}>{start.recentImports}</h2>
      <ul className={styles['tries']}>
        {imports.data.slice(0, SHOWN_IMPORTS).map((entry) => (
          <li key={entry.id}>
            <Link to="/imports" {...{ [RESULT]: '' }}>
              <span className={styles['tryText']}>{readableText(entry.file)}</span>
              <span className={styles['tryWhy']}>
                {[
                  start.importStates[entry.status],
                  start.imported(formatNumber(entry.stored)),
                  dayText(entry.started as Micros, zone, now, messages, language),
                ].join(' · ')}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
