import type { EventPosition, StoredEvent } from '#protocol/event.ts'
import type { Micros } from '#protocol/time.ts'
import type { EventScope, Rows, RowsAtRequest, RowsNearRequest } from '../../../query/event-reader.ts'
import { decodeStoredEvent, STORED_EVENT_SELECT, type StoredEventRow } from '../event-rows.ts'
import { TS_BUCKET } from '../tables.ts'
import type { TimeRange } from './bucket-counts.ts'
import { changedUnderReader, type ReadContext } from './read-context.ts'
import { cellOf } from './locate.ts'
import { orderBy, overlap, eventsIn, TS_MICROS } from './scope-sql.ts'
import { scopeCounts } from './scope-counts.ts'
import { OutOfTime, TooLarge, type Budget, type Statement } from './statements.ts'
import { candidates, newestOf, oldestOf, pieces, type Candidates } from './windows.ts'

/** Read at first when nobody knows how rare the matches are; grows while there are too few. */
const FIRST_SCAN_ROWS = 50_000
const SCAN_GROWTH = 8
/** Hits are not spread evenly, and a stretch too many costs more than a longer one. */
const SCAN_SLACK = 1.5
const LEAST_SCAN_ROWS = 10_000

export const EVENT_COLUMNS = STORED_EVENT_SELECT.join(', ')

/** Rows by number: the bucket of row N by cumulative counts, then a short OFFSET inside it. */
export async function rowsAt(
  context: ReadContext,
  scope: EventScope,
  { order, position, limit }: RowsAtRequest,
  budget: Budget,
): Promise<Rows> {
  const counts = await scopeCounts(context, scope, budget)
  const wanted = Math.min(limit, counts.total - position)
  if (wanted <= 0) return { events: [], complete: true }
  // Counted from the oldest: rows [first, first + wanted), the same for both orders.
  const first = order === 'asc' ? position : counts.total - position - wanted
  const { range, offset, buckets } = await cellOf(context, scope, counts, first, wanted, budget)
  const cut = { descending: false, limit: wanted, offset, keepEnd: order === 'desc', buckets }
  const read = await readRows(context, scope, overlap(range, scope) ?? range, cut, budget)
  if (read.events.length === 0) throw changedUnderReader(context)
  const events = order === 'asc' ? read.events : read.events.toReversed()
  return { events, complete: position + events.length >= counts.total }
}

/** Rows that follow or precede a cursor: stretches of time, growing, until there are enough. */
export async function rowsNear(
  context: ReadContext,
  scope: EventScope,
  { order, direction, cursor, limit }: RowsNearRequest,
  budget: Budget,
): Promise<Rows> {
  const newestFirst = (order === 'desc') === (direction === 'after')
  const near = await nearest(context, scope, { newestFirst, limit, ...(cursor ? { cursor } : {}) }, budget)
  return { ...near, events: direction === 'after' ? near.events : near.events.toReversed() }
}

interface Nearest {
  /** Towards older events; otherwise towards newer ones. */
  readonly newestFirst: boolean
  readonly limit: number
  readonly cursor?: EventPosition
}

/** The events nearest to the cursor on one side, nearest first. */
async function nearest(
  context: ReadContext,
  scope: EventScope,
  { newestFirst, limit, cursor }: Nearest,
  budget: Budget,
): Promise<Rows> {
  const side = cursor && (newestFirst ? { to: (cursor.ts + 1) as Micros } : { from: cursor.ts })
  const found = await candidates(context, scope, side ?? {}, budget)
  if (found === undefined) return { events: [], complete: true }
  const events: StoredEvent[] = []
  let scannedTo = newestFirst ? newestOf(found) : oldestOf(found)
  let scanned = 0
  // As far as the density of the hits so far says; without hits ever farther.
  const next = (rows: number) => {
    scanned += rows
    const enough = Math.ceil(
      ((limit + 1 - events.length) * scanned * SCAN_SLACK) / Math.max(1, events.length),
    )
    return Math.min(rows * SCAN_GROWTH, events.length === 0 ? Infinity : Math.max(LEAST_SCAN_ROWS, enough))
  }
  const pace = { newestFirst, next, most: context.scanRows }
  for (const piece of pieces(found, { rows: firstRows(found, limit, context), ...pace })) {
    // One more than asked for tells whether there is more.
    const cut = { descending: newestFirst, limit: limit + 1 - events.length, ...(cursor ? { cursor } : {}) }
    try {
      const read = await readRows(context, scope, piece, cut, budget)
      events.push(...read.events)
      if (events.length > limit || read.cutShort) return { events: events.slice(0, limit), complete: false }
    } catch (cause) {
      if (!(cause instanceof OutOfTime)) throw cause
      return { events, complete: false, shortfall: { reason: 'time', scannedTo } }
    }
    scannedTo = (newestFirst ? piece.from : piece.to) ?? scannedTo
  }
  return { events, complete: true }
}

function firstRows({ exact, indexed }: Candidates, limit: number, { scanRows }: ReadContext): number {
  if (exact) return limit + 1
  return indexed ? Infinity : Math.min(FIRST_SCAN_ROWS, scanRows)
}

interface Cut {
  readonly descending: boolean
  readonly limit: number
  readonly offset?: number
  readonly cursor?: EventPosition
  /** Nothing of the scope lies in other buckets. */
  readonly buckets?: readonly number[]
  /** Where rows are too large for one answer: keep the last ones, not the first. */
  readonly keepEnd?: boolean
}

/** Strictly beyond the cursor, in the total order. */
function beyond({ cursor, descending }: Cut): Statement {
  if (cursor === undefined) return { text: '1', params: {} }
  return {
    text: `(${TS_MICROS}, session, seq) ${descending ? '<' : '>'} ({cursor_ts:Int64}, {cursor_session:String}, {cursor_seq:UInt64})`,
    params: { cursor_ts: cursor.ts, cursor_session: cursor.session, cursor_seq: cursor.seq },
  }
}

/** Events of a stretch of time. Where they are too large for one answer, fewer come (`cutShort`). */
async function readRows(
  { statements, compile }: ReadContext,
  scope: EventScope,
  range: Partial<TimeRange>,
  cut: Cut,
  budget: Budget,
): Promise<{ readonly events: readonly StoredEvent[]; readonly cutShort: boolean }> {
  const events = eventsIn(scope, compile, range)
  const cursor = beyond(cut)
  const buckets = cut.buckets ?? []
  const only = buckets.length === 0 ? '1' : `${TS_BUCKET} IN {only_buckets:Array(Int64)}`
  const read = (limit: number, offset: number) =>
    statements.rows<StoredEventRow>(
      {
        text: `SELECT ${EVENT_COLUMNS} FROM ${events.text} AND ${only} AND ${cursor.text}
          ORDER BY ${orderBy(cut.descending)} LIMIT {row_limit:UInt64} OFFSET {row_offset:UInt64}`,
        params: {
          ...events.params,
          ...cursor.params,
          only_buckets: buckets,
          row_limit: limit,
          row_offset: offset,
        },
      },
      budget,
    )
  const offset = cut.offset ?? 0
  let fitted = cut.limit
  const rows = await asManyAsFit(cut.limit, (limit) => {
    fitted = limit
    return read(limit, cut.keepEnd ? offset + cut.limit - limit : offset)
  })
  return { events: rows.map(decodeStoredEvent), cutShort: fitted < cut.limit && rows.length === fitted }
}

/** Rows that are together too large for one answer are asked for again, fewer of them. */
export async function asManyAsFit<Row>(
  limit: number,
  read: (limit: number) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  try {
    return await read(limit)
  } catch (cause) {
    if (!(cause instanceof TooLarge) || limit === 1) throw cause
    return asManyAsFit(Math.max(1, Math.floor(limit / 4)), read)
  }
}
