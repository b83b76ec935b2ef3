import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { IngestPosition, SessionId, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import { fakeClock } from '#testing/clock.ts'
import { aBatch, aPreparedEvent, TEST_TIME } from '#testing/builders/event.ts'
import { startTestStore, type TestStore } from '#testing/store.ts'
import type { RecentCounts } from '../committed-counts.ts'
import { createCountIndex } from './count-index.ts'
import { createStatements, startBudget } from './statements.ts'

const LOCAL = 'local' as TenantId
const MINUTE = 60_000_000
const OWNER = { tenant: LOCAL, sample: true }

let engine: TestStore

beforeAll(async () => {
  engine = await startTestStore({ clock: fakeClock(TEST_TIME) })
})
afterAll(() => engine.stop())

let next = 0
/** Twenty events, one a minute: four buckets. */
async function write(kind: Kind = 'live'): Promise<SessionId> {
  const session = `s-${(next += 1)}` as SessionId
  const events = Array.from({ length: 20 }, (_, index) =>
    aPreparedEvent({ seq: index + 1, time: TEST_TIME + index * MINUTE, mono: index * MINUTE }),
  )
  const received = TEST_TIME + 20 * MINUTE
  expect(await engine.store.write(aBatch({ session, kind, received, events }))).toMatchObject({ ok: true })
  return session
}

const budget = () =>
  startBudget({ queryId: `counts-${crypto.randomUUID()}`, signal: new AbortController().signal, seconds: 10 })

function openIndex(recent?: RecentCounts) {
  const statements = createStatements(engine.clients)
  const asked = vi.spyOn(statements, 'rows')
  const index = createCountIndex(statements, recent)
  return {
    asked,
    index,
    at: (asOf: IngestPosition = engine.store.committed()) => index.at(OWNER, asOf, budget()),
  }
}

describe('counts of a list that follows new events', () => {
  let ours: ReturnType<typeof openIndex>
  beforeEach(() => {
    ours = openIndex(engine.store.recentCounts)
  })

  test('agree with the store, without asking it again', async () => {
    await write()
    const before = engine.store.committed()
    await ours.at()
    ours.asked.mockClear()
    await Promise.all([write(), write('import'), write('sample'), write()])
    expect(await ours.at()).toEqual(await openIndex().at())
    await write()
    expect(await ours.at()).toEqual(await openIndex().at())
    expect(await ours.at(before)).toEqual(await openIndex().at(before))
    expect(ours.asked).not.toHaveBeenCalled()
  })

  test('agree after a removal, of what was just written too', async () => {
    await write()
    await ours.at()
    const session = await write()
    await engine.store.deleteSessions(LOCAL, 'live', [session], 'test')
    ours.index.forget()
    await write()
    expect(await ours.at()).toEqual(await openIndex().at())
    await write()
    ours.asked.mockClear()
    expect(await ours.at()).toEqual(await openIndex().at())
    expect(ours.asked).not.toHaveBeenCalled()
  })

  test('agree after the engine has died', async () => {
    await write()
    await ours.at()
    await write()
    engine.kill()
    await vi.waitFor(() => expect(engine.engine.status().uncleanStops).toBeGreaterThan(0), 10_000)
    await vi.waitFor(() => expect(engine.store.isReady()).toBe(true), 20_000)
    await write()
    expect(await ours.at()).toEqual(await openIndex().at())
  })
})
