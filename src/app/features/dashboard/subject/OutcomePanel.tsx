import { ChartColumn, Table } from 'lucide-react'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { zoneOffset } from '#protocol/search-text/zone-offset.ts'
import { MICROS_PER_DAY, type Micros } from '#protocol/time.ts'
import { OUTCOME_LABELS, type Outcome } from '#protocol/vocabulary/call-outcome.ts'
import type { CallChoice, SubjectFigures } from '../../../api/subjects.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { useWorkspace } from '../../../state/workspace.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { OutcomeMark } from '../../../ui/OutcomeMark.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { clocksOf } from '../clocks.ts'
import { axisTicks, barRows, type BarRow } from './bar-rows.ts'
import { OUTCOME_FILL, STACK } from './outcome-order.ts'
import type { ChooseCalls } from './use-call-choice.ts'
import styles from './subject.module.css'

interface Props {
  readonly figures: SubjectFigures | undefined
  readonly isWaiting: boolean
  readonly choice: CallChoice
  readonly choose: ChooseCalls
}

const OutcomeChart = lazy(() => import('./OutcomeChart.tsx').then((it) => ({ default: it.OutcomeChart })))
/** The same while it loads, with nothing in it, and as a table: nothing below ever moves. */
const HEIGHT = 168
/** Eleven characters each fit beside one another on 800 pixels. */
const MOST_TICKS = 10

/** Calls by outcome over time, as bars or as a table; a bar is the way into its stretch of time. */
export function OutcomePanel({ figures, isWaiting, choice, choose }: Props) {
  const { messages } = useLanguage()
  const { change, zone } = useWorkspace()
  const [isTable, setTable] = useState(false)
  const texts = messages.dashboard.subject.outcomes
  const rows = useMemo(() => (figures ? barRows(figures.calls, figures.to) : []), [figures])
  const ticks = useMemo(
    () => axisTicks(rows, zoneOffset(zone, rows[0]?.from ?? (0 as Micros)), MOST_TICKS),
    [rows, zone],
  )
  const { axisText, momentText } = useAxis(zone, figures?.calls.width ?? 1)
  const open = useCallback(
    ({ from, to }: BarRow) =>
      change({ range: { from: { kind: 'at', at: from }, to: { kind: 'at', at: to } } }, 'push'),
    [change],
  )
  return (
    <Panel
      title={texts.title}
      className={styles['panel'] ?? ''}
      progress={isWaiting ? {} : undefined}
      actions={
        <IconButton
          label={isTable ? texts.asChart : texts.asTable}
          size="small"
          onClick={() => setTable(!isTable)}
        >
          {isTable ? <ChartColumn size={14} aria-hidden="true" /> : <Table size={14} aria-hidden="true" />}
        </IconButton>
      }
    >
      <Legend figures={figures} choice={choice} choose={choose} />
      <div className={styles['chart']} style={{ height: HEIGHT }}>
        {figures?.calls.count === 0 ? <p className={styles['empty']}>{texts.none}</p> : null}
        {figures && figures.calls.count > 0 ? (
          isTable ? (
            <OutcomeTable rows={rows} momentText={momentText} onOpen={open} />
          ) : (
            <Suspense>
              <OutcomeChart
                rows={rows}
                chosen={choice.outcome}
                height={HEIGHT}
                momentText={momentText}
                ticks={ticks}
                axisText={axisText}
                onOpen={open}
              />
            </Suspense>
          )
        ) : null}
      </div>
    </Panel>
  )
}

function useAxis(zone: string, width: number) {
  return useMemo(() => {
    const { day, minutes, seconds } = clocksOf(zone)
    const clock = width < 60_000_000 ? seconds : minutes
    // Over years a day without its year says nothing.
    const short = (ts: number) => (width >= 7 * MICROS_PER_DAY ? day(ts).slice(0, 7) : day(ts).slice(5))
    const isMidnight = (ts: number) => seconds(ts as Micros) === '00:00:00'
    return {
      // A midnight is a date: "00:00" five times over says nothing.
      axisText: (from: number) =>
        isMidnight(from) || width >= MICROS_PER_DAY ? short(from) : clock(from as Micros),
      momentText: ({ from, to }: BarRow) =>
        width >= MICROS_PER_DAY
          ? [...new Set([day(from), day(to - 1)])].join(' – ')
          : `${day(from)} ${clock(from)}–${clock(to)}`,
    }
  }, [zone, width])
}

/** How many calls came out how; one of them chosen narrows the list of calls. */
function Legend({ figures, choice, choose }: Omit<Props, 'isWaiting'>) {
  const { messages, formatNumber } = useLanguage()
  const texts = messages.dashboard.subject.outcomes
  const { outcome: chosen } = choice
  const toggle = (outcome: Outcome) => choose(chosen === outcome ? {} : { outcome })
  return (
    <ul className={styles['legend']} aria-label={texts.legend}>
      {STACK.toReversed()
        .filter((outcome) => (figures?.calls.outcomes[outcome] ?? 0) > 0 || outcome === chosen)
        .map((outcome) => (
          <li key={outcome}>
            <button
              type="button"
              aria-pressed={chosen === outcome}
              title={texts.choose}
              onClick={() => toggle(outcome)}
            >
              <i style={{ background: OUTCOME_FILL[outcome] }} />
              <OutcomeMark outcome={outcome} />
              <b>{formatNumber(figures?.calls.outcomes[outcome] ?? 0)}</b>
            </button>
          </li>
        ))}
    </ul>
  )
}

interface TableProps {
  readonly rows: readonly BarRow[]
  readonly momentText: (row: BarRow) => string
  readonly onOpen: (row: BarRow) => void
}

/** What the bars say, for eyes and ears that do not read bars. */
function OutcomeTable({ rows, momentText, onOpen }: TableProps) {
  const { messages, language, formatNumber } = useLanguage()
  const texts = messages.dashboard.subject.outcomes
  const present = STACK.toReversed().filter((outcome) => rows.some((row) => row.counts[outcome] > 0))
  return (
    // Its own scrolling must be reachable by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles['tableBox']} tabIndex={0} aria-label={texts.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{texts.when}</th>
            {present.map((outcome) => (
              <th key={outcome} scope="col">
                {OUTCOME_LABELS[outcome][language]}
              </th>
            ))}
            <th scope="col">{texts.total}</th>
          </tr>
        </thead>
        <tbody>
          {rows
            .filter((row) => row.total > 0)
            .map((row) => (
              <tr key={row.from}>
                <th scope="row">
                  <button type="button" onClick={() => onOpen(row)} title={texts.zoom}>
                    {momentText(row)}
                  </button>
                </th>
                {present.map((outcome) => (
                  <td key={outcome}>{row.counts[outcome] === 0 ? '' : formatNumber(row.counts[outcome])}</td>
                ))}
                <td>{formatNumber(row.total)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  )
}
