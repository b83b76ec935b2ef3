import { describe, expect, test } from 'vitest'
import { comparePositions, type StoredEvent } from '#protocol/event.ts'
import type { IngestPosition, TenantId } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import { aStoredEvent } from '#testing/builders/event.ts'
import { ProblemError } from '../http/problem.ts'
import type { EventScope, Order, ReadControl, Rows, RowsNearRequest } from '../query/event-reader.ts'
import { exportRows, type ExportRowsDeps } from './export-rows.ts'

const SCOPE: EventScope = {
  tenant: 'local' as TenantId,
  asOf: 1 as IngestPosition,
  filter: { kind: 'all', start: 0, end: 0 },
  sample: false,
}
const control: ReadControl = { queryId: 'export', signal: new AbortController().signal, seconds: 30 }
const EVENTS = Array.from({ length: 12_000 }, (_, index) =>
  aStoredEvent({ seq: index + 1, ts: 1_000 + Math.floor(index / 3), payloadBytes: index % 2 }),
)

/** Reads from a list; `scan` rows of it at most before its time is over. */
function readerOf(events: readonly StoredEvent[], scan = Number.POSITIVE_INFINITY) {
  return (scope: EventScope, { order, limit, cursor }: RowsNearRequest): Promise<Rows> => {
    const sign = order === 'asc' ? 1 : -1
    const left = events
      .filter(({ ts }) => (scope.from ?? -Infinity) <= ts && ts < (scope.to ?? Infinity))
      .toSorted((a, b) => sign * comparePositions(a, b))
      .filter((it) => cursor === undefined || sign * comparePositions(it, cursor) > 0)
    const edge = left[scan]?.ts
    // A scan ends with a whole microsecond.
    const seen = edge === undefined ? left : left.filter(({ ts }) => sign * (ts - edge) < 0)
    if (seen.length >= limit || edge === undefined)
      return Promise.resolve({
        events: seen.slice(0, limit),
        complete: seen.length <= limit && edge === undefined,
      })
    const scannedTo = (order === 'asc' ? edge : edge + 1) as Micros
    return Promise.resolve({ events: seen, complete: false, shortfall: { reason: 'time', scannedTo } })
  }
}

const deps = (
  rowsNear: ExportRowsDeps['reader']['rowsNear'],
  more: Partial<ExportRowsDeps> = {},
): ExportRowsDeps => ({
  reader: { rowsNear },
  payloads: { payloads: (_tenant, wanted) => Promise.resolve(wanted.map(({ seq }) => `payload ${seq}`)) },
  sleep: () => Promise.resolve(),
  ...more,
})

async function all(from: ExportRowsDeps, order: Order = 'desc', withPayload = false) {
  const rows = []
  for await (const piece of exportRows(from, { scope: SCOPE, order, withPayload }, control))
    rows.push(...piece)
  return rows
}

const inOrder = (order: Order) => (order === 'asc' ? EVENTS : EVENTS.toReversed())

describe.each(['asc', 'desc'] as const)('rows of an export, %s', (order) => {
  test('come once each, in order', async () => {
    const rows = await all(deps(readerOf(EVENTS)), order)
    expect(rows.map(({ event }) => event)).toEqual(inOrder(order))
  })

  test('come also where a scan takes longer than a statement may', async () => {
    const rows = await all(deps(readerOf(EVENTS, 700)), order)
    expect(rows.map(({ event }) => event)).toEqual(inOrder(order))
  })
})

test('payloads stand with their events, in pieces that fit into memory', async () => {
  const asked: number[] = []
  const large = EVENTS.slice(0, 40).map((event) => ({ ...event, payloadBytes: 1024 * 1024 }))
  const rows = await all(
    deps(readerOf(large), {
      payloads: {
        payloads: (_tenant, wanted) => {
          asked.push(wanted.length)
          return Promise.resolve(wanted.map(({ seq }) => `payload ${seq}`))
        },
      },
    }),
    'asc',
    true,
  )
  expect(rows.map(({ payload }) => payload)).toEqual(large.map(({ seq }) => `payload ${seq}`))
  expect(Math.max(...asked)).toBe(4)
})

const stuck = () =>
  Promise.resolve<Rows>({
    events: [],
    complete: false,
    shortfall: { reason: 'time', scannedTo: 5 as Micros },
  })

test('a scan that gets nowhere ends the export with a reason', async () => {
  await expect(all(deps(stuck))).rejects.toThrow('too slow')
})

test('a store that is away for a moment is waited for; one that stays away is told', async () => {
  const away = new ProblemError({ status: 503, code: 'store-unavailable', title: 'away' })
  const read = readerOf(EVENTS)
  let failures = 3
  const later: typeof read = (...asked) => (failures-- > 0 ? Promise.reject(away) : read(...asked))
  expect(await all(deps(later))).toHaveLength(EVENTS.length)
  let waits = 0
  const gone = deps(() => Promise.reject(away), {
    sleep: () => {
      waits += 1
      return Promise.resolve()
    },
  })
  await expect(all(gone)).rejects.toThrow('away')
  expect(waits).toBe(19)
})
