import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { IngestPosition } from '#protocol/ids.ts'
import { createCommitFeed, MAX_COMMIT_LISTENERS } from './commit-feed.ts'

const at = (position: number) => position as IngestPosition
const never = new AbortController().signal

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function feedAt(start: number) {
  let committed = start
  return { feed: createCommitFeed(() => at(committed)), commit: (position: number) => (committed = position) }
}

test('wakes everybody with the newest position', async () => {
  const { feed, commit } = feedAt(5)
  const first = feed.listen()?.beyond(at(5), never)
  const second = feed.listen()?.beyond(at(5), never)
  commit(6)
  commit(8)
  await vi.advanceTimersByTimeAsync(500)
  await expect(Promise.all([first, second])).resolves.toEqual([8, 8])
})

test('answers at once who is behind already', async () => {
  const { feed } = feedAt(5)
  await expect(feed.listen()?.beyond(at(2), never)).resolves.toBe(5)
})

test('ends with the signal of the listener, and for all when the server stops', async () => {
  const { feed } = feedAt(5)
  const gone = new AbortController()
  const one = feed.listen()?.beyond(at(5), gone.signal)
  const other = feed.listen()?.beyond(at(5), never)
  gone.abort()
  await expect(one).resolves.toBeUndefined()
  feed.close()
  await expect(other).resolves.toBeUndefined()
  expect(feed.listen()).toBeUndefined()
})

test('serves a bounded number, and takes the place of who left', () => {
  const { feed } = feedAt(1)
  const all = Array.from({ length: MAX_COMMIT_LISTENERS }, () => feed.listen())
  expect(feed.listen()).toBeUndefined()
  all[0]?.close()
  all[0]?.close()
  expect(feed.listen()).toBeDefined()
  expect(feed.listen()).toBeUndefined()
})

test('no listener, no timer', () => {
  const { feed } = feedAt(1)
  const listener = feed.listen()
  expect(vi.getTimerCount()).toBe(1)
  listener?.close()
  expect(vi.getTimerCount()).toBe(0)
})
