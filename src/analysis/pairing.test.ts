import { describe, expect, test } from 'vitest'
import { PHASES } from '#protocol/phase.ts'
import { pairSpans, SPAN_STATES, type PairingColumns } from './pairing.ts'
import { createStringPool } from './string-pool.ts'

/**
 * Rows as text: `+REQ 0` BEGIN of REQ at time 0, `-REQ 90` its END, ` REQ 3` an instant.
 * Optional `@source` and `#span` after the name: `+REQ@s2#x 0`.
 */
function columnsFrom(rows: readonly string[]): PairingColumns & { readonly names: (row: number) => string } {
  const pool = createStringPool()
  const read = rows.map((row) => {
    const match = /^([+ -])([A-Z_]+)(?:@(\w+))?(?:#(\w+))?(?:\/(\w+))? (-?\d+)$/.exec(row)
    if (!match) throw new Error(`cannot read row "${row}"`)
    const [, sign, name, source, span, session, time] = match
    return { sign, name, source, span, session, time }
  })
  const phases = { '+': 'begin', '-': 'end', ' ': 'none' } as const
  const numbers = (of: (row: (typeof read)[number]) => string | undefined) =>
    Uint32Array.from(read, (row) => pool.intern(of(row) ?? ''))
  const name = numbers((row) => row.name)
  return {
    length: rows.length,
    phase: Uint8Array.from(read, (row) => PHASES.indexOf(phases[(row.sign ?? ' ') as '+'])),
    time: Float64Array.from(read, (row) => Number(row.time)),
    session: numbers((row) => row.session ?? 'session'),
    sourceId: numbers((row) => row.source ?? 'source'),
    span: numbers((row) => row.span),
    name,
    names: (row) => pool.text(name[row] ?? 0),
  }
}

function pairedText(rows: readonly string[]): string[] {
  const columns = columnsFrom(rows)
  const spans = pairSpans(columns)
  return Array.from({ length: spans.length }, (_, i) => {
    const begin = spans.beginRow[i] ?? -1
    const end = spans.endRow[i] ?? -1
    const length = begin >= 0 && end >= 0 ? ` ${(columns.time[end] ?? 0) - (columns.time[begin] ?? 0)}` : ''
    return `${columns.names(begin < 0 ? end : begin)} ${SPAN_STATES[spans.state[i] ?? 0]}${length}`
  })
}

describe('pairing', () => {
  test.each<[title: string, rows: string[], spans: string[]]>([
    [
      'leaves a span open whose END is lost, though its parent ends',
      ['+REQ 0', '+REFRESH 1', '-REQ 90'],
      ['REQ done 90', 'REFRESH open_at_end'],
    ],
    ['keeps overlaps as they were', ['+A 0', '+B 1', '-A 10', '-B 50'], ['A done 10', 'B done 49']],
    ['says when a BEGIN is lost', ['-X 3'], ['X begin_lost']],
    [
      'closes the last opened of one name first',
      ['+REQ 0', '+REQ 1', '-REQ 10', '-REQ 99'],
      ['REQ done 99', 'REQ done 9'],
    ],
    [
      'believes ids before names',
      ['+REQ#a 0', '+REQ#b 1', '-REQ#a 10', '-REQ#b 99'],
      ['REQ done 10', 'REQ done 98'],
    ],
    ['pairs different names that share an id', ['+X_START#a 0', '-X_END#a 7'], ['X_START done 7']],
    ['keeps an id of another session apart', ['+A#a/one 0', '-A#a/two 7'], ['A open_at_end', 'A begin_lost']],
    ['keeps sources apart', ['+A@one 0', '-A@two 7'], ['A open_at_end', 'A begin_lost']],
    ['says when an END comes twice', ['+A 0', '-A 1', '-A 2'], ['A done 1', 'A duplicate_end']],
    [
      'says when an END with an id comes twice',
      ['+A#a 0', '-A#a 1', '-A#a 2'],
      ['A done 1', 'A duplicate_end'],
    ],
    ['says when time runs backwards', ['+A 5', '-A 4'], ['A negative -1']],
    ['takes a span of no length for finished', ['+A 5', '-A 5'], ['A done 0']],
    ['reopens at one instant', ['+A 5', '-A 5', '+A 5'], ['A done 0', 'A open_at_end']],
    ['ignores instants', [' A 1', ' B 2'], []],
  ])('%s', (_title, rows, spans) => {
    expect(pairedText(rows)).toEqual(spans)
  })

  test('pairs under the name that the caller gives', () => {
    const columns = columnsFrom(['+X_START 0', '-X_END 7'])
    const [start] = columns.name
    expect(pairSpans(columns, () => start ?? 0).counts).toMatchObject({ done: 1, begin_lost: 0 })
  })

  test('counts every state and loses no row', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `${i % 2 === 0 ? '+' : '-'}A@s${i % 7} ${i}`)
    const spans = pairSpans(columnsFrom(rows))
    const used = [...spans.beginRow, ...spans.endRow].filter((row) => row >= 0)
    expect(new Set(used).size).toBe(rows.length)
    expect(Object.values(spans.counts).reduce((sum, count) => sum + count, 0)).toBe(spans.length)
  })
})
