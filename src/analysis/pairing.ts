import { PHASES } from '#protocol/phase.ts'

/** How a pair of BEGIN and END came out. */
export const SPAN_STATES = ['done', 'open_at_end', 'begin_lost', 'duplicate_end', 'negative'] as const
export type SpanState = (typeof SPAN_STATES)[number]

/**
 * What pairing looks at; an `EventTable` fits as it is. Rows are in the order of their session's `seq`.
 * All but `phase` and `time` hold numbers that are equal where the texts are, 0 = absent.
 */
export interface PairingColumns {
  readonly length: number
  /** Positions in `PHASES`. */
  readonly phase: Uint8Array
  /** Any clock that does not jump within a span; in its unit. */
  readonly time: Float64Array
  readonly session: Uint32Array
  readonly sourceId: Uint32Array
  readonly name: Uint32Array
  readonly span: Uint32Array
}

/** One entry a span, ordered by the first row it has. */
export interface Spans {
  readonly length: number
  /** Row of the BEGIN, -1 when it is lost. */
  readonly beginRow: Int32Array
  /** Row of the END, -1 when there is none. */
  readonly endRow: Int32Array
  /** Positions in `SPAN_STATES`. */
  readonly state: Uint8Array
  /** How many spans are in each state. */
  readonly counts: Readonly<Record<SpanState, number>>
}

const BEGIN = PHASES.indexOf('begin')
const END = PHASES.indexOf('end')
const NONE_OPEN = -1

interface Draft {
  readonly beginRow: number
  endRow: number
  state: SpanState
  /** The span of the same key that was open when this one opened. */
  readonly below: number
}

/** Two numbers as one map key: exact while `low` stays below 2^26 and `high` below 2^27. */
const pairKey = (high: number, low: number) => high * 0x400_0000 + low

/**
 * Pairs BEGIN and END rows. A pair's key is the span id where one was sent, else session, source and name;
 * of several open spans of one key the last opened is closed first. An END never closes a span of another key:
 * a BEGIN whose END is lost stays open instead of borrowing its parent's END, and overlaps stay as they were.
 *
 * `pairName` maps a name to the name it pairs under, for formats that close X_START with X_END.
 */
export function pairSpans(
  columns: PairingColumns,
  pairName: (name: number) => number = (name) => name,
): Spans {
  const { length, phase, time, session, sourceId, name, span } = columns
  /** Session and source, session and span id: each as one small number. */
  const owners = new Map<number, number>()
  const owner = (high: number, low: number) => {
    const key = pairKey(high, low)
    const known = owners.get(key)
    if (known !== undefined) return known
    owners.set(key, owners.size)
    return owners.size - 1
  }
  const openBySpan = new Map<number, number>()
  const openByName = new Map<number, number>()
  const drafts: Draft[] = []

  for (let row = 0; row < length; row++) {
    const rowPhase = phase[row]
    if (rowPhase !== BEGIN && rowPhase !== END) continue
    const spanId = span[row] ?? 0
    const sessionId = session[row] ?? 0
    const open = spanId === 0 ? openByName : openBySpan
    const key =
      spanId === 0
        ? pairKey(owner(sessionId, sourceId[row] ?? 0), pairName(name[row] ?? 0))
        : pairKey(sessionId, spanId)
    const top = open.get(key)
    if (rowPhase === BEGIN) {
      open.set(key, drafts.length)
      drafts.push({ beginRow: row, endRow: -1, state: 'open_at_end', below: top ?? NONE_OPEN })
      continue
    }
    const draft = top === undefined || top === NONE_OPEN ? undefined : drafts[top]
    if (draft === undefined) {
      // Nothing open: a key that was closed before got one END too many; an unknown key lost its BEGIN.
      const state = top === undefined ? 'begin_lost' : 'duplicate_end'
      drafts.push({ beginRow: -1, endRow: row, state, below: NONE_OPEN })
      continue
    }
    draft.endRow = row
    draft.state = (time[row] ?? 0) < (time[draft.beginRow] ?? 0) ? 'negative' : 'done'
    open.set(key, draft.below)
  }
  return columnsOf(drafts)
}

function columnsOf(drafts: readonly Draft[]): Spans {
  const beginRow = new Int32Array(drafts.length)
  const endRow = new Int32Array(drafts.length)
  const state = new Uint8Array(drafts.length)
  const counts: Record<SpanState, number> = {
    done: 0,
    open_at_end: 0,
    begin_lost: 0,
    duplicate_end: 0,
    negative: 0,
  }
  for (const [i, draft] of drafts.entries()) {
    beginRow[i] = draft.beginRow
    endRow[i] = draft.endRow
    state[i] = SPAN_STATES.indexOf(draft.state)
    counts[draft.state]++
  }
  return { length: drafts.length, beginRow, endRow, state, counts }
}
