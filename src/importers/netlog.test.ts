import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { eventAt } from '#analysis/event-table.ts'
import { pairSpans } from '#analysis/pairing.ts'
import type { ImportedEvent } from '#analysis/column-sink.ts'
import { createImporter } from './create-importer.ts'
import { decodeUtf8, readImport } from '#testing/read-import.ts'

/** Written by Chromium 156 against a small server: redirect, 500, refused port, unknown host, WebSocket. */
const REAL = readFileSync(new URL('../testing/fixtures/imports/netlog.json', import.meta.url), 'utf8')
const FILE = JSON.parse(REAL) as {
  constants: Record<string, Record<string, number>> & { timeTickOffset: number }
  events: { time: string; type: number; params?: unknown }[]
  polledData: unknown
}

function eventsOf(text: string): ImportedEvent[] {
  const events: ImportedEvent[] = []
  const importer = createImporter(
    { event: (event) => events.push(event), session: () => {}, reject: () => {} },
    { decodeUtf8 },
  )
  importer.push(new TextEncoder().encode(text))
  importer.end()
  return events
}

/** What must not depend on the layout: all but places in the file and raw texts, which are compared parsed. */
function contentOf(text: string): unknown[] {
  return eventsOf(text)
    .filter((event) => event.category !== 'sdk')
    .map(({ payload, ...event }) => ({
      ...event,
      session: undefined,
      rawOffset: undefined,
      rawBytes: undefined,
      payload: payload === undefined ? undefined : (JSON.parse(payload) as unknown),
    }))
}

/** A small NetLog with the given event lines. */
const netLog = (lines: readonly string[], tail = ']}\n') =>
  `{"constants":{"logEventTypes":{"A":1,"B":2},"logSourceType":{"NONE":0,"URL_REQUEST":1,"SOCKET":2},` +
  `"logEventPhase":{"PHASE_NONE":0,"PHASE_BEGIN":1,"PHASE_END":2},"netError":{"ERR_X":-7},"timeTickOffset":1000},\n` +
  `"events": [\n${lines.join(',\n')}${tail}`
const line = (type: number, phase: number, time: string, params = '{}', source = '{"id":5,"type":1}') =>
  `{"params":${params},"phase":${phase},"source":${source},"time":"${time}","type":${type}}`

describe('a NetLog that Chromium wrote', () => {
  const read = readImport(REAL)
  const events = eventsOf(REAL)

  test('comes in whole: every event, the polled data and the constants', () => {
    expect(read.result).toMatchObject({
      ok: true,
      value: { format: 'netlog', rejected: 0, cut: 0, truncated: false },
    })
    expect(read.sink.rejects).toEqual([])
    const own = events.filter((event) => event.category !== 'sdk')
    expect(own).toHaveLength(FILE.events.length)
    const polled = events.filter((event) => event.name === 'NETLOG_POLLED_DATA')
    expect(JSON.parse(polled.map((event) => event.payload).join(''))).toEqual(FILE.polledData)
    const constants = events.filter((event) => event.name === 'NETLOG_CONSTANTS')
    expect(JSON.parse(constants.map((event) => event.payload).join(''))).toEqual(FILE.constants)
  })

  test('keeps parameters as their raw text and times as ticks plus offset', () => {
    for (const [i, raw] of FILE.events.entries()) {
      const event = events[i]
      expect(event?.seq).toBe(i + 1)
      expect(event?.payload === undefined ? undefined : JSON.parse(event.payload)).toEqual(raw.params)
      expect(event?.time).toBe((FILE.constants.timeTickOffset + Number(raw.time)) * 1000)
    }
  })

  test('says where each event stands in the file', () => {
    const bytes = new TextEncoder().encode(REAL)
    for (const [i, raw] of FILE.events.entries()) {
      const { rawOffset = 0, rawBytes = 0 } = events[i] ?? {}
      expect(JSON.parse(decodeUtf8(bytes.subarray(rawOffset, rawOffset + rawBytes)))).toEqual(raw)
    }
  })

  test('pairs every BEGIN that was ended', () => {
    const { counts } = pairSpans({ ...read.table, time: read.table.mono })
    expect(counts.done).toBeGreaterThan(200)
    expect(counts.duplicate_end + counts.negative).toBe(0)
  })

  test('makes errors searchable by number and by name', () => {
    const failed = events.filter((event) => event.attrs['net_error_name'] === 'ERR_NAME_NOT_RESOLVED')
    expect(failed.length).toBeGreaterThan(0)
    for (const event of failed) {
      expect(event).toMatchObject({ level: 'error', form: 'error', attrs: { net_error: '-105' } })
      expect(event.message).toContain('ERR_NAME_NOT_RESOLVED')
    }
  })

  test('maps sources to categories and names them', () => {
    const request = events.find((event) => event.source?.type === 'URL_REQUEST')
    expect(request).toMatchObject({ category: 'request', source: { name: 'http://127.0.0.1:8080/' } })
    expect(
      events.some((event) => event.name === 'WEBSOCKET_SENT_FRAME_HEADER' && event.category === 'websocket'),
    ).toBe(true)
    expect(events.find((event) => event.attrs['status'] === '500')?.level).toBe('error')
  })

  test('describes the browser in the session record', () => {
    expect([...read.sink.records.values()]).toMatchObject(
      [{ platform: 'netlog', browser: 'Chromium', browserVersion: /^156\./, captureLevel: 'Everything' }].map(
        (it) => ({ ...it, browserVersion: expect.stringMatching(it.browserVersion) as string }),
      ),
    )
  })

  test('is the same in any layout', () => {
    const expected = contentOf(REAL)
    expect(contentOf(JSON.stringify(FILE))).toEqual(expected)
    expect(contentOf(JSON.stringify(FILE, null, 2))).toEqual(expected)
    expect(contentOf(REAL.replaceAll('\n', '\r\n'))).toEqual(expected)
    expect(contentOf(REAL.replaceAll(',\n', '\n,'))).toEqual(expected)
    expect(contentOf(`\uFEFF${REAL}`)).toEqual(expected)
  })
})

describe('NetLog rules', () => {
  test('spans close by source and type, last opened first, and never another type', () => {
    const events = eventsOf(
      netLog([
        line(1, 1, '0'),
        line(2, 1, '1'),
        line(1, 1, '2'),
        line(1, 2, '3'),
        line(1, 2, '4'),
        line(1, 2, '5'),
      ]),
    )
    expect(events.map((event) => event.span)).toEqual(['b1', 'b2', 'b3', 'b3', 'b1', undefined, undefined])
  })

  test('unknown types, sources and errors are kept by number', () => {
    const [event] = eventsOf(netLog([line(99, 0, '0', '{"net_error":-8}', '{"id":5,"type":77}')]))
    expect(event).toMatchObject({
      name: 'UNKNOWN_99',
      source: { type: 'UNKNOWN_77' },
      attrs: { net_error: '-8' },
      message: 'net error -8',
      level: 'error',
    })
  })

  test('large integers are lossless', () => {
    const [event] = eventsOf(netLog([line(1, 0, '0', '{"a":"9007199254740993", "b": 12345678901234567890}')]))
    expect(event?.attrs).toEqual({ a: '9007199254740993', b: '12345678901234567890' })
    expect(event?.payload).toBe('{"a":"9007199254740993", "b": 12345678901234567890}')
  })

  test('ts never falls, the raw time stays', () => {
    const events = eventsOf(netLog([line(1, 0, '50'), line(1, 0, '20'), line(1, 0, '60')]))
    expect(events.slice(0, 3).map((event) => [event.ts, event.time])).toEqual([
      [1_050_000, 1_050_000],
      [1_050_000, 1_020_000],
      [1_060_000, 1_060_000],
    ])
  })

  test('what is no event is counted and the rest is read', () => {
    const read = readImport(
      netLog([line(1, 0, '0'), '{"time":[],"source":{}}', 'null', '{"time":"1"}', line(2, 0, '9')]),
    )
    expect(read.result).toMatchObject({ ok: true, value: { read: 6, rejected: 3 } })
    expect(read.sink.rejects.map((it) => it.seq)).toEqual([2, 3, 4])
    expect(eventAt(read.table, 1).seq).toBe(5)
  })

  test('a source without end of open spans, and of long names, costs bounded memory and says so', () => {
    const begins = Array.from({ length: 3000 }, (_, i) =>
      line(1, 1, String(i), `{"url":"http://${'x'.repeat(4000)}/${i}"}`),
    )
    const ends = Array.from({ length: 3000 }, (_, i) => line(1, 2, String(3000 + i)))
    const events = eventsOf(netLog([...begins, ...ends]))
    expect(events[0]?.source?.name).toMatch(/^http:\/\/x{500,}…$/)
    const closed = events.slice(3000, 6000).map((event) => event.span)
    expect(closed.slice(0, 2)).toEqual(['b3000', 'b2999'])
    expect(closed.filter((span) => span !== undefined)).toHaveLength(1000)
  })

  test('a broken line is named by line and column', () => {
    const read = readImport(
      netLog([line(1, 0, '0'), line(1, 0, '1').replace('"phase"', 'phase'), line(2, 0, '2')]),
    )
    expect(read.result).toMatchObject({
      ok: false,
      error: { code: 'syntax', line: 4, column: 14, salvageable: 1 },
    })
  })

  test.each([
    ['in the middle of a line', -40],
    ['after a comma', -100],
    ['before the closing brackets', -3],
  ])('a file cut off %s is read and said to be cut off', (_where, end) => {
    const whole = netLog([line(1, 0, '0'), line(2, 0, '1'), line(1, 0, '2')])
    const read = readImport(whole.slice(0, end))
    expect(read.result).toMatchObject({ ok: true, value: { truncated: true } })
    expect(JSON.stringify(read.result)).toContain('cut off')
  })

  test('a file without one whole event is refused', () => {
    expect(readImport(netLog([], '')).result).toMatchObject({ ok: false, error: { code: 'empty' } })
    expect(readImport(netLog([])).result).toMatchObject({ ok: false, error: { code: 'empty' } })
    expect(readImport(netLog(['1', '[]'])).result).toMatchObject({ ok: false, error: { code: 'empty' } })
  })
})
