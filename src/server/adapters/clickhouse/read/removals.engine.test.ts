import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEFAULT_TENANT, type SessionId } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import { aBatch, aPreparedEvent, TEST_TIME } from '#testing/builders/event.ts'
import { fakeClock } from '#testing/clock.ts'
import { startTestStore, type TestStore } from '#testing/store.ts'
import { createRemovalReader } from './removals.ts'

let engine: TestStore
const control = { queryId: 'removals', signal: new AbortController().signal, seconds: 10 }
const session = (id: string) => id as SessionId

beforeAll(async () => {
  engine = await startTestStore({ clock: fakeClock(TEST_TIME) })
})
afterAll(() => engine.stop())

test('tells what went, when and why, of a session, since a snapshot, and by the day that expired', async () => {
  const { store } = engine
  const write = (id: string) =>
    store.write(
      aBatch({ session: session(id), events: [aPreparedEvent({ seq: 1 }), aPreparedEvent({ seq: 2 })] }),
    )
  await write('s-1')
  await write('s-2')
  const before = store.committed()
  expect(await store.deleteSessions(DEFAULT_TENANT, 'live', [session('s-1')], 'asked by the client')).toBe(2)
  await write('s-3')
  const dropped = await store.dropReceivedBefore((TEST_TIME + 86_400_000_000) as Micros)
  expect(dropped).toHaveLength(1)

  const reader = createRemovalReader(engine.clients)
  const ask = (question: Parameters<typeof reader.removals>[1]) =>
    reader.removals(DEFAULT_TENANT, question, 10, control)
  const deleted = {
    kind: 'live',
    session: 's-1',
    day: null,
    at: TEST_TIME,
    reason: 'asked by the client',
    events: 2,
  }
  const expired = {
    kind: 'live',
    session: null,
    day: dropped[0],
    at: TEST_TIME,
    reason: 'retention',
    events: 4,
  }
  expect(await ask({ session: session('s-1') })).toEqual([deleted])
  expect(await ask({ session: session('s-2') })).toEqual([])
  expect(await ask({ session: session('s-2'), day: dropped[0] ?? 0 })).toEqual([expired])
  expect(await ask({ after: before })).toEqual(expect.arrayContaining([deleted, expired]))
  expect(await ask({ after: store.committed() })).toEqual([expired])
  expect(await reader.removals('other' as typeof DEFAULT_TENANT, {}, 10, control)).toEqual([])
})
