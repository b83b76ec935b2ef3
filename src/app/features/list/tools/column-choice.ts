import { MAX_COLUMNS } from '#protocol/permalink/logs-view.ts'
import { foldText } from '#protocol/text-fold.ts'
import { attributeOf } from '#protocol/vocabulary/lookup.ts'
import { COLUMN_FIELDS, columnOf, type Column } from '../columns.ts'

/** At the end, but in front of the message, which takes the rest of the line. The same columns where there is no room. */
export function withColumn(columns: readonly Column[], field: string): readonly Column[] {
  const added = columnOf(field, attributeOf)
  if (!added || columns.length >= MAX_COLUMNS || columns.some((it) => it.field === field)) return columns
  const last = columns.at(-1)
  return last?.grows && !added.grows ? [...columns.slice(0, -1), added, last] : [...columns, added]
}

/** A list without any column would be no list: the last one stays. */
export function withoutColumn(columns: readonly Column[], field: string): readonly Column[] {
  return columns.length <= 1 ? columns : columns.filter((it) => it.field !== field)
}

/** What a chooser may add: known fields, then attributes of the rows; `search` in a title of either language or the name. */
export function offeredColumns(
  columns: readonly Column[],
  attributes: readonly string[],
  search: string,
): readonly Column[] {
  const taken = new Set(columns.map(({ field }) => field))
  const wanted = foldText(search.trim())
  return [...COLUMN_FIELDS, ...attributes.map((key) => `attr.${key}`)].flatMap((field) => {
    if (taken.has(field)) return []
    taken.add(field)
    const column = columnOf(field, attributeOf)
    if (!column) return []
    const texts = [field, column.title.en, column.title.zh].map(foldText)
    return texts.some((text) => text.includes(wanted)) ? [column] : []
  })
}
