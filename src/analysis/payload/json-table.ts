import type { JsonIndex } from './json-index.ts'
import { childrenOf, keyText, kindOf, rootsOf } from './json-values.ts'

/** Objects with much the same keys, as rows and columns. */
export interface JsonTable {
  /** The values that are rows. */
  readonly rows: readonly number[]
  readonly columns: readonly string[]
  /** True: there are more keys than columns. */
  readonly isCut: boolean
}

/** Keys are collected from so many rows; a column that first comes later is in the tree. */
const SAMPLED_ROWS = 500
const MAX_COLUMNS = 40
/** Fewer shared keys make a table mostly holes. */
const LEAST_FILLED = 0.3

/** The array of objects that a text is, holds under one of its first keys, or lists line by line; undefined: none. */
export function findTable(text: string, index: JsonIndex): JsonTable | undefined {
  const roots = rootsOf(index)
  if (roots.length > 1) return tableOf(text, index, roots)
  const [root] = roots
  if (root === undefined) return undefined
  const candidates = kindOf(index, root) === 'array' ? [root] : childrenOf(index, root, MAX_COLUMNS)
  for (const node of candidates) {
    const table = kindOf(index, node) === 'array' ? tableOf(text, index, childrenOf(index, node)) : undefined
    if (table) return table
  }
  return undefined
}

function tableOf(text: string, index: JsonIndex, rows: readonly number[]): JsonTable | undefined {
  const sample = rows.slice(0, SAMPLED_ROWS)
  if (rows.length < 2 || sample.some((node) => kindOf(index, node) !== 'object')) return undefined
  const counts = new Map<string, number>()
  for (const row of sample) {
    for (const key of keysOf(text, index, row)) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const filled = [...counts.values()].reduce((sum, count) => sum + count, 0)
  if (counts.size === 0 || filled < counts.size * sample.length * LEAST_FILLED) return undefined
  return { rows, columns: [...counts.keys()].slice(0, MAX_COLUMNS), isCut: counts.size > MAX_COLUMNS }
}

function keysOf(text: string, index: JsonIndex, row: number): ReadonlySet<string> {
  return new Set(childrenOf(index, row).map((node) => keyText(text, index, node) ?? ''))
}

/** The values of one row, by column; undefined where the row has none. */
export function tableRow(
  text: string,
  index: JsonIndex,
  { columns }: JsonTable,
  row: number,
): readonly (number | undefined)[] {
  const cells = new Map(childrenOf(index, row).map((node) => [keyText(text, index, node), node]))
  return columns.map((column) => cells.get(column))
}
