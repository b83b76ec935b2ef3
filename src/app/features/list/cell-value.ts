import type { StoredEvent } from '#protocol/event.ts'
import type { FieldValue } from '#protocol/query-lang/edit.ts'
import { FIELDS, type FieldName } from '#protocol/query-lang/fields.ts'
import type { Column } from './columns.ts'

const ATTRIBUTE = 'attr.'

/** What a cell can be filtered for, copied and marked as; undefined where it is empty or no field of the query language. */
export function cellValue({ field, text }: Column, event: StoredEvent): FieldValue | undefined {
  const value = text(event)
  if (value === '') return undefined
  if (field.startsWith(ATTRIBUTE)) return { name: 'attr', key: field.slice(ATTRIBUTE.length), value }
  return Object.hasOwn(FIELDS, field) ? { name: field as FieldName, value } : undefined
}

/** The column one step further; beyond the first is the row as a whole, beyond the last nothing. */
export function cellBeside(
  columns: readonly Column[],
  field: string | undefined,
  step: 1 | -1,
): string | undefined {
  const at = columns.findIndex((it) => it.field === field)
  return columns[Math.min(columns.length - 1, at + step)]?.field
}
