import { describe, expect, test } from 'vitest'
import { aBatch, aPreparedEvent } from '#testing/builders/event.ts'
import { WriteQueue } from './write-queue.ts'

const batchOf = (count: number, payload = 0) =>
  aBatch({
    events: Array.from({ length: count }, (_, index) =>
      aPreparedEvent({ seq: index + 1, ...(payload > 0 ? { payload: 'x'.repeat(payload) } : {}) }),
    ),
  })

describe('WriteQueue', () => {
  test('gives groups in order, of at most 20,000 events', () => {
    const queue = new WriteQueue()
    for (const count of [8_000, 8_000, 8_000, 30_000, 1]) void queue.put(batchOf(count))
    const groups = []
    while (!queue.isEmpty) groups.push(queue.take().map(({ batch }) => batch.events.length))
    expect(groups).toEqual([[8_000, 8_000], [8_000], [30_000], [1]])
    expect(queue.take()).toEqual([])
  })

  test('has no room beyond its bounds, but a single batch always fits', () => {
    const queue = new WriteQueue()
    expect(queue.put(batchOf(120_000))).toBeDefined()
    expect(queue.put(batchOf(1))).toBeUndefined()
    queue.take()
    expect(queue.put(batchOf(1))).toBeDefined()
  })

  test('counts long texts, not only events', () => {
    const queue = new WriteQueue()
    const large = batchOf(40, 256 * 1024)
    let taken = 0
    while (queue.put(large) !== undefined) taken++
    expect(taken).toBeLessThan(20)
    expect(queue.isFull).toBe(true)
    expect(queue.take().length).toBeLessThan(taken)
  })

  test('the first answer counts', async () => {
    const queue = new WriteQueue()
    const result = queue.put(batchOf(1))
    const [queued] = queue.take()
    expect(queued?.isAnswered()).toBe(false)
    queued?.answer({ ok: false, error: { code: 'session-taken' } })
    queued?.answer({ ok: false, error: { code: 'unavailable', reason: '', retryAfterSeconds: 1 } })
    expect(await result).toEqual({ ok: false, error: { code: 'session-taken' } })
  })
})
