import { describe, expect, test } from 'vitest'
import { aStoredEvent } from '#testing/builders/event.ts'
import type { RowSource } from '../../../api/row-source.ts'
import { columnsOf } from '../columns.ts'
import { collectRows } from './collect-rows.ts'
import { rowsAsText, textFields } from './rows-as-text.ts'

const event = aStoredEvent({ message: '=1+1\tand "more"', attrs: { status: '503' } })
const fields = ['ts', 'level', 'message', 'attr.status']

describe('copied rows', () => {
  test('as text: the columns, tabs between them, times of the zone', () => {
    expect(rowsAsText([event], 'text', fields, 'Asia/Shanghai')).toBe(
      '2021-12-27T10:00:00.001000+08:00\tinfo\t=1+1 and "more"\t503\n',
    )
  })

  test('as text: what the row shows where it has no message', () => {
    const plain = aStoredEvent({ phase: 'end', attrs: { status: '503', ms: '12' } })
    expect(rowsAsText([plain], 'text', ['name', 'message'], 'UTC')).toBe('LOG end\tstatus=503  ms=12\n')
  })

  test('as CSV: with a head, and no cell is a formula', () => {
    expect(rowsAsText([event], 'csv', ['message', 'seq'], 'UTC')).toBe(
      'message,seq\r\n"\'=1+1\tand ""more""",1\r\n',
    )
  })

  test('as JSON: one whole event a line', () => {
    const lines = rowsAsText([event, event], 'ndjson', fields, 'UTC').trimEnd().split('\n')
    const { payloadBytes: _, ...rest } = event
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([rest, rest])
  })

  test('have a field for each column that has a text', () => {
    expect(textFields(columnsOf({}))).toEqual(['ts', 'category', 'source', 'name', 'message'])
  })
})

describe('rows are collected', () => {
  const all = Array.from({ length: 2_500 }, (_, index) => aStoredEvent({ seq: index + 1 }))
  const asked: [number, number][] = []
  const source = {
    rowsAt: (position: number, limit: number) => {
      asked.push([position, limit])
      // The server cuts an answer short where rows are large.
      const events = all.slice(position, position + Math.min(limit, 700))
      return Promise.resolve({ position, events, millis: 0 })
    },
  } as unknown as RowSource
  const signal = new AbortController().signal

  test.each([
    [0, 0],
    [5, 2_200],
    [2_400, 9_000],
  ])('from %d to %d', async (first, last) => {
    const progress: number[] = []
    const rows = await collectRows(source, { first, last }, (done) => progress.push(done), signal)
    expect(rows).toEqual(all.slice(first, last + 1))
    expect(progress.at(-1)).toBe(rows.length)
    expect(Math.max(...asked.map(([, limit]) => limit))).toBeLessThanOrEqual(1_000)
  })
})
