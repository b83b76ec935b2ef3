import { readImport } from '#testing/read-import.ts'
import { expect, test } from 'vitest'
import { eventLine } from './ndjson.ts'
import { netLogText } from './netlog.ts'
import { DEFAULT_START, generateSession } from './sessions.ts'

test('a made NetLog is one to the importer', () => {
  const { result, table, sink } = readImport([...netLogText({ seed: 1, events: 3_000 })].join(''))
  expect(result).toMatchObject({
    ok: true,
    value: { format: 'netlog', rejected: 0, cut: 0, truncated: false, notes: [] },
  })
  expect(sink.rejects).toEqual([])
  // The importer keeps constants and polled data as events of their own.
  expect(table.ts.length).toBeGreaterThanOrEqual(3_000)
})

test('made events are our own to the importer', () => {
  const { session, events } = generateSession({ seed: 1, events: 1, start: DEFAULT_START, days: 1 }, 0, 0)
  const read = readImport(events.map((event) => `${eventLine(session, event)}\n`).join(''))
  expect(read.result).toMatchObject({
    ok: true,
    value: { format: 'ndjson', sessions: [session], read: events.length, rejected: 0, cut: 0 },
  })
})
