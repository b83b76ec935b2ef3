import { CATEGORIES } from '#protocol/category.ts'
import { OUTCOMES } from '#protocol/vocabulary/call-outcome.ts'
import { useMessages } from '../../i18n/language.tsx'
import { CategoryGlyph } from '../../ui/CategoryGlyph.tsx'
import { Chip, LabelChip } from '../../ui/Chip.tsx'
import { OutcomeMark } from '../../ui/OutcomeMark.tsx'
import { SeverityShape } from '../../ui/Severity.tsx'
import { Value } from '../../ui/Value.tsx'
import styles from './gallery.module.css'
import type { Piece } from './piece.ts'

const SEVERITIES = ['debug', 'info', 'warn', 'error', 'alarm'] as const
const LABELS = ['seat', 'push', 'order', 'crm', '坐席', '工单', 'softphone-main', 'a']
const nothing = () => undefined
const VALUE_ACTIONS = { include: nothing, exclude: nothing, copy: nothing, mark: nothing }

function Severities() {
  const { severity } = useMessages().ui
  return (
    <div className={styles['row']}>
      {SEVERITIES.map((it) => (
        <span key={it} className={styles['row']}>
          <SeverityShape severity={it} silent />
          {severity[it]}
        </span>
      ))}
    </div>
  )
}

function Categories() {
  const { categories } = useMessages().words
  return (
    <div className={styles['row']}>
      {CATEGORIES.map((it) => (
        <span key={it} className={styles['row']}>
          <CategoryGlyph category={it} silent />
          {categories[it]}
        </span>
      ))}
    </div>
  )
}

export const logPieces: readonly Piece[] = [
  { name: 'SeverityShape', Show: Severities },
  { name: 'CategoryGlyph', Show: Categories },
  {
    name: 'OutcomeMark',
    Show: () => (
      <div className={styles['row']}>
        {OUTCOMES.map((it) => (
          <OutcomeMark key={it} outcome={it} />
        ))}
      </div>
    ),
  },
  {
    name: 'LabelChip',
    Show: () => (
      <div className={styles['row']}>
        {LABELS.map((it) => (
          <LabelChip key={it} label={it} />
        ))}
      </div>
    ),
  },
  {
    name: 'Chip',
    Show: () => (
      <div className={styles['row']}>
        <Chip>plain</Chip>
        <Chip tone="accent">level:error</Chip>
        <Chip tone="warn">late</Chip>
        <Chip tone="error">rejected</Chip>
        <Chip onPress={nothing}>pressed</Chip>
        <Chip tone="accent" onRemove={nothing} removeName="callid:7f3a">
          callid:7f3a
        </Chip>
      </div>
    ),
  },
  {
    name: 'Value',
    Show: () => (
      <div className={styles['row']}>
        <Value label="status" text="503" actions={VALUE_ACTIONS} />
        <Value label="empty" text="" actions={VALUE_ACTIONS} />
        <Value label="hostile" text={'a\u202eb <img src=x>'} actions={VALUE_ACTIONS} mono />
      </div>
    ),
  },
  {
    name: 'Together',
    Show: () => (
      <ul className={styles['list']}>
        <li>
          <SeverityShape severity="info" />
          <CategoryGlyph category="websocket" /> <LabelChip label="push" /> WEBSOCKET_HEARTBEAT
        </li>
        <li>
          <SeverityShape severity="warn" />
          <CategoryGlyph category="request" /> <LabelChip label="crm" /> REQUEST_SLOW
        </li>
        <li>
          <SeverityShape severity="error" />
          <CategoryGlyph category="call" /> <LabelChip label="seat" /> CALL_FAILED
        </li>
        <li>
          <SeverityShape severity="alarm" />
          <CategoryGlyph category="app" /> <LabelChip label="seat" /> SEAT_DROPPED
        </li>
      </ul>
    ),
  },
]
