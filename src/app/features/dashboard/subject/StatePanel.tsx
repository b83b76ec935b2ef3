import { Link } from '@tanstack/react-router'
import { Fragment, useMemo } from 'react'
import {
  coarseBands,
  stateBands,
  STRIP_MACHINES,
  type Band,
  type StripMachine,
} from '#analysis/state-strip.ts'
import { DEFAULT_VIEW, printView } from '#protocol/permalink/logs-view.ts'
import type { Micros } from '#protocol/time.ts'
import { STATE_MACHINES, stateLabel } from '#protocol/vocabulary/state-machines.ts'
import { ApiError } from '../../../api/client.ts'
import { useSubjectStates, type SubjectStates } from '../../../api/subjects.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { problemText } from '../../../state/problem-text.ts'
import { useWorkspace } from '../../../state/workspace.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import { clocksOf } from '../clocks.ts'
import styles from './subject.module.css'

type Asked = Parameters<typeof useSubjectStates>[0]

/** Bands of two pixels on a usual screen. */
const CELLS = 480
/** Staff of an account that fit on the page; those with the most trouble come first. */
const MAX_LANES = 4

const isBad = (machine: StripMachine) => (state: string) =>
  machine === 'websocket'
    ? state === 'closed'
    : (STATE_MACHINES.seat.bad as readonly string[]).includes(state)

/** What seats and sockets were in over the range; where nobody recorded anything it says so, and draws it otherwise. */
export function StatePanel({ asked }: { readonly asked: Asked }) {
  const { messages, formatNumber } = useLanguage()
  const { zone } = useWorkspace()
  const { data, error, isFetching, isPlaceholderData, refetch } = useSubjectStates(asked)
  const texts = messages.dashboard.subject.states
  const lanes = useMemo(() => (data ? lanesOf(data) : []), [data])
  if (error && !(error instanceof ApiError)) throw error
  const { day, minutes } = clocksOf(zone)
  const moment = (ts: Micros) => `${day(ts)} ${minutes(ts)}`
  const hidden = lanes.length - MAX_LANES
  return (
    <Panel
      title={texts.title}
      className={styles['panel'] ?? ''}
      note={hidden > 0 ? texts.more(formatNumber(hidden)) : undefined}
      progress={isFetching && isPlaceholderData ? {} : undefined}
      problem={
        error
          ? {
              message: `${messages.dashboard.subject.failed} ${problemText(error, messages)}`,
              onRetry: () => void refetch(),
            }
          : undefined
      }
    >
      <div className={styles['strips']}>
        {lanes.slice(0, MAX_LANES).map((lane) => (
          <Fragment key={lane.staff}>
            {STRIP_MACHINES.map((machine) => (
              <div key={machine} className={styles['lane']}>
                <span className={styles['laneName']}>
                  {texts.machines[machine]}
                  {lanes.length > 1 ? ` ${readableText(lane.staff)}` : ''}
                </span>
                <Strip machine={machine} bands={lane.bands[machine]} stretch={lane.stretch} />
              </div>
            ))}
          </Fragment>
        ))}
        {data ? (
          <div className={styles['stripAxis']}>
            <time>{moment(data.from)}</time>
            {data.since === null ? null : <span>{texts.since(moment(data.since as Micros))}</span>}
            <time>{moment(data.to)}</time>
          </div>
        ) : null}
      </div>
    </Panel>
  )
}

interface Lane {
  readonly staff: string
  readonly stretch: { readonly from: Micros; readonly to: Micros }
  readonly bands: Readonly<Record<StripMachine, readonly Band[]>>
  readonly badMicros: number
}

function lanesOf({ spans, changes, from, to, since }: SubjectStates): readonly Lane[] {
  // Before that moment the answer holds nothing, which is not the same as nothing having happened.
  const stretch = { from: Math.max(from, since ?? from) as Micros, to }
  const staffs = [...new Set(spans.map(({ staff }) => staff))]
  return staffs
    .map((staff): Lane => {
      const own = spans
        .filter((span) => span.staff === staff)
        .map((span) => ({ ...span, firstTs: span.firstTs as Micros, lastTs: span.lastTs as Micros }))
      const stamped = changes.map((change) => ({ ...change, ts: change.ts as Micros }))
      const draw = (machine: StripMachine) => stateBands(machine, own, stamped, stretch)
      const exact = { seat: draw('seat'), websocket: draw('websocket') }
      const badMicros = STRIP_MACHINES.flatMap((machine) =>
        exact[machine].filter((band) => isBad(machine)(band.state)),
      ).reduce((sum, band) => sum + band.to - band.from, 0)
      return {
        staff,
        stretch,
        badMicros,
        bands: {
          seat: coarseBands(exact.seat, stretch, CELLS, isBad('seat')),
          websocket: coarseBands(exact.websocket, stretch, CELLS, isBad('websocket')),
        },
      }
    })
    .sort((a, b) => b.badMicros - a.badMicros)
}

interface StripProps {
  readonly machine: StripMachine
  readonly bands: readonly Band[]
  readonly stretch: Lane['stretch']
}

/** Only bands that are wide enough carry their word; the rest say it when they are pointed at. */
const WORD_SHARE = 0.055

function Strip({ machine, bands, stretch }: StripProps) {
  const { messages, language } = useLanguage()
  const { zone } = useWorkspace()
  const texts = messages.dashboard.subject.states
  const { minutes, seconds } = clocksOf(zone)
  const length = stretch.to - stretch.from
  return (
    <ol className={styles['strip']} aria-label={texts.machines[machine]}>
      {bands.map((band) => {
        const share = (band.to - band.from) / length
        const clock = band.to - band.from < 120_000_000 ? seconds : minutes
        const word =
          band.kind === 'state'
            ? stateLabel(machine, readableText(band.state))[language]
            : texts.kinds[band.kind]
        const title = `${word}, ${clock(band.from)}–${clock(band.to)}`
        const style = { width: `${share * 100}%` }
        const content = share >= WORD_SHARE ? word : <span className="spoken">{word}</span>
        const bad = isBad(machine)(band.state)
        return (
          <li
            key={band.from}
            style={style}
            title={title}
            data-kind={band.kind}
            data-state={band.state}
            data-bad={bad}
          >
            {band.event ? (
              <Link
                to="/session/$id"
                params={{ id: band.event.session }}
                search={printView({
                  ...DEFAULT_VIEW,
                  order: 'asc',
                  zone,
                  query: machine === 'seat' ? 'name:SEAT_*,TICKET_*' : 'category:websocket',
                  row: band.event,
                })}
                tabIndex={bad ? 0 : -1}
                aria-label={title}
              >
                {content}
              </Link>
            ) : (
              <span>{content}</span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
