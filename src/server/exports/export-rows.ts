import type { StoredEvent } from '#protocol/event.ts'
import { ProblemError } from '../http/problem.ts'
import type { EventReader, EventScope, Order, ReadControl, Rows } from '../query/event-reader.ts'
import type { PayloadReader } from '../query/payload-routes.ts'
import type { ExportedEvent } from '#protocol/export/exported-fields.ts'

/**
 * Each page costs the engine a look at all that shares its five minutes, so many rows at a time are cheaper; more than
 * this would keep the server's thread from others for longer than they notice.
 */
const PAGE_ROWS = 5_000
/** Written at a time: a few milliseconds of the server's thread. */
const PIECE_ROWS = 1_000
/** Of payloads that are held at a time; one is never larger than an event may be. */
const PIECE_BYTES = 4 * 1024 * 1024
/** The engine is back within seconds when it was restarted; longer, and somebody has to look. */
const MAX_ATTEMPTS = 20
const RETRY_SECONDS = 1

export interface ExportRowsDeps {
  readonly reader: Pick<EventReader, 'rowsNear'>
  readonly payloads: PayloadReader
  readonly sleep: (seconds: number, signal: AbortSignal) => Promise<void>
}

export interface ExportRequest {
  readonly scope: EventScope
  readonly order: Order
  readonly withPayload: boolean
}

/** All rows of a scope in order, a bounded number at a time; reads on only when asked for more. */
export async function* exportRows(
  deps: ExportRowsDeps,
  { scope, order, withPayload }: ExportRequest,
  control: ReadControl,
): AsyncGenerator<readonly ExportedEvent[]> {
  for await (const events of pages(deps, scope, order, control)) {
    for (const piece of pieces(events)) {
      if (!withPayload) {
        yield piece.map((event) => ({ event }))
        continue
      }
      const payloads = await payloadsOf(deps, scope, piece, control)
      yield piece.map((event) => ({ event, payload: payloads.get(event) ?? '' }))
    }
  }
}

async function* pages(
  deps: ExportRowsDeps,
  whole: EventScope,
  order: Order,
  control: ReadControl,
): AsyncGenerator<readonly StoredEvent[]> {
  let scope = whole
  let cursor: StoredEvent | undefined
  for (;;) {
    const request = { order, direction: 'after', limit: PAGE_ROWS, ...(cursor ? { cursor } : {}) } as const
    const read = await patiently(deps, control, () => deps.reader.rowsNear(scope, request, control))
    yield read.events
    if (read.complete) return
    if (read.shortfall === undefined) {
      const last = read.events.at(-1)
      if (last === undefined) throw new RangeError('rows are neither there nor complete')
      cursor = last
      continue
    }
    const rest = beyond(scope, order, read)
    if (rest === undefined) throw tooSlow()
    scope = rest
    cursor = undefined
  }
}

/** What is left of a scope after a scan that ran out of time; undefined where it got nowhere. */
function beyond(scope: EventScope, order: Order, { shortfall }: Rows): EventScope | undefined {
  if (shortfall === undefined) return undefined
  const { scannedTo } = shortfall
  if (order === 'desc')
    return scope.to === undefined || scannedTo < scope.to ? { ...scope, to: scannedTo } : undefined
  return scope.from === undefined || scannedTo > scope.from ? { ...scope, from: scannedTo } : undefined
}

async function payloadsOf(
  deps: ExportRowsDeps,
  { tenant }: EventScope,
  events: readonly StoredEvent[],
  control: ReadControl,
): Promise<ReadonlyMap<StoredEvent, string>> {
  const wanted = events.filter(({ payloadBytes }) => payloadBytes > 0)
  if (wanted.length === 0) return new Map()
  const texts = await patiently(deps, control, () => deps.payloads.payloads(tenant, wanted, control))
  return new Map(wanted.map((event, index) => [event, texts[index] ?? '']))
}

/** Events in pieces of which all payloads fit into memory. */
function* pieces(events: readonly StoredEvent[]): Generator<readonly StoredEvent[]> {
  let piece: StoredEvent[] = []
  let bytes = 0
  for (const event of events) {
    const isFull = piece.length === PIECE_ROWS || bytes + event.payloadBytes > PIECE_BYTES
    if (piece.length > 0 && isFull) {
      yield piece
      piece = []
      bytes = 0
    }
    piece.push(event)
    bytes += event.payloadBytes
  }
  if (piece.length > 0) yield piece
}

/** A page can be read again, so a store that is away for a moment does not end an export of an hour. */
async function patiently<Value>(
  { sleep }: ExportRowsDeps,
  { signal }: ReadControl,
  read: () => Promise<Value>,
): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read()
    } catch (cause) {
      const isAway = cause instanceof ProblemError && cause.problem.status === 503
      if (!isAway || attempt === MAX_ATTEMPTS || signal.aborted) throw cause
      await sleep(RETRY_SECONDS, signal)
    }
  }
}

function tooSlow(): ProblemError {
  return new ProblemError({
    status: 504,
    code: 'query-timeout',
    title: 'The store is too slow for this export',
    detail: 'It found no part of the next rows in time. Narrow the query or the range, or try again later.',
  })
}
