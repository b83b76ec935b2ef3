import { afterAll, beforeAll, expect, test } from 'vitest'
import { StatusAnswer, type HealthAnswer } from '#protocol/schema/status.ts'
import { aBatch, aPreparedEvent, TEST_TIME } from '#testing/builders/event.ts'
import { fakeClock } from '#testing/clock.ts'
import { LOCAL, OTHER } from '#testing/query-world.ts'
import { startTestStore, type TestStore } from '#testing/store.ts'
import { OpenAPIHono } from '@hono/zod-openapi'
import { rejectCounts, storeFigures } from '../adapters/clickhouse/store-figures.ts'
import type { AppEnv } from '../http/env.ts'
import { statusRoutes } from './status-routes.ts'

const HEALTH: HealthAnswer = {
  status: 'ready',
  version: '0.1.0',
  engine: { mode: 'embedded', version: '26.7', restarts: 2 },
  uptime: 12.5,
  disk: { freeBytes: 10, totalBytes: 100 },
}

let engine: TestStore

beforeAll(async () => {
  engine = await startTestStore({ clock: fakeClock(TEST_TIME) })
})
afterAll(() => engine.stop())

async function status(): Promise<StatusAnswer> {
  const app = new OpenAPIHono<AppEnv>()
  app.use(async (c, next) => {
    c.set('tenant', LOCAL)
    await next()
  })
  const { writer, reader } = engine.clients
  app.route(
    '/',
    statusRoutes({
      health: () => HEALTH,
      figures: () => storeFigures(writer),
      rejects: (tenant) => rejectCounts(reader, tenant),
      delivery: engine.store.delivery,
      retention: () => ({ days: 30 }),
    }),
  )
  return StatusAnswer.parse(await (await app.request('/api/status')).json())
}

test('an empty store has no ratio', async () => {
  const { kinds, rejects, store } = await status()
  expect(kinds.live).toMatchObject({ sessions: 0, events: 0, ratio: null })
  expect([rejects, store.rows]).toEqual([[], 0])
})

test('tells what is held, what is missing and what was refused why, of the own tenant', async () => {
  const received = TEST_TIME + 5_000_000
  const refused = [
    { index: 3, seq: 5, reason: 'invalid', detail: 'x' },
    { index: 4, seq: 6, reason: 'too-large', detail: 'x' },
    { index: 5, reason: 'invalid', detail: 'without a seq' },
  ] as never
  const events = [1, 2, 4].map((seq) => aPreparedEvent({ seq }))
  const one = aBatch({ session: 'a', received, events, rejected: refused, highest: 10 })
  for (const batch of [one, one, { ...one, tenant: OTHER }])
    expect(await engine.store.write(batch)).toMatchObject({ ok: true })
  const conflicting = aBatch({ session: 'a', received, events: [aPreparedEvent({ seq: 1, hash: 99 })] })
  expect(await engine.store.write(conflicting)).toMatchObject({ ok: true })

  const { health, kinds, rejects, store, retention } = await status()
  expect(health).toEqual(HEALTH)
  expect(kinds.live).toEqual({
    sessions: 1,
    events: 3,
    expected: 10,
    rejected: 4,
    lost: 0,
    missing: 3,
    ratio: 0.3,
  })
  expect(rejects).toEqual([
    { kind: 'live', reason: 'invalid', count: 3 },
    { kind: 'live', reason: 'conflict', count: 1 },
    { kind: 'live', reason: 'too-large', count: 1 },
  ])
  expect(store).toMatchObject({ rows: 6 })
  expect(store.allBytes).toBeGreaterThan(store.bytes)
  expect(retention).toEqual({ days: 30, diskPercent: null })
})
