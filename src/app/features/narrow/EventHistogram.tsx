import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import type { TimeRange } from '#protocol/permalink/time-range.ts'
import { microsFromMillis, type Micros } from '#protocol/time.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { useCommands } from '../../state/commands.ts'
import { problemText } from '../../state/problem-text.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import { timeFormatter } from '../../ui/time-text.ts'
import { axisTicks } from './histogram/axis.ts'
import { placeOf } from './histogram/bars.ts'
import { Elsewhere } from './histogram/Elsewhere.tsx'
import { HistogramBracket } from './histogram/HistogramBracket.tsx'
import { HistogramCrumbs } from './histogram/HistogramCrumbs.tsx'
import { HistogramRange } from './histogram/HistogramRange.tsx'
import { HistogramTable } from './histogram/HistogramTable.tsx'
import { follow, isSameRange, nested, startHistory } from './histogram/range-history.ts'
import { useHistogram } from './histogram/use-histogram.ts'
import { useWidth } from './histogram/use-width.ts'
import styles from './histogram/histogram.module.css'

// Charts are a third of the page's weight, and the list does not wait for them.
const HistogramChart = lazy(() =>
  import('./histogram/HistogramChart.tsx').then((it) => ({ default: it.HistogramChart })),
)

const BARS_PX = 40
const PX_PER_TICK = 110
/** Room for microseconds with their date, which only spans this short need. */
const PX_PER_LONG_TICK = 150
const LONG_TICKS_BELOW = 20_000
/** A label that would be cut at the edge says something wrong. */
const LEAST_TICK_PX = 60

/** Rows over time, by level; drag zooms. Its height is reserved, and it fails on its own. */
export function EventHistogram() {
  const { messages, formatNumber } = useLanguage()
  const words = messages.narrow.histogram
  const { view, change, origin, rows, store, zone } = useWorkspace()
  const plot = useRef<HTMLDivElement>(null)
  const range = useRef<HTMLDivElement>(null)
  const width = useWidth(plot)
  const { bars, answer, isStale, error, retry } = useHistogram(width)
  const [isTable, setTable] = useState(false)
  const [history, setHistory] = useState(() => startHistory(view.range))
  if (!isSameRange(history.present, view.range)) setHistory(follow(history, view.range))
  const [now] = useState(() => microsFromMillis(Date.now()))

  const go = (next: TimeRange) => change({ range: next }, 'push')
  const zoom = (from: Micros, to: Micros) =>
    go({ from: { kind: 'at', at: from }, to: { kind: 'at', at: to } })
  const before = history.past.at(-1)
  const [after] = history.future
  useCommands([
    {
      id: 'histogram.undo',
      title: words.commands.undo,
      group: words.commands.group,
      keys: ['z'],
      enabled: before !== undefined,
      run: () => before && go(before),
    },
    {
      id: 'histogram.redo',
      title: words.commands.redo,
      group: words.commands.group,
      keys: ['Z'],
      enabled: after !== undefined,
      run: () => after && go(after),
    },
    {
      id: 'histogram.focus',
      title: words.commands.focus,
      group: words.commands.group,
      run: () => range.current?.focus(),
    },
  ])

  const timeText = useMemo(() => {
    const format = timeFormatter(zone)
    const isFine = bars !== undefined && bars.to - bars.from < 600_000_000
    return (time: Micros) => format(time).text.slice(0, isFine ? 23 : 19)
  }, [zone, bars])
  const ticks = useMemo(() => {
    if (!bars || width === 0) return []
    const room = bars.to - bars.from < LONG_TICKS_BELOW ? PX_PER_LONG_TICK : PX_PER_TICK
    return axisTicks(bars.from, bars.to, Math.floor(width / room), zone)
  }, [bars, width, zone])
  const source = rows.status === 'open' ? rows.source : rows.previous
  const isEmpty = bars !== undefined && bars.total === 0 && !answer?.shortfall
  const summary = bars
    ? words.summary(
        formatNumber(bars.total),
        formatNumber(bars.errors),
        timeText(bars.from),
        timeText(bars.to),
      )
    : ''
  return (
    <section className={styles['histogram']} aria-label={words.label}>
      <div ref={plot} className={styles['plot']} data-stale={isStale || undefined}>
        {bars && !isEmpty && width > 0 ? (
          <Suspense>
            <div className={styles['bars']} aria-hidden="true">
              <HistogramChart bars={bars} width={width} height={BARS_PX} />
            </div>
          </Suspense>
        ) : null}
        {isEmpty && source ? <Elsewhere origin={origin} source={source} zone={zone} onGo={zoom} /> : null}
        {bars && answer?.shortfall ? (
          <div
            className={styles['unknown']}
            style={{ width: `${placeOf(bars, answer.shortfall.scannedTo) * 100}%` }}
          >
            {words.partial(timeText(answer.shortfall.scannedTo))}
          </div>
        ) : null}
        {bars && !isEmpty ? (
          <>
            <HistogramRange
              ref={range}
              bars={bars}
              summary={summary}
              timeText={timeText}
              onZoom={zoom}
              onShow={(ts) => store.setState({ goal: { kind: 'time', ts } })}
            />
            <HistogramBracket bars={bars} />
            <div className={styles['axis']} aria-hidden="true">
              {ticks
                .filter(({ time }) => placeOf(bars, time) * width < width - LEAST_TICK_PX)
                .map(({ time, text }) => (
                  <span key={time} style={{ left: `${placeOf(bars, time) * 100}%` }}>
                    {text}
                  </span>
                ))}
            </div>
          </>
        ) : null}
        {error ? (
          <p role="alert" className={styles['failed']}>
            {words.failed} {problemText(error, messages)}{' '}
            <button type="button" className={styles['go']} onClick={retry}>
              {words.retry}
            </button>
          </p>
        ) : null}
        <HistogramCrumbs ranges={nested(history, now)} now={now} onGo={go} />
        {bars && !isEmpty ? (
          <button
            type="button"
            className={styles['as-table']}
            aria-expanded={isTable}
            onClick={() => setTable(!isTable)}
          >
            {words.table}
          </button>
        ) : null}
      </div>
      {isTable && bars ? <HistogramTable bars={bars} timeText={timeText} /> : null}
    </section>
  )
}
