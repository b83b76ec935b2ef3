import { expect, test } from 'vitest'
import type { CallId, Seq, SessionId, SourceId, SpanId } from '#protocol/ids.ts'
import type { Micros, MonoMicros } from '#protocol/time.ts'
import type { ImportedEvent } from './column-sink.ts'
import { createTableSink, eventAt } from './event-table.ts'

const SESSION = 'netlog-1' as SessionId

const full: ImportedEvent = {
  session: SESSION,
  seq: 7 as Seq,
  ts: 1_708_053_600_000_000 as Micros,
  time: 1_708_053_600_000_000 as Micros,
  mono: 42 as MonoMicros,
  epoch: 2,
  callid: 'c-1' as CallId,
  category: 'database',
  form: 'error',
  level: 'error',
  label: 'phone',
  name: 'QUERY_EXECUTE',
  phase: 'end',
  source: { id: 's1' as SourceId, type: 'SOCKET', parent: 's0' as SourceId, name: 'host' },
  span: 'b6' as SpanId,
  message: '掉线 \u0000 \u202e',
  attrs: { one: '1', ['__proto__x']: '', two: '2' },
  rawOffset: 5_000_000_000,
  rawBytes: 17,
}

const bare: ImportedEvent = {
  session: SESSION,
  seq: 8 as Seq,
  ts: 1 as Micros,
  time: -5 as Micros,
  mono: 0 as MonoMicros,
  epoch: 0,
  category: 'page',
  form: 'text',
  level: 'debug',
  name: 'N',
  phase: 'none',
  attrs: {},
  rawOffset: 0,
  rawBytes: 0,
}

test('gives back what was put in, row by row', () => {
  const sink = createTableSink()
  for (let i = 0; i < 3000; i++) sink.event(i % 2 === 0 ? full : bare)
  const table = sink.finish()
  expect(table.length).toBe(3000)
  const { session: _s, ts, rawOffset, rawBytes, ...fullEvent } = full
  const { session: _t, ts: _ts, rawOffset: _o, rawBytes: _b, ...bareEvent } = bare
  expect(eventAt(table, 2998)).toEqual(fullEvent)
  expect(eventAt(table, 2999)).toEqual(bareEvent)
  expect([table.ts[2998], table.rawOffset[2998], table.rawBytes[2998]]).toEqual([ts, rawOffset, rawBytes])
  expect(table.strings.text(table.session[0] ?? -1)).toBe(SESSION)
})

test('knows no row outside', () => {
  expect(() => eventAt(createTableSink().finish(), 0)).toThrow(RangeError)
})

test('merges what is said of a session', () => {
  const sink = createTableSink()
  sink.session(SESSION, { platform: 'netlog', os: 'old' })
  sink.session(SESSION, { os: 'new' })
  expect(sink.records.get(SESSION)).toEqual({ platform: 'netlog', os: 'new' })
})
