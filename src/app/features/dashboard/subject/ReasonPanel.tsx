import { reasonLabel } from '#analysis/call-story-words.ts'
import { OUTCOME_LABELS } from '#protocol/vocabulary/call-outcome.ts'
import type { CallChoice, SubjectFigures } from '../../../api/subjects.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import type { ChooseCalls } from './use-call-choice.ts'
import styles from './subject.module.css'

interface Props {
  readonly figures: SubjectFigures | undefined
  readonly isWaiting: boolean
  readonly choice: CallChoice
  readonly choose: ChooseCalls
}

/** Why calls failed or dropped, most frequent first; one chosen narrows the list of calls. */
export function ReasonPanel({ figures, isWaiting, choice, choose }: Props) {
  const { messages, language, formatNumber } = useLanguage()
  const texts = messages.dashboard.subject.reasons
  const reasons = figures?.calls.reasons ?? []
  const most = reasons[0]?.count ?? 1
  return (
    <Panel title={texts.title} className={styles['panel'] ?? ''} progress={isWaiting ? {} : undefined}>
      {figures && reasons.length === 0 ? <p className={styles['empty']}>{texts.none}</p> : null}
      <ol className={styles['reasons']}>
        {reasons.map(({ outcome, reason, count }) => {
          const isChosen = choice.outcome === outcome && choice.reason === (reason ?? '')
          return (
            <li key={`${outcome} ${reason}`}>
              <button
                type="button"
                aria-pressed={isChosen}
                title={texts.choose}
                onClick={() => choose(isChosen ? {} : { outcome, reason: reason ?? '' })}
              >
                <span className={styles['reasonBar']} style={{ width: `${(count / most) * 100}%` }} />
                <span className={styles['reasonText']}>
                  {reason === null ? texts.unnamed : readableText(reasonLabel(reason)[language])}
                  <small> {OUTCOME_LABELS[outcome][language]}</small>
                </span>
                <b>{formatNumber(count)}</b>
              </button>
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}
