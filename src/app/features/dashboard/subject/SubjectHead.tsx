import { Link } from '@tanstack/react-router'
import { DEFAULT_VIEW, printView } from '#protocol/permalink/logs-view.ts'
import type { Micros } from '#protocol/time.ts'
import type { SubjectFigures, SubjectKind } from '../../../api/subjects.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { useWorkspace } from '../../../state/workspace.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import { clocksOf } from '../clocks.ts'
import styles from './subject.module.css'

interface Props {
  readonly kind: SubjectKind
  readonly id: string
  readonly figures: SubjectFigures | undefined
}

const OTHERS: Readonly<Record<SubjectKind, readonly SubjectKind[]>> = {
  account: ['staff', 'device'],
  staff: ['account', 'device'],
  device: ['account', 'staff'],
}

/** Who it is, when it was seen, and with whom and what in the range. */
export function SubjectHead({ kind, id, figures }: Props) {
  const { messages } = useLanguage()
  const { zone } = useWorkspace()
  const texts = messages.dashboard.subject
  const { day, minutes } = clocksOf(zone)
  const moment = (ts: number) => `${day(ts)} ${minutes(ts as Micros)}`
  return (
    <header className={styles['head']}>
      <h1>
        <span>{texts.kinds[kind]}</span> {readableText(id)}
      </h1>
      <p className={styles['seen']} title={messages.dashboard.card.claimed}>
        {figures ? texts.seen(moment(figures.firstTs), moment(figures.lastTs)) : ''}
      </p>
      <dl className={styles['people']}>
        {figures ? OTHERS[kind].map((of) => <People key={of} of={of} figures={figures} />) : null}
      </dl>
    </header>
  )
}

const PAGES = { account: '/account/$id', staff: '/staff/$id', device: '/device/$id' } as const
/** In one line; the rest is behind "more". */
const MOST_LISTED = 6

function People({ of, figures }: { readonly of: SubjectKind; readonly figures: SubjectFigures }) {
  const { messages, formatNumber } = useLanguage()
  const { view, zone } = useWorkspace()
  const texts = messages.dashboard.subject
  const { values, distinct } = { account: figures.accounts, staff: figures.staffs, device: figures.devices }[
    of
  ]
  const { day, minutes } = clocksOf(zone)
  if (distinct === 0) return null
  return (
    <div>
      <dt>{texts.kinds[of]}</dt>
      <dd>
        {values.slice(0, MOST_LISTED).map(({ value, sessions, lastTs }) => (
          <Link
            key={value}
            to={PAGES[of]}
            params={{ id: value }}
            search={printView({ ...DEFAULT_VIEW, range: view.range })}
            title={texts.person(formatNumber(sessions), `${day(lastTs)} ${minutes(lastTs as Micros)}`)}
          >
            {readableText(value)}
          </Link>
        ))}
        {distinct > MOST_LISTED ? <span>{texts.more(formatNumber(distinct - MOST_LISTED))}</span> : null}
      </dd>
    </div>
  )
}
