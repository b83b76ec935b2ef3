import type { StoredEvent } from '#protocol/event.ts'
import { exportedField } from '#protocol/export/exported-fields.ts'
import { csvLine, ndjsonLine, textLine } from '#protocol/export/lines.ts'
import { zonedTime } from '#protocol/export/zoned-time.ts'
import type { RowFormat } from '../../../api/row-export.ts'
import type { Column } from '../columns.ts'
import { messageText } from '../rows/row-text.ts'

/** Fields of the columns that have a text of their own: what stands between two rows has none. */
export function textFields(columns: readonly Pick<Column, 'field'>[]): readonly string[] {
  return columns.map(({ field }) => field).filter((field) => exportedField(field) !== undefined)
}

/** Rows for the clipboard: JSON and CSV as in an exported file, payloads left out; text as it is shown. */
export function rowsAsText(
  events: readonly StoredEvent[],
  format: RowFormat,
  fields: readonly string[],
  zone: string,
): string {
  if (format === 'ndjson') return events.map((event) => ndjsonLine({ event })).join('')
  const cells = (event: StoredEvent) =>
    fields.map((name) => exportedField(name)?.({ event }, (time) => zonedTime(zone, time)) ?? '')
  if (format === 'text') return events.map((event) => textLine(cells(shownAs(event)))).join('')
  return csvLine(fields) + events.map((event) => csvLine(cells(event))).join('')
}

/** What a person reads in a row: a phase beside the name, attributes where there is no message. */
function shownAs(event: StoredEvent): StoredEvent {
  const name = event.phase === 'none' ? event.name : `${event.name} ${event.phase}`
  return { ...event, name, message: messageText(event) }
}
