import { FIELD_NAMES } from '#protocol/query-lang/fields.ts'
import { textsOf, type QueryableEvent, type SessionContext } from '#protocol/query-lang/queryable-event.ts'
import { foldText } from '#protocol/text-fold.ts'
import type { RowValues, ValuesQuestion } from '../api/row-source.ts'
import { storedEventAt, type OpenedTable } from './opened-table.ts'
import { scan } from './table-scan.ts'

const NO_SESSION: SessionContext = { accounts: [], staffs: [], devices: [] }
const ATTRIBUTE = 'attr.'
const CUSTOM = 'session.custom.'

/** The most frequent values of a field among the rows, or the keys of a family; exact. */
export async function tableValues(
  opened: OpenedTable,
  rows: Uint32Array,
  { field, contains, limit }: ValuesQuestion,
  signal: AbortSignal,
): Promise<Omit<RowValues, 'millis'>> {
  const textsIn = readerOf(field)
  const counts = new Map<string, number>()
  await scan(
    rows.length,
    (index) => {
      const event = storedEventAt(opened, rows[index] ?? 0)
      const session = opened.sessions.get(event.session) ?? NO_SESSION
      for (const text of new Set(textsIn({ event, payload: '', ids: [], numbers: [], session }))) {
        if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1)
      }
      return false
    },
    signal,
  )
  const wanted = foldText(contains)
  const found = [...counts].filter(([value]) => foldText(value).includes(wanted))
  found.sort(([a, some], [b, more]) => more - some || (a < b ? -1 : 1))
  return {
    values: found.slice(0, limit).map(([value, count]) => ({ value, count })),
    distinct: found.length,
  }
}

function readerOf(field: string): (queried: QueryableEvent) => readonly string[] {
  const nowhere = { start: 0, end: 0 }
  if (field === ATTRIBUTE) return ({ event }) => Object.keys(event.attrs)
  if (field === CUSTOM) return ({ session }) => Object.keys(session.record?.custom ?? {})
  if (field === 'level') return ({ event }) => [event.level]
  if (field === 'source') return ({ event }) => [event.source?.name ?? '']
  if (field.startsWith(ATTRIBUTE)) {
    const key = field.slice(ATTRIBUTE.length)
    return (queried) => textsOf({ name: 'attr', key, ...nowhere }, queried)
  }
  if (field.startsWith(CUSTOM)) {
    const key = field.slice(CUSTOM.length)
    return (queried) => textsOf({ name: 'session.custom', key, ...nowhere }, queried)
  }
  const name = FIELD_NAMES.find((it) => it === field)
  return name === undefined ? () => [] : (queried) => textsOf({ name, ...nowhere }, queried)
}
