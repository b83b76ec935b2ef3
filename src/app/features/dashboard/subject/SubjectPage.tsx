import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { zoneOffset } from '#protocol/search-text/zone-offset.ts'
import { resolveRange } from '#protocol/permalink/time-range.ts'
import { microsFromMillis } from '#protocol/time.ts'
import { ApiError } from '../../../api/client.ts'
import { useSubject, type SubjectKind } from '../../../api/subjects.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { problemText } from '../../../state/problem-text.ts'
import { useWorkspace } from '../../../state/workspace.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import { CallsPanel } from './CallsPanel.tsx'
import { FiguresPanel } from './FiguresPanel.tsx'
import { OutcomePanel } from './OutcomePanel.tsx'
import { ReasonPanel } from './ReasonPanel.tsx'
import { SessionsPanel } from './SessionsPanel.tsx'
import { StatePanel } from './StatePanel.tsx'
import { SubjectHead } from './SubjectHead.tsx'
import { useCallChoice } from './use-call-choice.ts'
import styles from './subject.module.css'

interface Props {
  readonly kind: SubjectKind
  readonly id: string
  readonly queryBar: ReactNode
  readonly rangeBar: ReactNode
}

const MICROS_PER_MINUTE = 60_000_000

/** Account, staff member or device: one range of time for everything; every number opens what it counts. */
export function SubjectPage({ kind, id, queryBar, rangeBar }: Props) {
  const messages = useMessages()
  const { view, zone } = useWorkspace()
  const [now] = useState(() => microsFromMillis(Date.now()))
  const at = resolveRange(view.range, now).from ?? now
  const asked = { kind, id, range: view.range }
  const figures = useSubject(asked, zoneOffset(zone, at) / MICROS_PER_MINUTE)
  const [choice, choose] = useCallChoice()
  const texts = messages.dashboard.subject
  if (figures.error instanceof ApiError && figures.error.status === 404) {
    return (
      <Notice
        tone="quiet"
        title={texts.notFound(texts.kinds[kind], readableText(id))}
        actions={<Link to="/">{messages.frame.goTo(messages.frame.nav.find)}</Link>}
      >
        <p>{texts.notFoundWhy}</p>
      </Notice>
    )
  }
  if (figures.error && !(figures.error instanceof ApiError)) throw figures.error
  const { data } = figures
  const isWaiting = figures.isFetching && figures.isPlaceholderData
  return (
    <div className={styles['page']}>
      <SubjectHead kind={kind} id={id} figures={data} />
      <div className={styles['narrow']}>
        {queryBar}
        {rangeBar}
      </div>
      {figures.error ? (
        <p role="alert" className={styles['problem']}>
          {texts.failed} {problemText(figures.error, messages)}
          <Button size="small" onClick={() => void figures.refetch()}>
            {messages.ui.retry}
          </Button>
        </p>
      ) : null}
      <FiguresPanel figures={data} isWaiting={isWaiting} />
      <div className={styles['columns']}>
        <OutcomePanel figures={data} isWaiting={isWaiting} choice={choice} choose={choose} />
        <ReasonPanel figures={data} isWaiting={isWaiting} choice={choice} choose={choose} />
      </div>
      <StatePanel asked={asked} />
      <div className={styles['columns']}>
        <CallsPanel asked={asked} choice={choice} choose={choose} />
        <SessionsPanel figures={data} isWaiting={isWaiting} />
      </div>
    </div>
  )
}
