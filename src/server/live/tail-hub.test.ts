import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { IngestPosition, TenantId } from '#protocol/ids.ts'
import { parseQuery } from '#protocol/query-lang/parse.ts'
import { ProblemError } from '../http/problem.ts'
import type { EventReader } from '../query/event-reader.ts'
import { aStoredEvent } from '#testing/builders/event.ts'
import { createTailHub, MAX_LISTENERS, type TailRequest } from './tail-hub.ts'

const at = (position: number) => position as IngestPosition

function request(after: number, text = ''): TailRequest {
  const parsed = parseQuery(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return { tenant: 'local' as TenantId, filter: parsed.value, sample: false, after: at(after) }
}

/** A store with one event per commit. */
function oneEventPerCommit() {
  let committed = 0
  const asked: (readonly [after: number, upTo: number])[] = []
  const reader: Pick<EventReader, 'committedSince'> = {
    async committedSince(scope, after, limit) {
      asked.push([after, scope.asOf])
      const all = Array.from({ length: scope.asOf - after }, (_, index) =>
        aStoredEvent({ seq: after + index + 1 }),
      )
      return { events: all.slice(-limit), skipped: Math.max(0, all.length - limit) }
    },
  }
  return {
    reader,
    asked,
    committed: () => at(committed),
    commit: (position: number) => (committed = position),
  }
}

const never = new AbortController().signal

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the hub', () => {
  test('reads once for all who listen to the same', async () => {
    const store = oneEventPerCommit()
    const hub = createTailHub(store)
    const listeners = [hub.listen(request(0)), hub.listen(request(0)), hub.listen(request(0, 'level:error'))]
    store.commit(3)
    await vi.advanceTimersByTimeAsync(1_000)
    const news = await Promise.all(listeners.map(async (listener) => listener?.next(never)))
    expect(news.map((it) => it?.events.map(({ seq }) => seq))).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ])
    expect(store.asked).toEqual([
      [0, 3],
      [0, 3],
    ])
    hub.close()
  })

  test('tells one who resumes only what it does not know', async () => {
    const store = oneEventPerCommit()
    const hub = createTailHub(store)
    store.commit(5)
    const [early, late] = [hub.listen(request(1)), hub.listen(request(4))]
    await vi.advanceTimersByTimeAsync(1_000)
    expect((await early?.next(never))?.events.map(({ seq }) => seq)).toEqual([2, 3, 4, 5])
    expect((await late?.next(never))?.events.map(({ seq }) => seq)).toEqual([5])
    hub.close()
  })

  test('keeps a bounded number of rows for one who does not keep up, and counts the others', async () => {
    const store = oneEventPerCommit()
    const hub = createTailHub(store)
    const listener = hub.listen(request(0))
    for (let commit = 1; commit <= 60; commit += 1) {
      store.commit(commit * 300)
      await vi.advanceTimersByTimeAsync(200)
    }
    let [rows, skipped] = [0, 0]
    for (let last = 0; last < 60 * 300;) {
      const news = await listener?.next(never)
      rows += news?.events.length ?? 0
      skipped += news?.skipped ?? 0
      last = news?.asOf ?? Infinity
    }
    expect(rows).toBeLessThanOrEqual(5_000)
    expect(rows + skipped).toBe(60 * 300)
    hub.close()
  })

  test('tries again after a failure, and loses nothing', async () => {
    const store = oneEventPerCommit()
    let failures = 2
    const reader: Pick<EventReader, 'committedSince'> = {
      committedSince: async (...asked) => {
        failures -= 1
        if (failures >= 0) throw new Error('the engine restarts')
        return store.reader.committedSince(...asked)
      },
    }
    const hub = createTailHub({ ...store, reader })
    const listener = hub.listen(request(0))
    store.commit(2)
    await vi.advanceTimersByTimeAsync(1_000)
    expect((await listener?.next(never))?.events.map(({ seq }) => seq)).toEqual([1, 2])
    hub.close()
  })

  test('asks less and less often while looks fail', async () => {
    let looks = 0
    const reader: Pick<EventReader, 'committedSince'> = {
      committedSince: () => {
        looks += 1
        return Promise.reject(new Error('the engine restarts'))
      },
    }
    const hub = createTailHub({ reader, committed: () => at(1) })
    hub.listen(request(0))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(looks).toBeGreaterThan(10)
    expect(looks).toBeLessThan(25)
    hub.close()
  })

  test('keeps a bounded amount of large rows, the newest, and counts the others', async () => {
    const store = oneEventPerCommit()
    const attrs = { body: 'x'.repeat(250_000) }
    const reader: Pick<EventReader, 'committedSince'> = {
      async committedSince(...asked) {
        const batch = await store.reader.committedSince(...asked)
        return { ...batch, events: batch.events.map((event) => ({ ...event, attrs })) }
      },
    }
    const hub = createTailHub({ ...store, reader })
    const listener = hub.listen(request(0))
    for (let commit = 1; commit <= 10; commit += 1) {
      store.commit(commit * 100)
      await vi.advanceTimersByTimeAsync(200)
    }
    const seqs: number[] = []
    let skipped = 0
    for (let last = 0; last < 1_000;) {
      const news = await listener?.next(never)
      seqs.push(...(news?.events ?? []).map(({ seq }) => seq))
      skipped += news?.skipped ?? 0
      last = news?.asOf ?? Infinity
    }
    expect(seqs.length).toBeLessThanOrEqual(20)
    expect(seqs.at(-1)).toBe(1_000)
    expect(seqs.length + skipped).toBe(1_000)
    hub.close()
  })

  test.each(['query-timeout', 'result-too-large', 'query-too-large'])(
    'goes on from now after %s',
    async (code) => {
      const store = oneEventPerCommit()
      const problem = new ProblemError({ status: 504, code, title: '' })
      const hub = createTailHub({ ...store, reader: { committedSince: () => Promise.reject(problem) } })
      const listener = hub.listen(request(0))
      store.commit(9)
      await vi.advanceTimersByTimeAsync(1_000)
      expect(await listener?.next(never)).toEqual({ asOf: 9, events: [], skipped: null })
      hub.close()
    },
  )

  test('ends with its signal, and with the hub', async () => {
    const hub = createTailHub(oneEventPerCommit())
    const leaving = new AbortController()
    const [first, second] = [hub.listen(request(0)), hub.listen(request(0))]
    const [one, two] = [first?.next(leaving.signal), second?.next(never)]
    leaving.abort()
    expect(await one).toBeUndefined()
    hub.close()
    expect(await two).toBeUndefined()
    expect(hub.listen(request(0))).toBeUndefined()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('serves a bounded number of listeners', () => {
    const hub = createTailHub(oneEventPerCommit())
    const listeners = Array.from({ length: MAX_LISTENERS }, () => hub.listen(request(0)))
    expect(hub.listen(request(0))).toBeUndefined()
    listeners[0]?.close()
    expect(hub.listen(request(0))).toBeDefined()
    hub.close()
  })
})
