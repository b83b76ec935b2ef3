import type { StoredEvent } from '#protocol/event.ts'
import { MICROS_PER_MILLI, type Micros } from '#protocol/time.ts'
import { useMessages } from '../../i18n/language.tsx'
import { shortSpan } from './time-digits.ts'
import styles from './TimeCard.module.css'

interface Props {
  readonly event: StoredEvent
  readonly clock: (ts: Micros) => string
  readonly zone: string
  /** CSS pixels within the pane, of the cell's lower left corner. */
  readonly at: { readonly x: number; readonly y: number }
}

/** All times of a row, to the microsecond: the device's, the corrected one, the server's, and how far they are apart. */
export function TimeCard({ event, clock, zone, at }: Props) {
  const words = useMessages().list.time
  const full = (ts: Micros) => {
    const micros = ((ts % MICROS_PER_MILLI) + MICROS_PER_MILLI) % MICROS_PER_MILLI
    return `${clock(ts)}${String(micros).padStart(3, '0')}`
  }
  const { ts, time, received } = event
  const offset = ts - time
  const lines: readonly (readonly [name: string, value: string])[] = [
    [words.corrected, full(ts)],
    [words.device, full(time)],
    [words.offset, offset === 0 ? '0' : `${offset < 0 ? '−' : '+'}${shortSpan(offset)}`],
    // A file was not under way: what was received is the import.
    ...(event.kind === 'live'
      ? ([
          [words.server, full(received)],
          [words.late, shortSpan(received - ts)],
        ] as const)
      : []),
  ]
  return (
    <dl className={styles['card']} style={{ left: at.x, top: at.y }}>
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div>
        <dt />
        <dd className={styles['zone']}>{zone}</dd>
      </div>
    </dl>
  )
}
