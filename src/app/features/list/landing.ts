import type { QueryClient } from '@tanstack/react-query'
import type { EventKey, EventPosition } from '#protocol/event.ts'
import { unreachable } from '#protocol/query-lang/unreachable.ts'
import type { Micros } from '#protocol/time.ts'
import { ApiError } from '../../api/client.ts'
import type { RowPlace, RowSource } from '../../api/row-source.ts'
import { PAGE_ROWS, pagesWanted } from './page-plan.ts'
import type { Place } from './row-scroller.ts'
import { rowCountQuery, rowPageQuery } from './row-pages.ts'

/** Where a list is opened. */
export type Landing =
  | { readonly kind: 'first' }
  | { readonly kind: 'last' }
  | { readonly kind: 'position'; readonly position: number }
  | { readonly kind: 'time'; readonly ts: Micros }
  /** `offset`: pixels from the upper edge of the screen to the row; absent = in the middle. */
  | { readonly kind: 'event'; readonly at: EventKey | EventPosition; readonly offset?: number }

/** A list whose first screen is there: it can take the place of another without showing anything unfinished. */
export interface Landed {
  readonly source: RowSource
  /** Absent: nobody knows yet, at least what the first page holds. */
  readonly count: number | undefined
  readonly place: Place
  /** The event that was asked for is no longer stored; what stood next to it is shown. */
  readonly gone: boolean
  /** Where the row of the cursor stands in this list; absent: there was none, or it is not in it. */
  readonly cursor: number | undefined
}

const NOT_STORED = 404

export interface Wish {
  readonly landing: Landing
  /** Rows that fit on the screen. */
  readonly screen: number
  /** The event that the keyboard is on. */
  readonly cursor: EventKey | undefined
}

const isUnseen = (query: { getObserversCount(): number }) => query.getObserversCount() === 0

/** Finds the place and loads the rows of the first screen there. */
export async function land(
  client: QueryClient,
  source: RowSource,
  { landing, screen, cursor }: Wish,
  signal: AbortSignal,
): Promise<Landed> {
  // A link's row is often the cursor too: its place is asked for once.
  const isCursor = landing.kind === 'event' && cursor !== undefined && isSameEvent(landing.at, cursor)
  const [{ isEvent, ...found }, elsewhere] = await Promise.all([
    placeOf(client, source, landing, signal),
    cursor && !isCursor ? positionIfThere(source, cursor, signal) : undefined,
  ])
  const cursorAt = isCursor && isEvent ? found.place.row : elsewhere
  const { row } = found.place
  // Where on the screen the row will stand does not matter: a screen on either side holds it all.
  const span = { first: Math.max(0, row - screen), last: row + screen }
  const count = found.count ?? Number.MAX_SAFE_INTEGER
  const pages = landing.kind === 'first' ? [0] : pagesWanted(span, 0, count)
  const queries = pages.map((page) => rowPageQuery(source, page))
  const stop = () => {
    for (const { queryKey } of queries)
      void client.cancelQueries({ queryKey, exact: true, predicate: isUnseen })
  }
  signal.addEventListener('abort', stop)
  const loaded = await Promise.all(queries.map((query) => client.fetchQuery(query)))
  signal.removeEventListener('abort', stop)
  signal.throwIfAborted()
  const [only] = loaded
  const isWhole =
    landing.kind === 'first' && only !== undefined && only.events.length < PAGE_ROWS && !only.shortfall
  return {
    source,
    ...found,
    cursor: cursorAt,
    count: found.count ?? (isWhole ? only.events.length : undefined),
  }
}

const isSameEvent = (a: EventKey, b: EventKey) => a.session === b.session && a.seq === b.seq

interface Found extends Omit<Landed, 'source' | 'cursor'> {
  /** The row at the place is the very event that was asked for. */
  readonly isEvent: boolean
}

async function placeOf(
  client: QueryClient,
  source: RowSource,
  landing: Landing,
  signal: AbortSignal,
): Promise<Found> {
  switch (landing.kind) {
    case 'first':
      return { place: { row: 0, offset: 0 }, count: undefined, gone: false, isEvent: false }
    case 'last': {
      const { count } = await client.fetchQuery(rowCountQuery(source))
      return { place: { row: Math.max(0, count - 1), offset: 'end' }, count, gone: false, isEvent: false }
    }
    case 'position': {
      const { count } = await client.fetchQuery(rowCountQuery(source))
      const row = Math.max(0, Math.min(count - 1, landing.position))
      return { place: { row, offset: 0 }, count, gone: false, isEvent: false }
    }
    case 'time':
      return foundAt(await source.positionOf({ ts: landing.ts }, signal), 0)
    case 'event':
      return eventPlace(source, landing, signal)
    default:
      return unreachable(landing)
  }
}

async function eventPlace(
  source: RowSource,
  {
    at,
    offset = 'center' as const,
  }: { readonly at: EventKey | EventPosition; readonly offset?: number | 'center' },
  signal: AbortSignal,
): Promise<Found> {
  try {
    return foundAt(await source.positionOf(at, signal), offset)
  } catch (cause) {
    if (!(cause instanceof ApiError) || cause.status !== NOT_STORED) throw cause
    if (!('ts' in at)) return { place: { row: 0, offset: 0 }, count: undefined, gone: true, isEvent: false }
    return { ...foundAt(await source.positionOf({ ts: at.ts }, signal), offset), gone: true, isEvent: false }
  }
}

async function positionIfThere(
  source: RowSource,
  event: EventKey,
  signal: AbortSignal,
): Promise<number | undefined> {
  try {
    const { position, exact } = await source.positionOf(event, signal)
    return exact ? position : undefined
  } catch (cause) {
    if (cause instanceof ApiError && cause.status === NOT_STORED) return undefined
    throw cause
  }
}

/** Where nothing comes after, the last row is the nearest. */
function foundAt({ position, count, exact }: RowPlace, offset: Place['offset']): Found {
  const row = Math.max(0, Math.min(position, count - 1))
  return { place: { row, offset }, count, gone: false, isEvent: exact }
}
