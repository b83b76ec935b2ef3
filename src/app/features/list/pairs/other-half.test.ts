import { expect, test } from 'vitest'
import { readFile } from '../../../workers/read-file.ts'
import { openTableRows } from '../../../workers/table-row-source.ts'
import { otherHalf } from './other-half.ts'

const signal = new AbortController().signal

/** Halves of one source in the order of their seqs: `b` BEGIN, `e` END, with the span that follows. */
async function halves(...written: readonly string[]) {
  const lines = written.map((it, index) => ({
    session: 's',
    seq: index + 1,
    time: 1_640_570_400_000_000 + index,
    mono: index,
    category: 'request',
    name: 'REQUEST',
    phase: it.startsWith('b') ? 'begin' : 'end',
    source: { id: '1', type: 'REQUEST' },
    ...(it.length > 1 ? { span: it.slice(1) } : {}),
  }))
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  const read = await readFile(new File([text], 'log.ndjson'), () => undefined, signal)
  if (!read.ok) throw new Error(read.error.detail)
  const { opened } = read.value
  return async (seq: number, order: 'asc' | 'desc') => {
    const source = openTableRows(opened, { query: '', order })
    const { events } = await source.rowsAt(order === 'asc' ? seq - 1 : written.length - seq, 1, signal)
    const [event] = events
    return event && (await otherHalf(source, event, signal))?.event.seq
  }
}

test.each(['asc', 'desc'] as const)('%s: halves with a span belong to each other only', async (order) => {
  const halfOf = await halves('b', 'bx', 'ex', 'e')
  expect(await halfOf(1, order)).toBe(4)
  expect(await halfOf(4, order)).toBe(1)
  expect(await halfOf(2, order)).toBe(3)
})

test.each(['asc', 'desc'] as const)('%s: an END of another span closes nothing', async (order) => {
  const halfOf = await halves('b', 'ex', 'e')
  expect(await halfOf(1, order)).toBe(3)
  expect(await halfOf(3, order)).toBe(1)
})

test.each(['asc', 'desc'] as const)('%s: of several the last opened is closed first', async (order) => {
  const halfOf = await halves('b', 'b', 'e', 'e')
  expect(await halfOf(1, order)).toBe(4)
  expect(await halfOf(3, order)).toBe(2)
})
