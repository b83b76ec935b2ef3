import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { DEFAULT_VIEW, printView } from '#protocol/permalink/logs-view.ts'
import { EVERYTHING, type TimeRange } from '#protocol/permalink/time-range.ts'
import type { Micros } from '#protocol/time.ts'
import { useLogHits } from '../../api/find.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { readableText } from '../../ui/readable-text.ts'
import styles from './find.module.css'
import { onDayText } from './find-words.ts'
import type { Understanding } from './understanding.ts'
import { RESULT } from './use-result-keys.ts'

interface Props {
  readonly understood: Understanding
  readonly zone: string
  readonly now: Micros
  readonly onOpen: () => void
}

/** The same words in the events themselves: what no list of calls holds. Says nothing where there are no words. */
export function LogHits({ understood, zone, now, onOpen }: Props) {
  const { language, messages, formatNumber } = useLanguage()
  const { logs } = messages.find
  const heading = useId()
  const { logQuery, windows, read } = understood
  const hits = useLogHits(logQuery, windows, true)
  if (logQuery === '' || !hits.data) return null
  const { count, everCount, newest } = hits.data
  const words = `“${readableText(read.rest)}”`
  const isElsewhere = count === 0 && everCount > 0
  const range: TimeRange =
    isElsewhere || windows.length === 0
      ? EVERYTHING
      : {
          from: { kind: 'at', at: Math.min(...windows.map((it) => it.from)) as Micros },
          to: { kind: 'at', at: Math.max(...windows.map((it) => it.to)) as Micros },
        }
  return (
    <section aria-labelledby={heading} className={styles['list']}>
      <h2 id={heading} className={styles['heading']}>
        {logs.title}
      </h2>
      {everCount === 0 ? (
        <p className={styles['quiet']}>{logs.none(words)}</p>
      ) : (
        <Link
          to="/logs"
          search={printView({ ...DEFAULT_VIEW, query: logQuery, range })}
          className={`${styles['row']} ${styles['logRow']}`}
          {...{ [RESULT]: 'logs' }}
          onClick={onOpen}
        >
          <span>
            {isElsewhere && newest !== undefined
              ? logs.noneThen(
                  words,
                  formatNumber(everCount),
                  onDayText(newest, zone, now, messages, language),
                )
              : logs.hits(count, formatNumber(count), words)}
          </span>
          <span className={styles['go']}>{isElsewhere ? logs.openAny : logs.open}</span>
        </Link>
      )}
    </section>
  )
}
