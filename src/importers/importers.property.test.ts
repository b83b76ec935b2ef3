import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventAt } from '#analysis/event-table.ts'
import { readImport, type ReadImport } from '#testing/read-import.ts'

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../testing/fixtures/imports/${name}`, import.meta.url)))

const NDJSON = new TextEncoder().encode(
  [
    '{"msg":"掉线 ÉCOLE","ts":1,"a":{"b":"𝄞"}}',
    '',
    '{"msg":"b","ts":2}\r',
    '{"oops"',
    '{"msg":"c","level":"error"}',
  ].join('\n'),
)
const FILES: Readonly<Record<string, Uint8Array>> = {
  'event-log': fixture('event-log.json'),
  broken: fixture('event-log.as-printed.json'),
  ndjson: NDJSON,
  // The head is enough: a whole NetLog a thousand times takes minutes.
  netlog: smallNetLog(),
}

function smallNetLog(): Uint8Array {
  const text = new TextDecoder().decode(fixture('netlog.json'))
  const { constants, events, polledData } = JSON.parse(text) as Record<string, unknown[]>
  const { logEventTypes, logSourceType, timeTickOffset } = constants as unknown as Record<string, unknown>
  const small = JSON.stringify({ logEventTypes, logSourceType, timeTickOffset })
  const lines = (events ?? []).slice(0, 60).map((event) => JSON.stringify(event))
  return new TextEncoder().encode(
    `{"constants":${small},\n"events": [\n${lines.join(',\n')}],\n"polledData": ${JSON.stringify(polledData)}\n}\n`,
  )
}

const rowsOf = ({ table }: ReadImport) =>
  Array.from({ length: table.length }, (_, row) => ({
    ...eventAt(table, row),
    session: table.strings.text(table.session[row] ?? 0),
    ts: table.ts[row],
    rawOffset: table.rawOffset[row],
    rawBytes: table.rawBytes[row],
  }))

/** Whether every text is read to some end, good or bad. */
const survive = (texts: readonly string[], salvage = false) =>
  texts.every((text) => typeof readImport(text, { salvage }).result.ok === 'boolean')
const ndjson = (values: readonly unknown[]) => values.map((it) => JSON.stringify(it)).join('\n')

const names = fc.constantFrom(...Object.keys(FILES))
const fileOf = (name: string) => FILES[name] ?? new Uint8Array()

describe('importers', () => {
  test('read the same wherever the chunks are cut', () => {
    fc.assert(
      fc.property(
        names,
        fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 20 }),
        (name, chunks) => {
          const whole = readImport(fileOf(name))
          const cut = readImport(fileOf(name), { chunks })
          expect(cut.result).toEqual(whole.result)
          expect(rowsOf(cut)).toEqual(rowsOf(whole))
          expect(cut.sink.rejects).toEqual(whole.sink.rejects)
        },
      ),
    )
  })

  test('a file cut anywhere gives a part of the whole: same sessions, same events', () => {
    fc.assert(
      fc.property(names, fc.nat(), (name, at) => {
        const file = fileOf(name)
        const whole = rowsOf(readImport(file, { salvage: true }))
        const cut = readImport(file.subarray(0, at % file.length), { salvage: true })
        const rows = rowsOf(cut)
        expect(rows).toEqual(whole.slice(0, rows.length))
        const truncated = cut.result.ok && name !== 'ndjson' ? cut.result.value.truncated : true
        expect(truncated).toBe(true)
      }),
    )
  })

  test('never throw, whatever bytes are changed, and count every piece they read', () => {
    fc.assert(
      fc.property(
        names,
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }),
        fc.boolean(),
        (name, changes, salvage) => {
          const file = fileOf(name).slice()
          for (const [at, byte] of changes) file[at % file.length] = byte
          const { result, table, sink } = readImport(file, { salvage, chunks: [777] })
          const counted = table.length + sink.rejects.length
          expect(result.ok ? result.value.read : counted).toBe(counted)
        },
      ),
    )
  })

  test('never throw at any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.json(), fc.string(), fc.constantFrom('{"events":[', '{"msg":"a"}', ']}'))),
        fc.boolean(),
        (parts, salvage) => {
          const texts = [
            parts.join('\n'),
            `{"events":[${parts.join(',')}]}`,
            `{"msg":"a"}\n${parts.join('\n')}`,
          ]
          expect(survive(texts, salvage)).toBe(true)
        },
      ),
    )
  })

  test('never throw at any value in any place', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (a, b, c) => {
        const event = { time: '5', source: { id: 1, type: 1 }, type: 1, phase: 1, params: a }
        const events = [
          event,
          { ...event, source: b },
          { ...event, time: c },
          { ...event, type: a, phase: b },
          a,
        ]
        const legends = [
          {},
          { timeTickOffset: 5 },
          { timeTickOffset: a, logEventTypes: b, netError: c, clientInfo: a },
          a,
        ]
        const own = { session: 's', seq: 1, time: 1 }
        const texts = [
          ...legends.map((constants) =>
            JSON.stringify({ constants, events, polledData: c, [JSON.stringify(b)]: c }),
          ),
          ndjson([{ msg: a, ts: b, level: c }, own, a]),
          ndjson([own, { ...own, attrs: a, source: b, payload: c }]),
        ]
        expect(survive(texts)).toBe(true)
      }),
    )
  })
})
