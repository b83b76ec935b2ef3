import { useMemo } from 'react'
import { unreachable } from '#protocol/query-lang/unreachable.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { useWorkspace } from '../../../state/workspace.tsx'
import type { FirstMessages } from '../../../i18n/en.ts'
import { readableText } from '../../../ui/readable-text.ts'
import { roundSpan } from '../time-digits.ts'
import styles from './GapRow.module.css'
import { GAP_PX, type Gap } from './gaps.ts'
import { isWholeStream } from './one-session.ts'

interface Props {
  readonly gap: Gap
  /** CSS pixels within the layer. */
  readonly y: number
}

/** Silence, loss, or an event that should be there: a row of the view that is no event. Its words are the row's below. */
export function GapRow({ gap, y }: Props) {
  const text = useGapText()
  return (
    <div
      className={styles['gap']}
      data-kind={gap.kind}
      aria-hidden="true"
      style={{ height: GAP_PX, transform: `translateY(${y}px)` }}
    >
      <span className={styles['text']}>{text(gap)}</span>
    </div>
  )
}

/** What a gap says, on the screen and to screen readers. */
export function useGapText(): (gap: Gap) => string {
  const { messages, formatNumber } = useLanguage()
  const { query } = useWorkspace()
  const isFiltered = useMemo(() => !isWholeStream(query), [query])
  return (gap) => gapText(gap, isFiltered, messages.list.gap, formatNumber)
}

function gapText(
  gap: Gap,
  isFiltered: boolean,
  words: FirstMessages['list']['gap'],
  formatNumber: (value: number) => string,
): string {
  switch (gap.kind) {
    case 'silence': {
      const length = roundSpan(gap.micros)
      return isFiltered ? words.noMatch(length) : words.silence(length)
    }
    case 'lost': {
      const { from, to, because } = gap.range
      const range = from === to ? String(from) : `${from}–${to}`
      const count = to - from + 1
      if (because === 'deleted') return words.deleted(count, formatNumber(count), range)
      return `${words.lost(count, formatNumber(count), range)} · ${words.because[because]}`
    }
    case 'expected':
      return words.expected(readableText(gap.rule))
    default:
      return unreachable(gap)
  }
}
