import type { Micros } from '#protocol/time.ts'
import { useCancelFind, type Found } from '../../api/find.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { problemText } from '../../state/problem-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Waiting } from '../../ui/Panel.tsx'
import styles from './find.module.css'
import { FoundLists } from './FoundLists.tsx'
import { lookedUp, onDayText, windowText } from './find-words.ts'
import { isWithin } from './group-found.ts'
import { LogHits } from './LogHits.tsx'
import { NothingFound } from './NothingFound.tsx'
import { without, type Understanding } from './understanding.ts'

interface Search {
  readonly data: Found | undefined
  readonly error: Error | null
  readonly isFetching: boolean
  /** What is shown answers an earlier text. */
  readonly isPlaceholderData: boolean
  readonly refetch: () => void
}

interface Props {
  readonly search: Search
  readonly understood: Understanding
  readonly zone: string
  readonly now: Micros
  readonly onText: (text: string) => void
  readonly onOpen: () => void
}

/** The answer to a text, whatever it is: found, found at other times, nothing, slow, or failed. */
export function Results(props: Props) {
  const { search, understood, zone, now, onText, onOpen } = props
  const { messages } = useLanguage()
  const { results } = messages.find
  const cancel = useCancelFind()
  const { data, error, isFetching, isPlaceholderData } = search
  const isStopped = !isFetching && !error && (isPlaceholderData || data === undefined)
  const isStale = isFetching && isPlaceholderData
  const isAnswer = data !== undefined && !isPlaceholderData && !error
  const isEmpty = isAnswer && data.calls.length + data.sessions.length === 0
  return (
    <div className={styles['results']} aria-busy={isFetching}>
      <Waiting progress={isFetching ? { onCancel: cancel } : undefined} />
      {error && !isFetching ? <SearchFailed error={error} onRetry={search.refetch} /> : null}
      {isStopped ? (
        <output className={styles['line']}>
          {results.cancelled}{' '}
          <Button size="small" onClick={search.refetch}>
            {results.again}
          </Button>
        </output>
      ) : null}
      <Summary data={isAnswer ? data : undefined} />
      {isEmpty ? (
        <NothingFound {...{ understood, zone, now, onText }} found={data}>
          <LogHits {...{ understood, zone, now, onOpen }} />
        </NothingFound>
      ) : null}
      {data && !error && !isEmpty ? (
        <div className={isStale ? styles['stale'] : ''}>
          {isAnswer ? <NotThen {...{ understood, zone, now, onText }} found={data} /> : null}
          <FoundLists found={data} windows={understood.windows} {...{ zone, now, onOpen }} />
          {data.truncated ? <p className={styles['quiet']}>{results.truncated}</p> : null}
        </div>
      ) : null}
      {isAnswer && !isEmpty ? <LogHits {...{ understood, zone, now, onOpen }} /> : null}
    </div>
  )
}

/** For the eye a quiet line; a screen reader hears it when it changes. */
function Summary({ data }: { readonly data: Found | undefined }) {
  const { messages, formatNumber } = useLanguage()
  const { results } = messages.find
  const isSomething = data && data.calls.length + data.sessions.length > 0
  return (
    <output className={styles['summary']}>
      {isSomething ? (
        <>
          <span>
            {results.summary(
              results.callCount(data.calls.length, formatNumber(data.calls.length)),
              results.sessionCount(data.sessions.length, formatNumber(data.sessions.length)),
            )}
          </span>
          <span className={styles['millis']}>{results.millis(formatNumber(Math.round(data.millis)))}</span>
          <span className={styles['keys']}>{results.keys}</span>
        </>
      ) : null}
    </output>
  )
}

interface NotThenProps extends Pick<Props, 'understood' | 'zone' | 'now' | 'onText'> {
  readonly found: Found
}

/** Something was found, but not when it was said to be: the list goes on with what is nearest. */
function NotThen({ understood, found, zone, now, onText }: NotThenProps) {
  const { language, messages, formatNumber } = useLanguage()
  const { nothing, results } = messages.find
  const { windows, times, read } = understood
  if (windows.length === 0) return null
  if (found.byTimeOnly) return <OnlyThen {...{ understood, found, onText }} />
  if ([...found.calls, ...found.sessions].some((it) => isWithin(it, windows))) return null
  const nearest = found.calls[0] ?? found.sessions[0]
  const [time] = read.times
  if (!nearest) return null
  const day = (ts: number) => onDayText(ts as Micros, zone, now, messages, language)
  const near = day(nearest.firstTs)
  const calls = found.calls.filter((it) => day(it.firstTs) === near).length
  const sessions = found.sessions.filter((it) => day(it.firstTs) === near).length
  const when = times
    .flatMap((it) => it.windows.map((window) => windowText(window, it.zone, now, messages, language)))
    .join(` ${messages.find.understood.or} `)
  return (
    <output className={`${styles['line']} ${styles['notThen']}`}>
      <span>{nothing.atTime(when)}</span>{' '}
      <strong>
        {nothing.nearest(
          calls > 0
            ? results.callCount(calls, formatNumber(calls))
            : results.sessionCount(sessions, formatNumber(sessions)),
          near,
        )}
      </strong>
      {time ? (
        <Button size="small" onClick={() => onText(without(read, time))}>
          {nothing.anyTime}
        </Button>
      ) : null}
    </output>
  )
}

/** Who was named is not known; whatever went on at that time may still be what is looked for. */
function OnlyThen({ understood, found, onText }: Pick<NotThenProps, 'understood' | 'found' | 'onText'>) {
  const { language, messages } = useLanguage()
  const { nothing, results } = messages.find
  const [time] = understood.read.times
  const things = lookedUp(understood, found)
  if (things.length === 0) return null
  return (
    <output className={`${styles['line']} ${styles['notThen']}`}>
      <span>{results.byTimeOnly(things.join(language === 'zh' ? '、' : ', '))}</span>
      {time ? (
        <Button size="small" onClick={() => onText(without(understood.read, time))}>
          {nothing.anyTime}
        </Button>
      ) : null}
    </output>
  )
}

function SearchFailed({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const { messages } = useLanguage()
  return (
    <Notice
      tone="error"
      compact
      title={messages.find.results.failed}
      actions={<Button onClick={onRetry}>{messages.ui.retry}</Button>}
    >
      <p>{problemText(error, messages)}</p>
    </Notice>
  )
}
