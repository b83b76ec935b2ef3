import type { EventKey } from '#protocol/event.ts'
import type { Seq, SessionId } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'

export const STRIP_MACHINES = ['seat', 'websocket'] as const
export type StripMachine = (typeof STRIP_MACHINES)[number]

export interface StripChange {
  readonly session: string
  readonly seq: number
  readonly ts: Micros
  readonly machine: StripMachine
  /** Two sockets of a session are told apart by it. */
  readonly source: string
  readonly to: string
}

/** From when to when a session recorded, both ends included. */
export interface StripSpan {
  readonly session: string
  readonly firstTs: Micros
  readonly lastTs: Micros
}

/** `from` is included, `to` is not. */
export interface StripStretch {
  readonly from: Micros
  readonly to: Micros
}

/** A stretch of a strip; bands touch one another and cover the whole of it. */
export interface Band extends StripStretch {
  /**
   * - `state`: somebody said so
   * - `no-event`: there is a log, and nothing in it tells the state
   * - `no-log`: nobody recorded anything
   */
  readonly kind: 'state' | 'no-event' | 'no-log'
  /** Empty unless `kind` is `state`. */
  readonly state: string
  /** The event that began it, where it began within the strip's log. */
  readonly event?: EventKey
}

/** Of several sessions or sockets at once the one that matters most is shown: first in this list. */
const PRIORITY: Readonly<Record<StripMachine, readonly string[]>> = {
  seat: ['dropped', 'reconnecting', 'busy', 'wrap-up', 'ready', 'paused', 'logging-in', 'offline'],
  websocket: ['closed', 'connecting', 'closing', 'open'],
}

interface Told {
  readonly state: string
  readonly event: EventKey
}

interface Step {
  readonly ts: number
  /** Ends come before beginnings and changes of the same moment. */
  readonly rank: 0 | 1 | 2
  readonly apply: () => void
}

/** What a machine was in over a stretch of time, of all these sessions together. */
export function stateBands(
  machine: StripMachine,
  spans: readonly StripSpan[],
  changes: readonly StripChange[],
  stretch: StripStretch,
): readonly Band[] {
  const open = new Map<string, Map<string, Told>>()
  const known = new Set(spans.map(({ session }) => session))
  const steps: Step[] = [
    ...spans.flatMap(({ session, firstTs, lastTs }): Step[] => [
      { ts: firstTs, rank: 1, apply: () => void open.set(session, new Map()) },
      { ts: lastTs + 1, rank: 0, apply: () => void open.delete(session) },
    ]),
    ...changes
      .filter((it) => it.machine === machine && known.has(it.session))
      .map(({ session, seq, ts, source, to }): Step => {
        const event = { session: session as SessionId, seq: seq as Seq }
        return { ts, rank: 2, apply: () => void open.get(session)?.set(source, { state: to, event }) }
      }),
  ].sort((a, b) => a.ts - b.ts || a.rank - b.rank)

  const bands: Band[] = []
  let at = stretch.from
  const close = (to: Micros) => {
    if (to <= at) return
    push(bands, { ...shown(machine, open), from: at, to })
    at = to
  }
  for (const { ts, apply } of steps) {
    if (ts >= stretch.to) break
    if (ts > at) close(ts as Micros)
    apply()
  }
  close(stretch.to)
  return bands
}

function shown(
  machine: StripMachine,
  open: ReadonlyMap<string, ReadonlyMap<string, Told>>,
): Omit<Band, 'from' | 'to'> {
  if (open.size === 0) return { kind: 'no-log', state: '' }
  let best: Told | undefined
  let bestRank = Number.POSITIVE_INFINITY
  for (const sources of open.values()) {
    for (const told of sources.values()) {
      const found = PRIORITY[machine].indexOf(told.state)
      const rank = found === -1 ? PRIORITY[machine].length : found
      if (rank < bestRank) [best, bestRank] = [told, rank]
    }
  }
  return best ? { kind: 'state', state: best.state, event: best.event } : { kind: 'no-event', state: '' }
}

/** A state that only another session goes on with is one band. */
function push(bands: Band[], band: Band): void {
  const last = bands.at(-1)
  if (last && last.kind === band.kind && last.state === band.state) {
    bands[bands.length - 1] = { ...last, to: band.to }
  } else bands.push(band)
}

/**
 * At most about twice as many bands as there are cells: those too narrow to be seen go together with their neighbours, and a
 * bad state is never the one that goes.
 */
export function coarseBands(
  bands: readonly Band[],
  stretch: StripStretch,
  cells: number,
  isBad: (state: string) => boolean,
): readonly Band[] {
  if (bands.length <= cells) return bands
  const least = (stretch.to - stretch.from) / cells
  const kept: Band[] = []
  for (const band of bands) {
    const last = kept.at(-1)
    // Only narrow ones go together: a moment of trouble must not be drawn as long as what follows it.
    const isNarrow = last !== undefined && last.to - last.from < least && band.to - band.from < least
    if (!last || !isNarrow) push(kept, band)
    else {
      const stays = isBad(last.state) || (!isBad(band.state) && last.to - last.from >= band.to - band.from)
      kept[kept.length - 1] = { ...(stays ? last : band), from: last.from, to: band.to }
    }
  }
  return kept
}
