import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { eventAt } from '#analysis/event-table.ts'
import { pairSpans, SPAN_STATES } from '#analysis/pairing.ts'
import { readImport, type ReadImport } from '#testing/read-import.ts'

const fixture = (name: string) =>
  readFileSync(new URL(`../testing/fixtures/imports/${name}`, import.meta.url), 'utf8')
const CORRECTED = fixture('event-log.json')
const PRINTED = fixture('event-log.as-printed.json')

/** Every span as `name state milliseconds`. */
function spansOf({ table }: ReadImport): string[] {
  const spans = pairSpans({ ...table, time: table.mono })
  return Array.from({ length: spans.length }, (_, i) => {
    const [begin = -1, end = -1] = [spans.beginRow[i], spans.endRow[i]]
    const millis = ((table.mono[end] ?? Number.NaN) - (table.mono[begin] ?? 0)) / 1000
    return `${table.strings.text(table.name[begin] ?? 0)} ${SPAN_STATES[spans.state[i] ?? 0]} ${millis}`
  })
}

describe('the structured event log of the NetLog document', () => {
  test('gives five finished spans and eight instants', () => {
    const read = readImport(CORRECTED)
    expect(read.result).toMatchObject({
      ok: true,
      value: { format: 'event-log', read: 18, rejected: 0, truncated: false },
    })
    expect(spansOf(read)).toEqual([
      'HTTP_TRANSACTION_START done 875',
      'TCP_CONNECT_START done 150',
      'SSL_CONNECT_START done 200',
      'HTTP_TRANSACTION_START done 6055',
      'DNS_RESOLUTION_START done 6000',
    ])
    const events = Array.from({ length: read.table.length }, (_, row) => eventAt(read.table, row))
    expect(events.filter((event) => event.phase === 'none')).toHaveLength(8)
    expect(events.at(-1)).toMatchObject({
      seq: 18,
      time: 1_708_053_607_056_000,
      name: 'NETWORK_ERROR',
      level: 'error',
      source: { id: '2', type: 'NETWORK', name: 'https://nonexistent.example.com/api' },
      attrs: { curl_code: '6' },
    })
  })

  test('as printed it fails at the doubled backslash and offers what stands before', () => {
    const read = readImport(PRINTED)
    expect(read.result).toMatchObject({
      ok: false,
      error: { code: 'syntax', line: 187, column: 25, salvageable: 9 },
    })
    const lines = PRINTED.split('\n')
    expect(lines[186]?.slice(24)).toMatch(/^12345abcdef/)
  })

  test('salvaged, it keeps the nine whole events and is the same session', () => {
    const salvaged = readImport(PRINTED, { salvage: true })
    const whole = readImport(CORRECTED)
    expect(salvaged.result).toMatchObject({ ok: true, value: { read: 9, truncated: true } })
    if (!salvaged.result.ok || !whole.result.ok) throw new Error('must be read')
    expect(salvaged.result.value.sessions).toEqual(whole.result.value.sessions)
    expect(salvaged.table.length).toBe(9)
  })

  test('needs no constants', () => {
    const { events } = JSON.parse(CORRECTED) as { events: unknown }
    const bare = readImport(JSON.stringify({ events }))
    const whole = readImport(CORRECTED)
    expect(spansOf(bare)).toEqual(spansOf(whole))
    expect(eventAt(bare.table, 17)).toEqual(eventAt(whole.table, 17))
  })

  test('reads constants that come after the events', () => {
    const { constants, events } = JSON.parse(CORRECTED) as Record<string, unknown>
    const renamed = JSON.parse(JSON.stringify(constants).replaceAll('NETWORK_ERROR', 'RENAMED')) as unknown
    const read = readImport(JSON.stringify({ events, constants: renamed }))
    expect(eventAt(read.table, 17).name).toBe('RENAMED')
  })

  test('keeps an unknown number as a number', () => {
    const read = readImport(CORRECTED.replace('"type": 1900', '"type": 4711'))
    expect(eventAt(read.table, 17).name).toBe('UNKNOWN_4711')
  })
})
