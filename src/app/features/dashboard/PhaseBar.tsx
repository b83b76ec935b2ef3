import { Flag } from 'lucide-react'
import type { CallPhase } from '#analysis/call-phases.ts'
import { durationWords } from '#analysis/call-words.ts'
import type { Micros } from '#protocol/time.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { useWorkspace } from '../../state/workspace.tsx'
import type { Goal } from '../../state/workspace-store.ts'
import { clocksOf } from './clocks.ts'
import type { CallReading } from './read-call.ts'
import styles from './card.module.css'

/** Dial, ring, talk, end: as long as they lasted, though a short one stays readable; each moves the list. */
export function PhaseBar({ reading }: { readonly reading: CallReading }) {
  const { messages, language } = useLanguage()
  const { store, zone } = useWorkspace()
  const { phases, end } = reading.bar
  const texts = messages.dashboard.phases
  const clock = clocksOf(zone).seconds
  const go = (goal: Goal) => store.setState({ goal })
  const toTime = (ts: Micros) => go({ kind: 'time', ts })
  const toTurningPoint = () => {
    const at = reading.turningPoint
    if (at) go({ kind: 'event', at: { ts: at.ts, session: at.session, seq: at.seq } })
    else if (end) toTime(end.at)
  }
  if (phases.length === 0 && !end) return <p className={styles['noPhases']}>{texts.nothing}</p>
  return (
    <ol className={styles['phases']} aria-label={texts.label}>
      {phases.map((phase) => (
        <li key={phase.name} style={{ flexGrow: weight(phase) }} data-state={phase.state}>
          <button
            type="button"
            className={styles['phase']}
            title={texts.goTo(texts.names[phase.name], clock(phase.from))}
            onClick={() => toTime(phase.from)}
          >
            <span className={styles['phaseName']}>{texts.names[phase.name]}</span>
            <span>{durationWords(phase.length)[language]}</span>
            <span className={styles['phaseTime']}>{clock(phase.from)}</span>
            {phase.state === 'open' ? <em>{texts.open}</em> : null}
          </button>
        </li>
      ))}
      {end ? (
        <li className={styles['end']} data-state={end.state}>
          <button
            type="button"
            className={styles['phase']}
            title={end.state === 'broken' ? texts.goToBreak(clock(end.at)) : texts.goToEnd(clock(end.at))}
            onClick={toTurningPoint}
          >
            {end.state === 'broken' ? <Flag size={13} aria-hidden="true" /> : null}
            <span className={styles['phaseName']}>{end.state === 'broken' ? texts.broken : texts.end}</span>
            <span className={styles['phaseTime']}>{clock(end.at)}</span>
          </button>
        </li>
      ) : null}
    </ol>
  )
}

/** Square root: an hour of talk must not hide five seconds of dialling. */
const weight = ({ length }: CallPhase) => Math.sqrt(Math.max(1, length / 1_000_000))
