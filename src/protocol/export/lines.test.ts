import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { storedEvent } from '#testing/arbitraries/event.ts'
import { wellFormedText } from '#testing/arbitraries/text.ts'
import { readEvent } from '../read-event.ts'
import { printExportColumns, readExportColumns } from './export-columns.ts'
import { csvLine, ndjsonLine, textLine } from './lines.ts'

/** RFC 4180, as a spreadsheet reads it. */
function readLine(line: string): string[] {
  const cells: string[] = []
  let rest = line.slice(0, -2)
  for (;;) {
    const match = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|$)/.exec(rest)
    if (match === null) throw new Error(`not CSV: ${line}`)
    cells.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'))
    if (match[3] === '') return cells
    rest = rest.slice(match[0].length)
  }
}

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '＠A1'])(
  '%j is no formula',
  (text) => {
    expect(readLine(csvLine([text]))).toEqual([`'${text}`])
  },
)

test('ordinary cells stay as they are', () => {
  expect(csvLine(['a', '', '1', "it's", '掉线 x=1'])).toBe("a,,1,it's,掉线 x=1\r\n")
  expect(csvLine(['a "b"', 'c,d', 'e\nf'])).toBe('"a ""b""","c,d","e\nf"\r\n')
})

test('whatever is written is read again, and never begins a formula', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('=cmd|x', '-', '@', '\t', '\r\n', '"', ',', '=","'),
  )
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
      const read = readLine(csvLine(cells))
      expect(read.map((text, index) => (text === cells[index] ? text : text.slice(1)))).toEqual(cells)
      for (const text of read) expect(text).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/)
    }),
  )
})

test('a line of text has one line and as many fields as it was given, whatever they hold', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), (cells) => {
      const line = textLine(cells)
      expect(line.slice(0, -1).split('\t').length).toBe(cells.length)
      expect(line.slice(0, -1).replaceAll('\t', '')).not.toMatch(
        /[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/,
      )
    }),
  )
})

test('a line of NDJSON is read again as the same event', () => {
  fc.assert(
    fc.property(
      storedEvent(),
      wellFormedText.filter(({ length }) => length > 0),
      (stored, payload) => {
        const event = { ...stored, payloadBytes: new TextEncoder().encode(payload).length }
        const line = ndjsonLine({ event, payload })
        expect(line.indexOf('\n')).toBe(line.length - 1)
        const read = readEvent(JSON.parse(line))
        expect(read.ok && [read.value.seq, read.value.attrs, read.value.payload]).toEqual([
          event.seq,
          event.attrs,
          payload,
        ])
      },
    ),
  )
})

test('the size of a payload is told only where the payload is left out', () => {
  fc.assert(
    fc.property(storedEvent(), (event) => {
      const { payloadBytes, ...rest } = JSON.parse(ndjsonLine({ event })) as Record<string, unknown>
      expect(payloadBytes).toBe(event.payloadBytes === 0 ? undefined : event.payloadBytes)
      expect(rest['payload']).toBeUndefined()
      expect(rest['session']).toBe(event.session)
    }),
  )
})

test('any columns come back from an address', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 1 }), (fields) => {
      expect(readExportColumns(printExportColumns(fields))).toEqual(fields)
    }),
  )
})
