import type { EventPosition, StoredEvent } from '#protocol/event.ts'
import type { RowSource } from '../../api/row-source.ts'
import type { Landing } from './landing.ts'
import { distance, endTop, visibleRows, type RowSpace, type RowTop } from './row-space.ts'

/** What somebody reads, before another list takes the place of this one. */
export interface Reading {
  readonly source: RowSource
  readonly space: RowSpace
  readonly top: RowTop
  readonly eventAt: (position: number) => StoredEvent | undefined
  /** Where the keyboard is; it is what is read while it shows. */
  readonly cursor: number | undefined
}

/** Nothing is above the first row that shows. */
export const isAtStart = ({ top }: Pick<Reading, 'top'>): boolean => top.row === 0 && top.offset <= 0

export function isAtEnd({ space, top }: Pick<Reading, 'space' | 'top'>): boolean {
  const end = endTop(space)
  return top.row > end.row || (top.row === end.row && top.offset >= end.offset)
}

/** The list shows its newest row, so that newer ones may follow without moving what is read. */
export function isAtNewestEdge(reading: Pick<Reading, 'source' | 'space' | 'top'>): boolean {
  return reading.source.scope.order === 'desc' ? isAtStart(reading) : isAtEnd(reading)
}

/** Where to open the next list so that what is read stays where it is. */
export function landingAfter(reading: Reading, next: RowSource): Landing {
  const { source, space, top } = reading
  const wasNewest = isAtNewestEdge(reading)
  const turned = source.scope.order !== next.scope.order
  if (wasNewest && (turned || next.scope.query === source.scope.query)) {
    return next.scope.order === 'desc' ? { kind: 'first' } : { kind: 'last' }
  }
  if (isAtStart(reading) && !turned) return { kind: 'first' }
  const read = eventRead(reading, turned)
  if (!read) return { kind: 'position', position: top.row }
  if (turned) return { kind: 'event', at: read.at }
  return { kind: 'event', at: read.at, offset: distance(space, top, read.row) }
}

interface ReadRow {
  readonly row: number
  readonly at: EventPosition
}

/** The cursor while it shows, else the first whole row; in a list that turns over, the one in the middle. */
function eventRead({ space, top, eventAt, cursor }: Reading, fromMiddle: boolean): ReadRow | undefined {
  const { first, last } = visibleRows(space, top)
  const start = fromMiddle
    ? Math.floor((first + last) / 2)
    : top.offset > 0 && first < last
      ? first + 1
      : first
  const rows = cursor !== undefined && cursor >= first && cursor <= last ? [cursor] : []
  for (let row = start; row <= last; row += 1) rows.push(row)
  for (const row of rows) {
    const event = eventAt(row)
    if (event) return { row, at: { ts: event.ts, session: event.session, seq: event.seq } }
  }
  return undefined
}
