import type { StoredEvent } from '#protocol/event.ts'
import type { SessionId } from '#protocol/ids.ts'
import type { Order } from '#protocol/permalink/logs-view.ts'
import { MICROS_PER_SECOND } from '#protocol/time.ts'

/** Seqs that were recorded and are not stored; both ends included. */
export interface MissingRange {
  readonly from: number
  readonly to: number
  /** `deleted`: stored once, and taken away on purpose. */
  readonly because: 'lost' | 'rejected' | 'deleted' | 'unknown'
}

/** What stands between two rows and is no event. */
export type Gap =
  | { readonly kind: 'silence'; readonly micros: number }
  | { readonly kind: 'lost'; readonly range: MissingRange }
  /** A rule says that an event should be here. */
  | { readonly kind: 'expected'; readonly rule: string }

/** Shorter pauses are how people and networks work. */
export const SILENCE_MICROS = 10 * MICROS_PER_SECOND
/** As `--row-height-silence`. */
export const GAP_PX = 18
/** Between two rows more cannot be taken in; the rest is in the session's card. */
const MAX_LOST = 4
/** Rows that are looked through for the one of the same session before. */
const MAX_LOOK_BACK = 200

export interface GapContext {
  readonly eventAt: (position: number) => StoredEvent | undefined
  /** What is known to be missing, by session; a session that is not here was not asked about. */
  readonly missing: ReadonlyMap<SessionId, readonly MissingRange[]>
  /** The list holds everything of one session: what is missing before its first row is missing in front of the list. */
  readonly isWholeSession: boolean
  readonly order: Order
  /** Rules whose event should stand before this row. */
  readonly expectedBefore: (event: StoredEvent) => readonly string[]
}

/** What stands above a row, from top to bottom. Nothing while the row above it is not loaded. */
export function gapsAbove(context: GapContext, position: number): readonly Gap[] {
  const event = context.eventAt(position)
  if (!event) return []
  const expected = context.expectedBefore(event).map((rule): Gap => ({ kind: 'expected', rule }))
  const above = position === 0 ? undefined : context.eventAt(position - 1)
  if (position === 0)
    return [...lostInFront(context, event).map((range): Gap => ({ kind: 'lost', range })), ...expected]
  if (!above) return expected
  const lost = lostAbove(context, position, event).map((range): Gap => ({ kind: 'lost', range }))
  const micros = Math.abs(event.ts - above.ts)
  const silence: readonly Gap[] = micros > SILENCE_MICROS ? [{ kind: 'silence', micros }] : []
  return [...silence, ...lost, ...expected]
}

function lostInFront(context: GapContext, event: StoredEvent): readonly MissingRange[] {
  if (!context.isWholeSession) return []
  const ranges = context.missing.get(event.session) ?? []
  const inFront = ranges.filter(({ from, to }) =>
    context.order === 'asc' ? to < event.seq : from > event.seq,
  )
  return inFront.slice(0, MAX_LOST)
}

function lostAbove(context: GapContext, position: number, event: StoredEvent): readonly MissingRange[] {
  const ranges = context.missing.get(event.session)
  if (!ranges || ranges.length === 0) return []
  const before = sameSessionAbove(context.eventAt, position, event.session)
  if (!before) return []
  const [low, high] = [Math.min(before.seq, event.seq), Math.max(before.seq, event.seq)]
  return ranges.filter(({ from, to }) => from > low && to < high).slice(0, MAX_LOST)
}

function sameSessionAbove(
  eventAt: GapContext['eventAt'],
  position: number,
  session: SessionId,
): StoredEvent | undefined {
  for (let at = position - 1; at >= Math.max(0, position - MAX_LOOK_BACK); at -= 1) {
    const event = eventAt(at)
    if (!event || event.session === session) return event
  }
  return undefined
}

/** Sessions of which a seq is skipped between rows that show: worth asking what is missing. In order, without doubles. */
export function sessionsWithJumps(
  eventAt: GapContext['eventAt'],
  { first, last }: { readonly first: number; readonly last: number },
): readonly SessionId[] {
  const seen = new Map<SessionId, number>()
  const found = new Set<SessionId>()
  for (let at = first; at <= last; at += 1) {
    const event = eventAt(at)
    if (!event) {
      seen.clear()
      continue
    }
    const before = seen.get(event.session)
    if (before !== undefined && Math.abs(event.seq - before) > 1) found.add(event.session)
    seen.set(event.session, event.seq)
  }
  return [...found]
}

/** The same question answered from memory the second time; for as long as the context stays. */
export function rememberedGaps(context: GapContext): (position: number) => readonly Gap[] {
  const known = new Map<number, readonly Gap[]>()
  return (position) => {
    const found = known.get(position)
    if (found) return found
    const gaps = gapsAbove(context, position)
    known.set(position, gaps)
    return gaps
  }
}
