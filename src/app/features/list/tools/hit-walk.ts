import type { EventPosition, StoredEvent } from '#protocol/event.ts'
import type { Micros } from '#protocol/time.ts'
import type { RowSource } from '../../../api/row-source.ts'

export type Direction = 'next' | 'previous'

export type Walked =
  | {
      readonly kind: 'hit'
      readonly event: StoredEvent
      /** In the list, from 0. */
      readonly position: number
      /** Nothing further lay in this direction: it went on from the other end. */
      readonly wrapped: boolean
    }
  | { readonly kind: 'none' }
  /** The time was over before all rows were looked at. */
  | { readonly kind: 'too-long'; readonly scannedTo: Micros }

/** The nearest hit beyond `from` in the whole list, loaded or not; past the last one the walk goes on from the first. */
export async function walkHits(
  source: RowSource,
  query: string,
  from: EventPosition | undefined,
  direction: Direction,
  signal: AbortSignal,
): Promise<Walked> {
  const found = await source.find(query, from, direction, signal)
  if (found.hit) return { kind: 'hit', ...found.hit, wrapped: false }
  if (found.shortfall) return { kind: 'too-long', scannedTo: found.shortfall.scannedTo }
  if (from === undefined) return { kind: 'none' }
  const around = await source.find(query, undefined, direction, signal)
  if (around.hit) return { kind: 'hit', ...around.hit, wrapped: true }
  return around.shortfall ? { kind: 'too-long', scannedTo: around.shortfall.scannedTo } : { kind: 'none' }
}

/** Where a walk begins that nobody has begun: at the cursor, else just before the first row on the screen. */
export async function walkStart(
  source: RowSource,
  cursor: StoredEvent | undefined,
  firstVisible: number | undefined,
  signal: AbortSignal,
): Promise<EventPosition | undefined> {
  if (cursor) return cursor
  if (firstVisible === undefined || firstVisible <= 0) return undefined
  const { events } = await source.rowsAt(firstVisible - 1, 1, signal)
  return events[0]
}
