import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

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

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('%j is no formula', (text) => {
  expect(readLine(csvLine([text]))).toEqual([`'${text}`])
})

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
      for (const text of read) expect(text).not.toMatch(/^[=+\-@\t\r]/)
    }),
  )
})
