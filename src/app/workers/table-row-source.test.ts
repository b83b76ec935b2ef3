import { describe, expect, test } from 'vitest'
import { describeRowSource } from '../api/row-source.contract.ts'
import { contractFile } from '../api/row-source.contract-rows.ts'
import type { RowScope } from '../api/row-source.ts'
import { readFile, type OpenedFile } from './read-file.ts'
import { openTableRows } from './table-row-source.ts'

const signal = new AbortController().signal

async function openFile(text: string | Blob, name = 'log.ndjson'): Promise<OpenedFile> {
  const read = await readFile(new File([text], name), () => undefined, signal)
  if (!read.ok) throw new Error(read.error.detail)
  return read.value
}

const everything: RowScope = { query: '', order: 'asc' }
const line = (event: object) =>
  `${JSON.stringify({ session: 's', seq: 1, time: 1_640_570_400_000_000, mono: 0, category: 'app', name: 'LOG', ...event })}\n`

const contract = openFile(contractFile())
describeRowSource('table', async (scope) => openTableRows((await contract).opened, scope))

describe('an opened file', () => {
  test('may be compressed', async () => {
    const packed = new Blob([contractFile()]).stream().pipeThrough(new CompressionStream('gzip'))
    const { opened, summary } = await openFile(await new Response(packed).blob(), 'log.ndjson.gz')
    expect(summary.read).toBe(opened.table.length)
    expect((await openTableRows(opened, everything).count(signal)).count).toBe(420)
  })

  test('that holds an event twice shows it once, the first', async () => {
    const text = [1, 3, 2, 3, 2, 4].map((seq, index) => line({ seq, message: `m${index}` })).join('')
    const { opened } = await openFile(text)
    const { events } = await openTableRows(opened, everything).rowsAt(0, 10, signal)
    expect(events.map(({ seq, message }) => `${seq} ${message}`)).toEqual(['1 m0', '2 m2', '3 m1', '4 m5'])
  })

  test('that is no log is refused in words', async () => {
    const read = await readFile(new File(['\u0089PNG'], 'x.png'), () => undefined, signal)
    expect(read.ok ? '' : read.error.code).toBe('unknown-format')
  })

  test.each([
    ['number:8000', true],
    ['number:"138 0013 8000"', true],
    ['number:13800138001', false],
    ['account:acme', true],
    ['id:4bf92f3577b34da6a3ce929d0e0e4736', true],
    ['payload:"a\u0301"', true],
    ['is:import', true],
  ])('answers %s', async (query, found) => {
    const { opened } = await openFile(
      line({ category: 'sdk', name: 'IDENTIFY', attrs: { account: 'Acme' } }) +
        line({
          seq: 2,
          message: 'dialled +86 138-0013-8000',
          attrs: { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' },
          payload: 'á',
        }),
    )
    const { count } = await openTableRows(opened, { ...everything, query }).count(signal)
    expect(count > 0).toBe(found)
  })

  test('a count that was given up does not spoil the next one', async () => {
    const { opened } = await openFile(contractFile())
    const source = openTableRows(opened, { ...everything, query: 'payload:index' })
    const controller = new AbortController()
    const [first, second] = [source.count(controller.signal), source.count(signal)]
    controller.abort(new Error('given up'))
    await expect(first).rejects.toThrow('given up')
    expect((await second).count).toBe(70)
  })
})
