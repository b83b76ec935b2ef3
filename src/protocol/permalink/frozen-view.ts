import type { EventKey } from '../event.ts'
import type { IngestPosition } from '../ids.ts'
import { withMaskedNumbers } from '../query-lang/mask-numbers.ts'
import type { ColumnChoice, LogsView } from './logs-view.ts'
import type { AbsoluteRange, TimeRange } from './time-range.ts'

/** What the reader sees and the address need not say. */
export interface SeenNow {
  /** The view's range, fixed against the moment at which the list was opened. */
  readonly range: AbsoluteRange
  readonly asOf: IngestPosition
  readonly zone: string
  readonly columns?: readonly ColumnChoice[]
  /** The row that the keyboard is on. */
  readonly cursor?: EventKey
}

/** The view that a copied link carries: the same rows in the same zone, whenever it is opened; nothing moves any more. */
export function frozenView(view: LogsView, seen: SeenNow): LogsView {
  const { from, to } = seen.range
  const range: TimeRange = {
    ...(from === undefined ? {} : { from: { kind: 'at', at: from } }),
    ...(to === undefined ? {} : { to: { kind: 'at', at: to } }),
  }
  const columns = view.columns ?? seen.columns
  const row = view.row ?? seen.cursor
  return {
    ...maskedView(view),
    range,
    asOf: view.asOf ?? seen.asOf,
    zone: view.zone ?? seen.zone,
    ...(columns ? { columns } : {}),
    ...(row ? { row: { session: row.session, seq: row.seq } } : {}),
  }
}

/** The view without a whole phone number in any of its texts: what is passed on tells none. */
export function maskedView({ find, ...view }: LogsView): LogsView {
  return {
    ...view,
    query: withMaskedNumbers(view.query),
    marks: view.marks.map(({ name, ...mark }) => ({
      ...mark,
      query: withMaskedNumbers(mark.query),
      ...(name === undefined ? {} : { name: withMaskedNumbers(name) }),
    })),
    ...(find === undefined ? {} : { find: withMaskedNumbers(find) }),
    beside: view.beside.map(withMaskedNumbers),
  }
}

/** Whether the reader came by such a link: only they fix a snapshot. */
export const isFrozen = (view: LogsView): boolean => view.asOf !== undefined
