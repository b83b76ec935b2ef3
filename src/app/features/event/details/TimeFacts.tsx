import { ChevronDown, ChevronRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import { MICROS_PER_MILLI } from '#protocol/time.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { useValueActions } from '../../../state/use-value-actions.ts'
import { useWorkspace } from '../../../state/workspace.tsx'
import { timeFormatter } from '../../../ui/time-text.ts'
import { Value } from '../../../ui/Value.tsx'
import { zoneOffsetText } from '../../../ui/zone-text.ts'
import { durationText } from '../../../ui/duration-text.ts'
import { Fact, Facts } from './Section.tsx'
import styles from './details.module.css'

/** The clocks of devices and the store agree to this; less is the noise of the estimate. In microseconds. */
const SAME_CLOCK = 1_000

/** When it happened; on demand what the device's clock said, and when the server received it. */
export function TimeFacts({ event }: { readonly event: StoredEvent }) {
  const messages = useMessages()
  const { zone } = useWorkspace()
  const actionsOf = useValueActions()
  const [explained, setExplained] = useState(false)
  const format = useMemo(() => timeFormatter(zone), [zone])
  const { time: words, facts } = messages.event
  const { ts, time, received, mono, epoch, kind } = event
  const full = (at: typeof ts) => format(at).full
  const Chevron = explained ? ChevronDown : ChevronRight
  return (
    <div>
      <p className={styles['time']}>
        <Value text={full(ts)} label={facts.time} actions={actionsOf({ name: 'ts', value: String(ts) })} mono>
          {format(ts).text}
        </Value>
        <span className={styles['quiet']} title={zone}>
          {zoneOffsetText(zone, ts / MICROS_PER_MILLI)}
        </span>
        <button
          type="button"
          className={styles['quiet-button']}
          aria-expanded={explained}
          onClick={() => setExplained(!explained)}
        >
          <Chevron size={13} aria-hidden="true" />
          {words.explain}
        </button>
      </p>
      {explained ? (
        <Facts>
          <Fact name={facts.time} hint={words.corrected}>
            <span className={styles['mono']}>{full(ts)}</span>
            <span className={styles['note']}>{words.corrected}</span>
          </Fact>
          <Fact name={facts.deviceTime} hint={words.device}>
            <span className={styles['mono']}>{full(time)}</span>
            <span className={styles['note']}>{clockNote(ts - time, words)}</span>
          </Fact>
          <Fact name={facts.received} hint={words.received}>
            <span className={styles['mono']}>{full(received)}</span>
            <span className={styles['note']}>
              {kind === 'live' ? words.receivedAfter(durationText(received - ts)) : words.imported}
            </span>
          </Fact>
          <Fact name={facts.mono}>
            <span className={styles['mono']}>
              {words.monotonic(durationText(mono))} {epoch}
            </span>
          </Fact>
        </Facts>
      ) : null}
    </div>
  )
}

interface ClockWords {
  readonly sameClock: string
  readonly clockBehind: (by: string) => string
  readonly clockAhead: (by: string) => string
}

function clockNote(offset: number, words: ClockWords): string {
  if (Math.abs(offset) < SAME_CLOCK) return words.sameClock
  return offset > 0 ? words.clockBehind(durationText(offset)) : words.clockAhead(durationText(-offset))
}
