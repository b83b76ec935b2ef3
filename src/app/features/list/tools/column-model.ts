import { columnOf, MAX_COLUMN_WIDTH, MIN_COLUMN_WIDTH, type Column } from '../columns.ts'

/** One press of an arrow key. */
export const WIDTH_STEP = 16

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
