import { MAX_COLUMNS } from '#protocol/permalink/logs-view.ts'
import { foldText } from '#protocol/text-fold.ts'
import { COLUMN_FIELDS, columnOf, MAX_COLUMN_WIDTH, MIN_COLUMN_WIDTH, type Column } from '../columns.ts'

/** One press of an arrow key. */
export const WIDTH_STEP = 16

/** At the end, but in front of the message, which takes the rest of the line. The same columns where there is no room. */
export function withColumn(columns: readonly Column[], field: string): readonly Column[] {
  const added = columnOf(field)
  if (!added || columns.length >= MAX_COLUMNS || columns.some((it) => it.field === field)) return columns
  const last = columns.at(-1)
  return last?.grows && !added.grows ? [...columns.slice(0, -1), added, last] : [...columns, added]
}

/** A list without any column would be no list: the last one stays. */
export function withoutColumn(columns: readonly Column[], field: string): readonly Column[] {
  return columns.length <= 1 ? columns : columns.filter((it) => it.field !== field)
}

/** Puts a column where `place` (from 0) is; beyond the ends means at the end. */
export function moveColumn(columns: readonly Column[], field: string, place: number): readonly Column[] {
  const moved = columns.find((it) => it.field === field)
  if (!moved) return columns
  const others = columns.filter((it) => it !== moved)
  const at = Math.min(others.length, Math.max(0, place))
  return [...others.slice(0, at), moved, ...others.slice(at)]
}

/** `width` in CSS pixels; undefined = its usual one. */
export function resizeColumn(
  columns: readonly Column[],
  field: string,
  width: number | undefined,
): readonly Column[] {
  const usual = columnOf(field)?.width
  return columns.map((it) => {
    if (it.field !== field) return it
    return { ...it, width: width === undefined ? (usual ?? it.width) : boundedWidth(width) }
  })
}

export function boundedWidth(width: number): number {
  return Math.round(Math.min(MAX_COLUMN_WIDTH, Math.max(MIN_COLUMN_WIDTH, width)))
}

/** Where a column that is dragged to `x` belongs among the others, whose edges are given from left to right. */
export function dropPlace(
  edges: readonly { readonly left: number; readonly right: number }[],
  x: number,
): number {
  const place = edges.findIndex(({ left, right }) => x < (left + right) / 2)
  return place === -1 ? edges.length : place
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
    const column = columnOf(field)
    if (!column) return []
    const texts = [field, column.title.en, column.title.zh].map(foldText)
    return texts.some((text) => text.includes(wanted)) ? [column] : []
  })
}
