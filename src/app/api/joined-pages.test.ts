import { expect, test, vi } from 'vitest'
import type { StoredEvent } from '#protocol/event.ts'
import { joinedPages } from './joined-pages.ts'
import type { RowPage } from './row-source.ts'

const never = new AbortController().signal
const COUNT = 450

/** A list whose row at a position has that number as its seq. */
function numbered(millis = 5, most = Number.POSITIVE_INFINITY) {
  return vi.fn<(position: number, limit: number, signal: AbortSignal) => Promise<RowPage>>(
    (position, limit, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error))
        const length = Math.max(0, Math.min(limit, COUNT - position, most))
        const events = Array.from({ length }, (_, index) => ({ seq: position + index }) as StoredEvent)
        setTimeout(() => resolve({ position, events, millis: 1 }), millis)
      }),
  )
}

const seqs = ({ events }: RowPage) => [events[0]?.seq, events.at(-1)?.seq, events.length]

test('neighbours are read as one and given apart, in whatever order they are asked', async () => {
  const read = numbered()
  const pages = joinedPages(read, 1_000)
  const answers = await Promise.all([pages(300, 100, never), pages(200, 100, never), pages(0, 100, never)])
  expect(answers.map(seqs)).toEqual([
    [300, 399, 100],
    [200, 299, 100],
    [0, 99, 100],
  ])
  expect(read.mock.calls.map(([position, limit]) => [position, limit])).toEqual([
    [0, 100],
    [200, 200],
  ])
})

test('the last page is as short as the list', async () => {
  const pages = joinedPages(numbered(), 1_000)
  const [full, short, empty] = await Promise.all([300, 400, 500].map((at) => pages(at, 100, never)))
  expect([full, short, empty].map((page) => page?.events.length)).toEqual([100, 50, 0])
  expect(short?.position).toBe(400)
})

test('an answer that holds fewer rows than asked for is no end of the list', async () => {
  const pages = joinedPages(numbered(5, 120), 1_000)
  const answers = await Promise.all([pages(0, 100, never), pages(100, 100, never)])
  expect(answers.map(seqs)).toEqual([
    [0, 99, 100],
    [100, 199, 100],
  ])
})

test('no answer is larger than one may be', async () => {
  const read = numbered()
  const pages = joinedPages(read, 200)
  await Promise.all([0, 100, 200].map((at) => pages(at, 100, never)))
  expect(read.mock.calls.map(([position, limit]) => [position, limit])).toEqual([
    [0, 200],
    [200, 100],
  ])
})

test('one who gives up takes nothing from the other; when all have, the reading ends', async () => {
  const read = numbered(300)
  const pages = joinedPages(read, 1_000)
  const [one, other] = [new AbortController(), new AbortController()]
  const first = pages(0, 100, one.signal)
  const second = pages(100, 100, other.signal)
  await vi.waitFor(() => expect(read).toHaveBeenCalledOnce())
  one.abort(new Error('gone'))
  await expect(first).rejects.toThrow('gone')
  expect((await second).events).toHaveLength(100)
  expect(read.mock.calls[0]?.[2].aborted).toBe(false)

  const third = pages(200, 100, other.signal)
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(2))
  other.abort(new Error('gone too'))
  await expect(third).rejects.toThrow('gone too')
  expect(read.mock.calls[1]?.[2].aborted).toBe(true)
})

test('a failure is everybody’s', async () => {
  const pages = joinedPages(() => Promise.reject(new Error('away')), 1_000)
  const answers = await Promise.allSettled([pages(0, 10, never), pages(10, 10, never)])
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
