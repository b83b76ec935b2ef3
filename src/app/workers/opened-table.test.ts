import { expect, test } from 'vitest'
import type { EventTable } from '#analysis/event-table.ts'
import type { Micros } from '#protocol/time.ts'
import { openTable } from './opened-table.ts'
import { createPayloadStore } from './payload-store.ts'

/** Milliseconds; what looks through all rows for each session takes many times as long. */
const MOST_MS = 1_500
const SESSIONS = 20_000
const EACH = 10

/** As two copies of one file behind each other: every session goes back to its first event. */
function twice(): EventTable {
  const rows = SESSIONS * EACH
  const numbers = (of: (row: number) => number) =>
    Array.from({ length: 2 * rows }, (_, row) => of(row % rows))
  const table = {
    length: 2 * rows,
    session: Uint32Array.from(numbers((row) => row % SESSIONS)),
    seq: Float64Array.from(numbers((row) => Math.floor(row / SESSIONS) + 1)),
    ts: Float64Array.from(numbers((row) => row)),
    name: new Uint32Array(2 * rows),
    category: new Uint8Array(2 * rows),
    strings: { size: SESSIONS, text: (number: number) => `s${number}`, find: () => undefined },
  }
  return table as unknown as EventTable
}

test('a file that holds all of many sessions twice is read in time that grows with its rows only', () => {
  const table = twice()
  const began = performance.now()
  const opened = openTable({
    name: 'twice',
    table,
    payloads: createPayloadStore(),
    records: new Map(),
    opened: 0 as Micros,
  })
  expect(opened.order).toHaveLength(SESSIONS * EACH)
  expect(performance.now() - began).toBeLessThan(MOST_MS)
})
