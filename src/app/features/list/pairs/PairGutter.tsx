import { useMemo, type CSSProperties } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import { useVocabulary } from '../../../state/vocabulary.ts'
import type { RowSource } from '../../../api/row-source.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { shortSpan } from '../time-digits.ts'
import { bracketsOf, type Bracket, type Screen } from './brackets.ts'
import styles from './PairGutter.module.css'
import { pairsAround } from './pairs-around.ts'
import { usePairEnds, type FoundPair } from './use-pair-ends.ts'

interface Props {
  readonly source: RowSource
  readonly eventAt: (position: number) => StoredEvent | undefined
  /** The row that is pointed at or that the keyboard is on. */
  readonly position: number
  readonly event: StoredEvent
  readonly screen: Screen
}

/** Rows beyond the screen that are looked through for the other half before the server is asked. */
const LOADED_AROUND = 200
/** Where the gutter begins, and the width of a lane: CSS pixels. */
const GUTTER_PX = 21
const LANE_PX = 7
/** Where a label begins: right of the severity's rail. */
const LABEL_PX = 4

/** Until the vocabulary is there, an END closes a BEGIN of its own name. */
const ofItself = (closer: string) => [closer]

/** Brackets from BEGIN to END beside the rows, for the row that has the attention. */
export function PairGutter({ source, eventAt, position, event, screen }: Props) {
  const { first, last } = screen
  const openersOf = useVocabulary()?.openersOf ?? ofItself
  const pairs = useMemo(() => {
    const rows = { eventAt, first: Math.max(0, first - LOADED_AROUND), last: last + LOADED_AROUND }
    return pairsAround(rows, { event, position }, openersOf)
  }, [eventAt, event, position, first, last, openersOf])
  const found = usePairEnds(source, pairs)
  const brackets = bracketsOf(found, screen)
  return brackets.map((bracket) => (
    <BracketLine
      key={bracket.lane}
      bracket={bracket}
      pair={found[bracket.lane]}
      isInner={bracket.lane === found.length - 1}
    />
  ))
}

interface LineProps {
  readonly bracket: Bracket
  readonly pair: FoundPair | undefined
  /** The innermost says how long it took; three labels would lie over each other. */
  readonly isInner: boolean
}

function BracketLine({ bracket, pair, isInner }: LineProps) {
  const { messages, formatNumber } = useLanguage()
  const { y, height, lane, upper, lower } = bracket
  const words = messages.list.pair
  const length = pair?.micros === undefined ? undefined : shortSpan(pair.micros)
  const label = length ?? (pair?.isUnfinished ? words.unfinished : undefined)
  const left = GUTTER_PX + lane * LANE_PX
  const style: CSSProperties & Record<'--label-left', string> = {
    top: y,
    height,
    left,
    '--label-left': `${LABEL_PX - left}px`,
  }
  return (
    <div
      className={styles['bracket']}
      data-upper={upper.kind}
      data-lower={lower.kind}
      aria-hidden="true"
      style={style}
    >
      {upper.kind === 'beyond' ? (
        <span className={styles['above']}>{words.above(formatNumber(upper.rows))}</span>
      ) : null}
      {isInner && label !== undefined ? <span className={styles['length']}>{label}</span> : null}
      {lower.kind === 'beyond' ? (
        <span className={styles['below']}>{words.below(formatNumber(lower.rows))}</span>
      ) : null}
    </div>
  )
}
