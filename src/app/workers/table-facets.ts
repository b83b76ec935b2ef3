import { CATEGORIES } from '#protocol/category.ts'
import { FACETS, type FacetName } from '#protocol/facets.ts'
import { FORMS } from '#protocol/form.ts'
import type { SessionId } from '#protocol/ids.ts'
import { LEVELS } from '#protocol/level.ts'
import { PHASES } from '#protocol/phase.ts'
import type { SessionRecord } from '#protocol/session.ts'
import type { RowFacet } from '../api/row-source.ts'
import type { OpenedTable } from './opened-table.ts'
import { scan } from './table-scan.ts'

/** By row of the table. */
type ValueOf = (opened: OpenedTable, row: number) => string

const text =
  (column: 'label' | 'name' | 'sourceType'): ValueOf =>
  ({ table }, row) =>
    table.strings.text(table[column][row] ?? 0)

const word =
  (column: 'category' | 'level' | 'form' | 'phase', words: readonly string[]): ValueOf =>
  ({ table }, row) =>
    words[table[column][row] ?? 0] ?? ''

const ofSession =
  (field: 'browser' | 'os' | 'app' | 'release'): ValueOf =>
  ({ table, sessions }, row) => {
    const session = table.strings.text(table.session[row] ?? 0) as SessionId
    const record: SessionRecord | undefined = sessions.get(session)?.record
    return record?.[field] ?? ''
  }

const VALUE_OF: Readonly<Record<FacetName, ValueOf>> = {
  category: word('category', CATEGORIES),
  level: word('level', LEVELS),
  form: word('form', FORMS),
  via: () => 'import',
  kind: () => 'import',
  label: text('label'),
  name: text('name'),
  phase: word('phase', PHASES),
  'source.type': text('sourceType'),
  'session.browser': ofSession('browser'),
  'session.os': ofSession('os'),
  'session.app': ofSession('app'),
  'session.release': ofSession('release'),
}

/** Exact counts of the most frequent values of every facet. */
export async function tableFacets(
  opened: OpenedTable,
  rows: Uint32Array,
  values: number,
  signal: AbortSignal,
): Promise<{ readonly count: number; readonly facets: readonly RowFacet[] }> {
  const counters = FACETS.map((name) => ({
    name,
    valueOf: VALUE_OF[name],
    counts: new Map<string, number>(),
  }))
  await scan(
    rows.length,
    (index) => {
      for (const { valueOf, counts } of counters) {
        const value = valueOf(opened, rows[index] ?? 0)
        counts.set(value, (counts.get(value) ?? 0) + 1)
      }
      return false
    },
    signal,
  )
  return {
    count: rows.length,
    facets: counters.map(({ name, counts }): RowFacet => {
      const all = [...counts].sort(([a, some], [b, more]) => more - some || (a < b ? -1 : 1))
      const listed = all.slice(0, values).map(([value, count]) => ({ value, count }))
      const shown = listed.reduce((sum, { count }) => sum + count, 0)
      return { name, values: listed, distinct: counts.size, others: rows.length - shown }
    }),
  }
}
