import type { StoredEvent } from '#protocol/event.ts'
import { unreachable } from '#protocol/query-lang/unreachable.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { useVocabulary } from '../../../state/vocabulary.ts'
import { CategoryGlyph } from '../../../ui/CategoryGlyph.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import { hasDate, type Column } from '../columns.ts'
import { shortSpan, sinceText } from '../time-digits.ts'
import { Highlighted } from './Highlighted.tsx'
import { MessageCell } from './MessageCell.tsx'
import type { RowSettings } from './row-settings.ts'
import { sourceName } from './row-text.ts'
import styles from './rows.module.css'
import { TimeCell } from './TimeCell.tsx'

/** `2021-12-27 ` */
const DATE_CHARS = 11

interface Props {
  readonly column: Column
  readonly event: StoredEvent
  readonly above: StoredEvent | undefined
  readonly settings: RowSettings
}

/** What a cell holds, by the kind of its column. Everything from the log is a text node. */
export function EventCell({ column, event, above, settings }: Props) {
  const { finding } = settings
  switch (column.kind) {
    case 'time':
      return (
        <TimeCell
          text={shortened(timeText(event, above, settings), column, settings)}
          above={above && shortened(timeAbove(above, settings), column, settings)}
        />
      )
    case 'delta':
      return above ? shortSpan(event.ts - above.ts) : ''
    case 'category':
      return <CategoryGlyph category={event.category} />
    case 'source':
      return event.source ? (
        // Clicked through the row: hundreds of buttons would be hundreds of listeners and stops of the Tab key.
        <span className={styles['source']} data-act="isolate" title={readableText(event.source.id)}>
          <Highlighted text={sourceName(event)} finding={finding} />
        </span>
      ) : null
    case 'name':
      return <NameText event={event} settings={settings} />
    case 'message':
      return <MessageCell event={event} finding={finding} showsKind={settings.isStored} />
    case 'moment':
      return settings.clock(column.field === 'received' ? event.received : event.time)
    case 'text':
      return <Highlighted text={column.text(event)} finding={finding} />
    default:
      return unreachable(column.kind)
  }
}

/** In a narrow column the clock without its date, which the header tells. */
function shortened<Text extends string | undefined>(
  text: Text,
  column: Column,
  { mode }: RowSettings,
): Text | string {
  return text !== undefined && mode === 'absolute' && !hasDate(column) ? text.slice(DATE_CHARS) : text
}

function NameText({ event, settings }: { readonly event: StoredEvent; readonly settings: RowSettings }) {
  const messages = useMessages()
  const vocabulary = useVocabulary()
  const { category, name, phase } = event
  return (
    <span title={vocabulary?.eventTypeOf(category, name).label[settings.language]}>
      <Highlighted text={name} finding={settings.finding} />
      {phase === 'none' ? null : <span className={styles['phase']}>{messages.words.phases[phase]}</span>}
    </span>
  )
}

export function timeText(
  event: StoredEvent,
  above: StoredEvent | undefined,
  { mode, clock, origin }: RowSettings,
): string {
  if (mode === 'since-first' && origin !== undefined) return sinceText(event.ts - origin)
  if (mode === 'delta') return above ? sinceText(event.ts - above.ts) : clock(event.ts)
  return clock(event.ts)
}

/** Differences to the row above do not repeat themselves: all of their digits are news. */
function timeAbove(above: StoredEvent, settings: RowSettings): string | undefined {
  return settings.mode === 'delta' ? undefined : timeText(above, undefined, settings)
}
