import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SessionId, TenantId } from '#protocol/ids.ts'
import { deliveryOf } from '#server/adapters/clickhouse/delivery.ts'
import { migrate } from '#server/adapters/clickhouse/migrate.ts'
import { aStoredEvent } from '#testing/builders/event.ts'
import { startTestEngine, type TestEngine } from '#testing/engine.ts'
import { insertEvents } from '#testing/insert-events.ts'
import { createClickHouseEventReader } from './clickhouse-event-reader.ts'

const TENANT = 'local' as TenantId
const START = 1_764_000_000_000_000

const event = (session: string, seq: number, lost?: readonly [from: number, to: number]) =>
  aStoredEvent({
    session,
    seq,
    ts: START + seq * 1_000,
    ...(lost ? { category: 'sdk', name: 'LOST', attrs: { from: String(lost[0]), to: String(lost[1]) } } : {}),
  })
const upTo = (session: string, last: number) =>
  Array.from({ length: last }, (_, index) => event(session, index + 1))

/** highest: what the client announced; rejected: seqs that were refused. */
const SESSIONS: Readonly<Record<string, { readonly highest: number; readonly rejected: readonly number[] }>> =
  {
    // 1 to 50 came after all, though declared lost; 51 to 60 are nowhere.
    covered: { highest: 61, rejected: [] },
    // 3 was refused first and stored later; 5 is missing.
    twice: { highest: 6, rejected: [3] },
    holes: { highest: 10, rejected: [] },
    'really-lost': { highest: 9, rejected: [9] },
    whole: { highest: 4, rejected: [] },
  }

const noKeys = () => []

let engine: TestEngine

beforeAll(async () => {
  engine = await startTestEngine()
  await migrate(engine.clients.writer)
  const events = [
    ...upTo('covered', 50),
    event('covered', 61, [1, 50]),
    ...[1, 2, 3, 4, 6].map((seq) => event('twice', seq)),
    ...[2, 3, 7].map((seq) => event('holes', seq)),
    ...[1, 2, 3].map((seq) => event('really-lost', seq)),
    event('really-lost', 8, [4, 6]),
    ...upTo('whole', 4),
  ]
  await insertEvents(
    engine.clients,
    events.map((it) => ({ event: it })),
  )
  const owner = { tenant: TENANT, kind: 'live' }
  await engine.clients.writer.insert({
    table: 'session_records',
    values: Object.entries(SESSIONS).map(([session, { highest }]) => ({
      ...owner,
      session,
      version: 1,
      highest,
    })),
    format: 'JSONEachRow',
  })
  await engine.clients.writer.insert({
    table: 'rejects',
    values: Object.entries(SESSIONS).flatMap(([session, { rejected }]) =>
      rejected.map((seq) => ({ ...owner, session, seq, reason: 'invalid' })),
    ),
    format: 'JSONEachRow',
  })
})
afterAll(() => engine.stop())

test('a card misses what /api/delivery misses', async () => {
  const sessions = Object.keys(SESSIONS) as SessionId[]
  const reader = createClickHouseEventReader({ clients: engine.clients, numberKeysOf: noKeys })
  const control = { queryId: 'test', signal: new AbortController().signal, seconds: 10 }
  const cards = await reader.sessions(TENANT, sessions, control)
  const deliveries = await deliveryOf(engine.clients.reader, TENANT, 'live', sessions)
  expect(cards.map(({ session, delivery }) => ({ session, ...delivery }))).toEqual(
    deliveries.map(({ kind: _k, conflicts: _c, missingRanges: _m, ...delivery }) => delivery),
  )
  expect(Object.fromEntries(cards.map(({ session, delivery }) => [session, delivery.missing]))).toEqual({
    covered: 10,
    twice: 1,
    holes: 7,
    'really-lost': 1,
    whole: 0,
  })
  for (const { session, delivery } of cards) {
    const { ranges } = await reader.missing(TENANT, session, 100, control)
    const unknown = ranges.filter(({ because }) => because === 'unknown')
    expect(unknown.reduce((sum, { from, to }) => sum + to - from + 1, 0)).toBe(delivery.missing)
  }
})
