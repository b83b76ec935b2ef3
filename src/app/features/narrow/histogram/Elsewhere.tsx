import { useQuery } from '@tanstack/react-query'
import { civilIn, momentIn } from '#protocol/search-text/zone-offset.ts'
import { shiftedDate } from '#protocol/civil-date.ts'
import type { Micros } from '#protocol/time.ts'
import { ApiError } from '../../../api/client.ts'
import type { RowOrigin, RowSource } from '../../../api/row-source.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import styles from './histogram.module.css'

interface Props {
  readonly origin: RowOrigin
  readonly source: RowSource
  readonly zone: string
  readonly onGo: (from: Micros, to: Micros) => void
}

/** "0 here, 6,878 on 14 Nov: go": where the newest rows are when the range has none. */
export function Elsewhere({ origin, source, zone, onGo }: Props) {
  const { messages, formatNumber, language } = useLanguage()
  const words = messages.narrow.histogram
  const isBounded = source.scope.from !== undefined || source.scope.to !== undefined
  const { data } = useQuery({
    queryKey: ['elsewhere', source.key, zone],
    enabled: isBounded,
    queryFn: ({ signal }) => newestDay(origin, source, zone, signal),
    staleTime: Infinity,
    // Only an offer: without it the range is still empty.
    throwOnError: (cause) => !(cause instanceof ApiError),
  })
  if (!isBounded || data === null) return <p className={styles['empty']}>{words.nowhere}</p>
  if (!data) return <p className={styles['empty']}>{words.none}</p>
  const { from, to, count } = data
  const day = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(from / 1_000)
  return (
    <output className={styles['empty']}>
      {words.elsewhere(formatNumber(count), day)}{' '}
      <button type="button" className={styles['go']} onClick={() => onGo(from, to)}>
        {words.go}
      </button>
    </output>
  )
}

interface Day {
  readonly from: Micros
  readonly to: Micros
  readonly count: number
}

/** The day, in the zone, of the newest row that matches at any time; null: there is none. */
async function newestDay(
  origin: RowOrigin,
  source: RowSource,
  zone: string,
  signal: AbortSignal,
): Promise<Day | null> {
  const { query } = source.scope
  const all = await origin.open({ query, order: 'desc' }, source.asOf, signal)
  const { events } = await all.rowsAt(0, 1, signal)
  const [newest] = events
  if (!newest) return null
  const { year, month, day } = civilIn(zone, newest.ts)
  const midnight = { hour: 0, minute: 0, second: 0 }
  const from = momentIn(zone, { year, month, day, ...midnight })
  const to = momentIn(zone, { ...shiftedDate({ year, month, day }, 1), ...midnight })
  const ofDay = await origin.open({ query, order: 'desc', from, to }, source.asOf, signal)
  const { count } = await ofDay.count(signal)
  return { from, to, count }
}
