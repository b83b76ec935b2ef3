import type { StoredEvent } from '#protocol/event.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import { severityOf } from '../../../ui/severity-of.ts'
import type { RowSettings } from './row-settings.ts'
import { messageText } from './row-text.ts'

/** What a screen reader says of a row: level, time, category, name, message. */
export function useSpokenRow(): (event: StoredEvent, clock: RowSettings['clock']) => string {
  const { list, ui, words } = useMessages()
  return (event, clock) =>
    list.rows.spoken({
      level: ui.severity[severityOf(event)],
      time: clock(event.ts),
      category: words.categories[event.category],
      name: event.name,
      message: readableText(messageText(event)),
    })
}
