import { resolveRange, type TimeRange } from '#protocol/permalink/time-range.ts'
import type { Micros } from '#protocol/time.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { durationText } from '../../../ui/duration-text.ts'
import styles from './histogram.module.css'

interface Props {
  /** The widest first, the present one last. */
  readonly ranges: readonly TimeRange[]
  readonly now: Micros
  readonly onGo: (range: TimeRange) => void
}

/** `6 h › 20 min › 90 s`: each leads back. */
export function HistogramCrumbs({ ranges, now, onGo }: Props) {
  const { narrow, ui } = useMessages()
  const words = narrow.histogram
  if (ranges.length < 2) return null
  const length = (range: TimeRange) => {
    const { from, to } = resolveRange(range, now)
    return from === undefined ? words.everything : durationText((to ?? now) - from, ui.units)
  }
  return (
    <nav aria-label={words.crumbs} className={styles['crumbs']}>
      {ranges.map((range, index) =>
        index === ranges.length - 1 ? (
          <span key={index} aria-current="true">
            {length(range)}
          </span>
        ) : (
          <span key={index}>
            <button type="button" onClick={() => onGo(range)}>
              {length(range)}
            </button>
            <span aria-hidden="true"> › </span>
          </span>
        ),
      )}
    </nav>
  )
}
