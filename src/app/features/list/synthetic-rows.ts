import type { EventKey, EventPosition, StoredEvent } from '#protocol/event.ts'
import type { IngestPosition, Seq, SessionId, SourceId, TenantId } from '#protocol/ids.ts'
import type { Micros, MonoMicros } from '#protocol/time.ts'
import { ApiError } from '../../api/client.ts'
import type { RowOrigin, RowScope, RowSource } from '../../api/row-source.ts'

/** A list of any length that is computed, not stored: for tests of what shows it. */
export interface SyntheticList {
  readonly count: number
  /** Between two rows, in microseconds; 0 = all at once. */
  readonly step?: number
  /** How long an answer takes, in milliseconds. */
  readonly latency?: number
  /** Fails as a server would. */
  readonly failing?: boolean
  /** Counting it never ends. */
  readonly uncounted?: boolean
}

export const SYNTHETIC_START = 1_640_570_400_000_000
const SESSION_ROWS = 1_000
/** Every so many-th row is an error. */
export const ERROR_EVERY = 97

/** What was asked, so that tests can say that little was. */
export interface Asked {
  readonly pages: number[]
  aborted: number
}

/** `list` is read anew with each opening: a test lets it grow and asks for a newer snapshot. */
export function syntheticOrigin(list: () => SyntheticList, asked: Asked): RowOrigin {
  return {
    name: 'synthetic',
    open: (scope) => Promise.resolve(syntheticRows(list(), scope, asked)),
  }
}

/** Row `index` in time. */
export function syntheticEvent(index: number, step = 1_000): StoredEvent {
  const ts = (SYNTHETIC_START + index * step) as Micros
  const kind = index % 4
  return {
    tenant: 'local' as TenantId,
    kind: 'live',
    session: `s${String(Math.floor(index / SESSION_ROWS)).padStart(8, '0')}` as SessionId,
    seq: ((index % SESSION_ROWS) + 1) as Seq,
    ts,
    time: ts,
    mono: index as MonoMicros,
    epoch: 0,
    received: ts,
    ingest: 1 as IngestPosition,
    via: 'live',
    category: 'request',
    form: 'text',
    level: index % ERROR_EVERY === 0 ? 'error' : 'info',
    name: 'REQUEST',
    phase: kind === 0 ? 'begin' : kind === 1 ? 'end' : 'none',
    source: {
      id: `r${Math.floor(index / 4)}` as SourceId,
      type: 'REQUEST',
      name: `/path/${Math.floor(index / 4)}`,
    },
    message: `row ${index}`,
    attrs: {},
    payloadBytes: 0,
  }
}

const nothing = () => Promise.reject(new Error('not part of these tests'))
const indexOf = ({ session, seq }: EventKey) => Number(session.slice(1)) * SESSION_ROWS + seq - 1

function syntheticRows(list: SyntheticList, scope: RowScope, asked: Asked): RowSource {
  const { count, step = 1_000, latency = 0, failing = false } = list
  const turn = (at: number) => (scope.order === 'asc' ? at : count - 1 - at)
  const answer = async <Value>(signal: AbortSignal, value: () => Value): Promise<Value> => {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, latency)
      signal.addEventListener('abort', () => {
        clearTimeout(timer)
        asked.aborted += 1
        reject(new DOMException('gone', 'AbortError'))
      })
    })
    if (failing) throw new ApiError(503, 'starting', 'The store is starting')
    return value()
  }
  return {
    key: JSON.stringify([list, scope]),
    scope,
    asOf: count as IngestPosition,
    within: (query) => syntheticRows(list, { ...scope, query }, asked),
    elsewhere: (other) => syntheticRows(list, other, asked),
    count: (signal) =>
      list.uncounted ? new Promise(() => undefined) : answer(signal, () => ({ count, millis: latency })),
    rowsAt: (position, limit, signal) => {
      asked.pages.push(position)
      return answer(signal, () => ({
        position,
        millis: latency,
        events: Array.from({ length: Math.max(0, Math.min(limit, count - position)) }, (_, row) =>
          syntheticEvent(turn(position + row), step),
        ),
      }))
    },
    positionOf: (target, signal) =>
      answer(signal, () => {
        const index = 'session' in target ? indexOf(target) : Math.ceil((target.ts - SYNTHETIC_START) / step)
        if ('session' in target && index >= count) throw new ApiError(404, 'event-not-found', 'Gone')
        return { position: Math.max(0, Math.min(count, turn(index))), exact: true, count, millis: latency }
      }),
    find: (query, from, direction, signal) =>
      answer(signal, () => {
        const hit = findIndex(list, scope, query, from, direction)
        if (hit === undefined) return { millis: latency }
        return { millis: latency, hit: { event: syntheticEvent(hit, step), position: turn(hit) } }
      }),
    histogram: (bins, signal) =>
      answer(signal, () => {
        const width = Math.max(1, Math.ceil((count * Math.max(1, step)) / bins))
        return {
          millis: latency,
          from: SYNTHETIC_START as Micros,
          to: (SYNTHETIC_START + bins * width) as Micros,
          width,
          bins: Array.from({ length: bins }, (_, bin) => {
            const size = Math.floor(((bin + 1) * count) / bins) - Math.floor((bin * count) / bins)
            return {
              from: (SYNTHETIC_START + bin * width) as Micros,
              counts: { debug: 0, info: size, warn: 0, error: 0 },
            }
          }),
        }
      }),
    facets: nothing,
    values: nothing,
    row: nothing,
    exported: nothing,
    context: nothing,
  }
}

/** Only what these tests look for: errors, and the other half of a pair. */
function findIndex(
  { count }: SyntheticList,
  { order }: RowScope,
  query: string,
  from: EventPosition | undefined,
  direction: 'next' | 'previous',
): number | undefined {
  const forward = (direction === 'next') === (order === 'asc')
  const start = from ? indexOf(from) : forward ? -1 : count
  const wanted = query === 'is:error' ? (index: number) => index % ERROR_EVERY === 0 : () => false
  for (let index = start + (forward ? 1 : -1); index >= 0 && index < count; index += forward ? 1 : -1) {
    if (wanted(index)) return index
    if (Math.abs(index - start) > ERROR_EVERY) return undefined
  }
  return undefined
}
