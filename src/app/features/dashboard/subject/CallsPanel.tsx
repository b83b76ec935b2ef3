import { Link } from '@tanstack/react-router'
import { reasonLabel } from '#analysis/call-story-words.ts'
import { DEFAULT_VIEW, printView } from '#protocol/permalink/logs-view.ts'
import { includeValue } from '#protocol/query-lang/edit.ts'
import type { Micros } from '#protocol/time.ts'
import { MEDIA_LABELS, OUTCOME_LABELS } from '#protocol/vocabulary/call-outcome.ts'
import { ApiError } from '../../../api/client.ts'
import { useSubjectCalls, type CallChoice, type SubjectCalls } from '../../../api/subjects.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { problemText } from '../../../state/problem-text.ts'
import { useWorkspace } from '../../../state/workspace.tsx'
import { Chip } from '../../../ui/Chip.tsx'
import { durationText } from '../../../ui/duration-text.ts'
import { OutcomeMark } from '../../../ui/OutcomeMark.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import { clocksOf } from '../clocks.ts'
import { maskedNumberText } from '../masked-number.ts'
import { percentText } from '../percent-text.ts'
import type { ChooseCalls } from './use-call-choice.ts'
import styles from './subject.module.css'

interface Props {
  readonly asked: Parameters<typeof useSubjectCalls>[0]
  readonly choice: CallChoice
  readonly choose: ChooseCalls
}

/** Calls of the range, begun last first, outcome first; narrowed to what was chosen above. */
export function CallsPanel({ asked, choice, choose }: Props) {
  const { messages, language, formatNumber } = useLanguage()
  const { zone } = useWorkspace()
  const { data, error, isFetching, isPlaceholderData, refetch } = useSubjectCalls(asked, choice)
  if (error && !(error instanceof ApiError)) throw error
  const texts = messages.dashboard.subject.calls
  const { outcome, reason } = choice
  const chosen = [
    outcome && OUTCOME_LABELS[outcome][language],
    reason === undefined
      ? undefined
      : reason === ''
        ? messages.dashboard.subject.reasons.unnamed
        : readableText(reasonLabel(reason)[language]),
  ].filter((it) => it !== undefined)
  return (
    <Panel
      title={texts.title}
      className={styles['panel'] ?? ''}
      note={data ? texts.count(formatNumber(data.calls.length), formatNumber(data.count)) : undefined}
      progress={isFetching && isPlaceholderData ? {} : undefined}
      problem={
        error
          ? {
              message: `${messages.dashboard.subject.failed} ${problemText(error, messages)}`,
              onRetry: () => void refetch(),
            }
          : undefined
      }
      actions={
        <>
          {chosen.length > 0 ? (
            <Chip tone="accent" onRemove={() => choose({})} removeName={chosen.join(', ')}>
              {chosen.join(' · ')}
            </Chip>
          ) : null}
          {data && data.calls.length > 0 ? (
            <Link
              className={styles['all']}
              to="/logs"
              search={printView({
                ...DEFAULT_VIEW,
                zone,
                query: callsQuery(data),
              })}
            >
              {texts.openAll}
            </Link>
          ) : null}
        </>
      }
    >
      {data?.count === 0 ? <p className={styles['empty']}>{texts.none}</p> : null}
      {data && data.calls.length > 0 ? <CallTable calls={data.calls} /> : null}
    </Panel>
  )
}

/** The rows of exactly the calls that are listed. */
function callsQuery({ calls }: SubjectCalls): string {
  return calls.reduce((text, { callid }) => includeValue(text, { name: 'callid', value: callid }), '')
}

function CallTable({ calls }: { readonly calls: SubjectCalls['calls'] }) {
  const { messages, language } = useLanguage()
  const duration = (micros: number | null) => (micros === null ? '' : durationText(micros, messages.ui.units))
  const { zone } = useWorkspace()
  const texts = messages.dashboard.subject.calls
  const { day, seconds } = clocksOf(zone)
  return (
    <div className={styles['tableBox']}>
      <table>
        <thead>
          <tr>
            <th scope="col">{texts.outcome}</th>
            <th scope="col">{texts.begun}</th>
            <th scope="col">{texts.number}</th>
            <th scope="col">{texts.reason}</th>
            <th scope="col" className={styles['numeric']}>
              {texts.ring}
            </th>
            <th scope="col" className={styles['numeric']}>
              {texts.talk}
            </th>
            <th scope="col">{texts.sound}</th>
            <th scope="col" className={styles['numeric']}>
              {texts.log}
            </th>
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <tr key={call.callid}>
              <td>
                <Link
                  to="/call/$id"
                  params={{ id: call.callid }}
                  search={printView({ ...DEFAULT_VIEW, zone })}
                >
                  <OutcomeMark outcome={call.outcome} />
                </Link>
              </td>
              <td>
                {day(call.firstTs)} {seconds(call.firstTs as Micros)}
              </td>
              <td>{call.number === null ? '' : maskedNumberText(call.number)}</td>
              <td>{call.reason === null ? '' : readableText(reasonLabel(call.reason)[language])}</td>
              <td className={styles['numeric']}>{duration(call.ringMicros)}</td>
              <td className={styles['numeric']}>{duration(call.talkMicros)}</td>
              <td>{call.media === 'unknown' ? '' : MEDIA_LABELS[call.media][language]}</td>
              <td className={styles['numeric']}>
                {percentText(call.delivery.stored, call.delivery.highest)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
