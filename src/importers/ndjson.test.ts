import { describe, expect, test } from 'vitest'
import { eventAt } from '#analysis/event-table.ts'
import type { SessionId } from '#protocol/ids.ts'
import { CUT_MARK } from '#protocol/limits.ts'
import { readImport } from '#testing/read-import.ts'

const lines = (...values: unknown[]) =>
  values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join('\n') + '\n'

describe('NDJSON of our own', () => {
  const own = {
    session: 's-1',
    seq: 4,
    ts: 1_708_053_600_000_009,
    time: 1_708_053_600_000_000,
    mono: 12,
    epoch: 1,
    category: 'websocket',
    form: 'data',
    level: 'warn',
    name: 'WEBSOCKET_CONNECT',
    phase: 'begin',
    span: 'x1',
    source: { id: 'ws-1', type: 'websocket', name: 'wss://host' },
    message: 'hello',
    attrs: { code: '1006' },
    payload: '{"big":9007199254740993}',
  }

  test('keeps session, seq, ts and every field', () => {
    const read = readImport(lines(own, { ...own, session: 's-2', seq: 1 }))
    expect(read.result).toMatchObject({
      ok: true,
      value: { format: 'ndjson', sessions: ['s-1', 's-2'], read: 2 },
    })
    const { session: _s, ts, payload: _p, ...event } = own
    expect(eventAt(read.table, 0)).toEqual(event)
    expect(read.table.ts[0]).toBe(ts)
  })

  test('copies sessions under ids of their own, the same each time, and says where they come from', () => {
    const record = { browser: 'Chrome', custom: { desk: '7' } }
    const file = lines(own, { session: 's-1', record }, { ...own, session: 's-2' }, { ...own, seq: 5 })
    const read = readImport(file, { copySessions: true })
    const again = readImport(lines({ ...own, seq: 9 }), { copySessions: true })
    if (!read.result.ok || !again.result.ok) throw new Error('not read')
    const [first, second] = read.result.value.sessions
    expect(read.result.value.sessions).toHaveLength(2)
    expect(first).toMatch(/^imp-[0-9a-f]{32}$/)
    expect(again.result.value.sessions).toEqual([first])
    expect(read.sink.records.get(first as SessionId)).toEqual({
      browser: 'Chrome',
      custom: { desk: '7', original_session: 's-1' },
    })
    expect(read.sink.records.get(second as SessionId)).toEqual({ custom: { original_session: 's-2' } })
    // An export of a copy, or of another import, stays what it is.
    for (const given of [String(first), `netlog-${'0a'.repeat(16)}`]) {
      const copied = readImport(lines({ ...own, session: given }), { copySessions: true })
      expect(copied.result).toMatchObject({ value: { sessions: [given] } })
      expect(copied.sink.records.size).toBe(0)
    }
  })

  test('takes what a line says of a session as its record, not as an event', () => {
    const record = { browser: 'Chrome', custom: { desk: '7' } }
    const read = readImport(
      lines(
        { session: 's-1', record },
        own,
        { session: 's-1', record: { os: 5 } },
        { session: 's-1', record: { custom: 1 } },
      ),
    )
    expect(read.result).toMatchObject({ ok: true, value: { format: 'ndjson', read: 1, rejected: 0 } })
    expect(read.sink.records.get('s-1' as SessionId)).toEqual({ ...record, os: '5' })
  })

  test('rejects a bad line with its number and reads on', () => {
    const read = readImport(
      lines(own, '{"session":', { ...own, seq: 0 }, { ...own, session: '!' }, { ...own, seq: 5 }),
    )
    expect(read.result).toMatchObject({ ok: true, value: { read: 5, rejected: 3 } })
    expect(read.sink.rejects.map((it) => it.detail)).toEqual([
      expect.stringMatching(/^line 2: column 12: expected/),
      expect.stringMatching(/^line 3: seq/),
      expect.stringMatching(/^line 4: session/),
    ])
  })
})

describe('NDJSON of foreign loggers', () => {
  test.each<[line: object, expected: object]>([
    [
      { time: 1_708_053_600_123, level: 30, msg: 'hi', pid: 7 },
      { time: 1_708_053_600_123_000, level: 'info', message: 'hi', attrs: { pid: '7' } },
    ],
    [
      {
        '@timestamp': '2024-02-16T03:20:00Z',
        'log.level': 'WARN',
        message: 'x',
        http: { status: 500, path: ['a', 1] },
      },
      { level: 'warn', message: 'x', attrs: { 'http.status': '500', 'http.path': 'a, 1' } },
    ],
    [
      { ts: 1_708_053_600.5, lvl: 'fatal', text: 'x', event: 'seat.lost', callId: 'c-9' },
      { time: 1_708_053_600_500_000, level: 'error', form: 'error', name: 'seat.lost', callid: 'c-9' },
    ],
    [
      { date: 'someday', severity: 'odd', body: 'x' },
      { level: 'info', message: 'x', attrs: { raw_time: 'someday', severity: 'odd' } },
    ],
  ])('reads %j', (line, expected) => {
    const read = readImport(lines(line))
    expect(read.result).toMatchObject({ ok: true, value: { format: 'foreign-ndjson' } })
    expect(eventAt(read.table, 0)).toMatchObject({ seq: 1, category: 'app', ...expected })
  })

  test('seq is the line number, empty lines counted', () => {
    const read = readImport('{"msg":"a"}\n\r\n\n{"msg":"b"}')
    expect([...read.table.seq]).toEqual([1, 4])
  })

  test('large integers and hostile keys come through', () => {
    const read = readImport(
      '{"msg":"a","id":9007199254740993,"__proto__":{"polluted":1},"constructor":"c"}\n',
    )
    expect(eventAt(read.table, 0).attrs).toEqual(
      Object.fromEntries([
        ['id', '9007199254740993'],
        ['__proto__.polluted', '1'],
        ['constructor', 'c'],
      ]),
    )
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test('NUL, bidi marks and lone surrogates come through, surrogates as U+FFFD', () => {
    const read = readImport('{"msg":"a\\u0000\\u202e\\ud800b","k":"\\udc00"}\n')
    expect(eventAt(read.table, 0)).toMatchObject({ message: 'a\u0000\u202e\ufffdb', attrs: { k: '\ufffd' } })
  })

  test('a line of 5 MB is cut with marks and counted', () => {
    const read = readImport(lines({ msg: 'x'.repeat(5_000_000), other: 'y'.repeat(9000) }, { msg: 'b' }))
    expect(read.result).toMatchObject({ ok: true, value: { read: 2, cut: 1, rejected: 0 } })
    const event = eventAt(read.table, 0)
    expect(event.message?.endsWith(CUT_MARK)).toBe(true)
    expect(event.attrs['other']?.endsWith(CUT_MARK)).toBe(true)
    expect(Number(event.attrs['truncated_bytes'])).toBeGreaterThan(4_900_000)
  })

  test('a line beyond all measure is skipped and counted', () => {
    const read = readImport(lines({ msg: 'a' }, { msg: 'x'.repeat(9_000_000) }, { msg: 'b' }), {
      chunks: [65_536],
    })
    expect(read.result).toMatchObject({ ok: true, value: { read: 3, rejected: 1 } })
    expect(read.sink.rejects).toMatchObject([{ seq: 2, reason: 'too-large' }])
    expect([...read.table.seq]).toEqual([1, 3])
  })

  test('deep nesting is neither fatal nor slow', () => {
    const deep = `{"msg":"a","d":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`
    const nested = `{"msg":"b","d":${'{"x":'.repeat(1000)}1${'}'.repeat(1000)}}`
    const read = readImport(lines(deep, nested))
    expect(read.result).toMatchObject({ ok: true, value: { read: 2, rejected: 1 } })
    expect(eventAt(read.table, 0).attrs).toEqual({ truncated_attributes: '1' })
  })

  test('a cut last line is left out and said to be', () => {
    const read = readImport('{"msg":"a"}\n{"msg":"b"')
    expect(read.result).toMatchObject({ ok: true, value: { read: 1, rejected: 0, truncated: true } })
  })
})

describe('anything else', () => {
  test.each([
    ['plain text', 'hello\nworld\n'],
    ['HTML', '<!doctype html>'],
    ['a JSON array', '[{"msg":"a"}]'],
    ['another JSON document', '{\n  "log": {\n    "version": "1.2" }\n}\n'],
    ['binary', '\u0000\u0001\u0002'],
  ])('%s is refused and the error names what is accepted', (_what, text) => {
    expect(readImport(text).result).toMatchObject({
      ok: false,
      error: { code: 'unknown-format', detail: expect.stringMatching(/NetLog.*NDJSON.*\.gz/) as string },
    })
  })

  test.each([
    ['nothing', ''],
    ['blanks', ' \n\n'],
  ])('%s is empty', (_what, text) => {
    expect(readImport(text).result).toMatchObject({ ok: false, error: { code: 'empty' } })
  })
})
