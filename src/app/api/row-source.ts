import type { EventKey, EventPosition, StoredEvent } from '#protocol/event.ts'
import type { IngestPosition } from '#protocol/ids.ts'
import type { Level } from '#protocol/level.ts'
import type { Order } from '#protocol/permalink/logs-view.ts'
import type { Micros } from '#protocol/time.ts'
import type { RowExport, RowExportRequest } from './row-export.ts'

/** Which rows, in which order. Two equal scopes at one snapshot are the same list. */
export interface RowScope {
  /** In the query language; empty = everything. */
  readonly query: string
  /** Included. */
  readonly from?: Micros
  /** Not included. */
  readonly to?: Micros
  readonly order: Order
}

/** Why an answer is not whole. */
export interface Shortfall {
  readonly reason: 'time'
  readonly scannedTo: Micros
}

interface Answer {
  /** Of the answering side, in milliseconds. */
  readonly millis: number
  /** Absent: the answer is whole. */
  readonly shortfall?: Shortfall
}

export interface RowCount extends Answer {
  readonly count: number
}

export interface RowPage extends Answer {
  /** From 0, of the first row, in the order of the source. */
  readonly position: number
  readonly events: readonly StoredEvent[]
}

export interface RowPlace extends Answer {
  /** From 0; the place of the next row where `exact` is false. */
  readonly position: number
  readonly exact: boolean
  readonly count: number
}

export interface FoundRow extends Answer {
  /** Absent: no further hit in this direction. */
  readonly hit?: { readonly event: StoredEvent; readonly position: number }
}

export interface RowHistogram extends Answer {
  readonly from: Micros
  /** Not included. */
  readonly to: Micros
  /** Microseconds. */
  readonly width: number
  /** Ascending; bins without rows are left out. */
  readonly bins: readonly { readonly from: Micros; readonly counts: Readonly<Record<Level, number>> }[]
}

export interface RowFacet {
  /** Field of the query language. */
  readonly name: string
  /** Most frequent first; an empty value means "not known". */
  readonly values: readonly { readonly value: string; readonly count: number }[]
  readonly distinct: number
  readonly others: number
}

export interface RowFacets extends Answer {
  readonly count: number
  readonly facets: readonly RowFacet[]
}

export interface ValuesQuestion {
  /** Field of the query language; `attr.` and `session.custom.` ask for the keys of the family. */
  readonly field: string
  /** Only values that contain this, in any case. Empty: all. */
  readonly contains: string
  readonly limit: number
}

export interface RowValues extends Answer {
  /** Most frequent first, counted in rows; never the empty value. */
  readonly values: readonly { readonly value: string; readonly count: number }[]
  /** How many values there are in all that contain the text. */
  readonly distinct: number
}

export interface WholeRow {
  readonly event: StoredEvent
  /** Raw text, exactly as received. */
  readonly payload: string
}

export interface RowContext {
  /** Neighbours of the same session and the row itself, by seq. */
  readonly events: readonly StoredEvent[]
  /** Of the row itself in `events`. */
  readonly index: number
}

export interface RunningCount {
  /** Of what must be read, from 0 to 1; undefined while nobody knows. */
  share(signal: AbortSignal): Promise<number | undefined>
  end(): Promise<void>
}

/** What may fail is thrown as `ApiError`. All methods stop when the signal fires. */
export interface RowSource {
  /** Names scope and snapshot: equal keys, equal answers for ever. Part of every cache key. */
  readonly key: string
  readonly scope: RowScope
  /** The snapshot at which everything of this source is read. */
  readonly asOf: IngestPosition
  /** Those of its rows that also match this query, at the same snapshot and in the same order. */
  within(query: string): RowSource
  /** Other rows of the same store, at the same snapshot: what a filter of this one hides. */
  elsewhere(scope: RowScope): RowSource
  count(signal: AbortSignal): Promise<RowCount>
  /** Present where counting may take long: to watch it and to end it, upon which `count` fails with `query-cancelled`. */
  readonly counting?: RunningCount
  rowsAt(position: number, limit: number, signal: AbortSignal): Promise<RowPage>
  /** Place of an event, or of the first row at or after (`desc`: at or before) a time. */
  positionOf(target: EventKey | { readonly ts: Micros }, signal: AbortSignal): Promise<RowPlace>
  /** Nearest hit beyond `from` (itself not included; absent: from the end one comes from) in list order. */
  find(
    query: string,
    from: EventPosition | undefined,
    direction: 'next' | 'previous',
    signal: AbortSignal,
  ): Promise<FoundRow>
  histogram(bins: number, signal: AbortSignal): Promise<RowHistogram>
  /** The `values` most frequent values of each facet. */
  facets(values: number, signal: AbortSignal): Promise<RowFacets>
  /** The most frequent values of any field. */
  values(question: ValuesQuestion, signal: AbortSignal): Promise<RowValues>
  row(key: EventKey, signal: AbortSignal): Promise<WholeRow>
  /** All its rows as a file, however many. */
  exported(wanted: RowExportRequest, signal: AbortSignal): Promise<RowExport>
  context(key: EventKey, around: { before: number; after: number }, signal: AbortSignal): Promise<RowContext>
}

/** Opens a list: at a snapshot, or at what there is now. */
export type OpenRowSource = (
  scope: RowScope,
  asOf: IngestPosition | undefined,
  signal: AbortSignal,
) => Promise<RowSource>

/** Where rows come from: the server, or a file that is open in this page. */
export interface RowOrigin {
  /** Part of every cache key: two places may answer the same question differently. */
  readonly name: string
  readonly open: OpenRowSource
}
