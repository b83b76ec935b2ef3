import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TenantId } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import { aBatch, aPreparedEvent, TEST_TIME } from '#testing/builders/event.ts'
import { fakeClock } from '#testing/clock.ts'
import { startTestStore, type TestStore } from '#testing/store.ts'
import type { ImportEntry } from '../../imports/import-entry.ts'
import type { EventStore } from '../../ports.ts'
import { retentionRound, type RetentionRules } from '../../retention/retention.ts'
import { createImportRegistry } from './import-registry.ts'
import { createPayloadReader } from './read/payloads.ts'
import { liveDays, storeFigures } from './store-figures.ts'

const DAY = 86_400_000_000
const LOCAL = 'local' as TenantId
const clock = fakeClock(TEST_TIME)

let engine: TestStore
let store: EventStore

beforeAll(async () => {
  engine = await startTestStore({ clock })
  ;({ store } = engine)
})
afterAll(() => engine.stop())

const entry: ImportEntry = {
  tenant: LOCAL,
  id: 'i-1',
  kind: 'import',
  file: '日志 \u202e "x".json',
  status: 'running',
  sessions: [],
  bytes: 0,
  read: 0,
  stored: 0,
  duplicates: 0,
  rejected: 0,
  conflicts: 0,
  cut: 0,
  truncated: false,
  detail: '',
  notes: [],
  started: TEST_TIME as Micros,
}
const done: ImportEntry = {
  ...entry,
  status: 'done',
  format: 'netlog',
  sessions: ['s-1', 's-2'] as unknown as ImportEntry['sessions'],
  bytes: 10,
  totalBytes: 12,
  read: 7,
  stored: 3,
  duplicates: 2,
  rejected: 2,
  conflicts: 1,
  cut: 1,
  truncated: true,
  detail: 'said',
  notes: ['one', 'two'],
  ended: (TEST_TIME + 1_000_001) as Micros,
}

test('imports are remembered whole, the newest state counts, tenants do not see each other', async () => {
  const registry = createImportRegistry(engine.clients, clock)
  await registry.put(entry)
  expect(await registry.running()).toEqual([entry])
  await registry.put(done)
  expect(await registry.get(LOCAL, 'i-1')).toEqual(done)
  expect(await registry.running()).toEqual([])

  const other = { ...entry, tenant: 'other' as TenantId }
  const later = { ...done, id: 'i-2', started: (TEST_TIME + 1) as Micros }
  await registry.put(other)
  await registry.put(later)
  expect(await registry.list(LOCAL)).toEqual([later, done])
  expect(await registry.list('other' as TenantId)).toEqual([other])
  await registry.remove(LOCAL, 'i-1')
  expect(await registry.get(LOCAL, 'i-1')).toBeUndefined()
  expect(await registry.get('other' as TenantId, 'i-1')).toEqual(other)
})

const position = (seq: number) => ({ session: 'with-payloads', seq, ts: TEST_TIME + seq * 1_000 })

test('payloads come in the order asked for, exactly, and only of the own tenant', async () => {
  const payload = '{"big":9007199254740993,"text":"a\\u0000\u2028掉线 \\ud83d"}'
  const events = [
    aPreparedEvent({ seq: 1, payload }),
    aPreparedEvent({ seq: 2 }),
    aPreparedEvent({ seq: 3, payload: 'second' }),
  ]
  for (const tenant of ['local', 'other']) {
    const own = tenant === 'local' ? events : events.map((it) => ({ ...it, payload: 'foreign' }))
    const written = await store.write(
      aBatch({ tenant, kind: 'import', session: 'with-payloads', events: own }),
    )
    expect(written.ok).toBe(true)
  }
  const asked = [position(3), position(2), position(9), position(1)] as never
  const control = { queryId: 'payload-test', signal: AbortSignal.timeout(20_000), seconds: 10 }
  const reader = createPayloadReader(engine.clients)
  expect(await reader.payloads(LOCAL, asked, control)).toEqual(['second', '', '', payload])
})

test('retention drops what was received long ago, whatever its clock said, and leaves imports alone', async () => {
  const NOW = TEST_TIME + 100 * DAY
  const batches = [
    { session: 'old', received: TEST_TIME, kind: 'live' as const },
    { session: 'fresh', received: NOW - DAY, kind: 'live' as const, seconds: 10 * DAY },
    { session: 'imported', received: TEST_TIME, kind: 'import' as const },
  ]
  for (const { session, received, kind, seconds = 0 } of batches) {
    const events = [aPreparedEvent({ seq: 1, time: received - seconds, ts: received - seconds })]
    expect((await store.write(aBatch({ session, received, kind, events }))).ok).toBe(true)
  }
  const days = await liveDays(engine.clients.writer)
  expect(days).toHaveLength(2)
  expect(days.every(({ bytes }) => bytes > 0)).toBe(true)
  expect(days.map(({ lastReceived }) => lastReceived).toSorted((a, b) => a - b)).toEqual([
    TEST_TIME,
    NOW - DAY,
  ])

  const before = await storeFigures(engine.clients.writer)
  const round = (rules: RetentionRules, freeBytes = 100) =>
    retentionRound({
      clock: fakeClock(NOW),
      rules: () => rules,
      disk: () => ({ freeBytes, totalBytes: 100 }),
      live: {
        days: () => liveDays(engine.clients.writer),
        dropReceivedBefore: (limit) => store.dropReceivedBefore(limit),
      },
    })
  expect(await round({})).toEqual([])
  expect(await round({ days: 30 })).toMatchObject([{ reason: 'expired' }])
  expect(await round({ days: 30 })).toEqual([])
  // The newest day stays, however full the disk.
  expect(await round({ diskPercent: 10 }, 0)).toEqual([])
  const after = await storeFigures(engine.clients.writer)
  expect(before.rows - after.rows).toBe(1)
  expect(after.partitions).toBe(before.partitions - 1)
})
