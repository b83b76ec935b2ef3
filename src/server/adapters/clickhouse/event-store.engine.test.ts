import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SeqRange } from '#protocol/envelope.ts'
import type { SessionId, TenantId } from '#protocol/ids.ts'
import { MAX_SEQ_AHEAD } from '#protocol/limits.ts'
import type { Micros } from '#protocol/time.ts'
import { aBatch, aPreparedEvent, TEST_TIME } from '#testing/builders/event.ts'
import { fakeClock } from '#testing/clock.ts'
import { derivedDifferences } from '#testing/derived-differences.ts'
import { startTestEngine } from '#testing/engine.ts'
import type { TestEngine } from '#testing/engine.ts'
import type { BatchOutcome, EventBatch, EventStore, PreparedEvent, WriteFailure } from '../../ports.ts'
import { DERIVED_TABLES } from './derived-tables.ts'
import { openEventStore } from './event-store.ts'
import { MIGRATIONS } from './migrations.ts'
import { migrate } from './migrate.ts'

const DAY = 86_400_000_000
const TABLES = [
  'events',
  'session_records',
  'rejects',
  'deletions',
  ...DERIVED_TABLES.map(({ name }) => name),
]

let engine: TestEngine
let store: EventStore
let directory: string

beforeAll(async () => {
  engine = await startTestEngine()
  directory = mkdtempSync(join(tmpdir(), 'clueline-store-'))
  await migrate(engine.clients.writer)
})
afterAll(async () => {
  await engine.stop()
  rmSync(directory, { recursive: true, force: true })
})
beforeEach(async () => {
  for (const table of TABLES) await engine.clients.writer.command({ query: `TRUNCATE TABLE ${table}` })
  store = await open()
  return () => store.close()
})

async function open(): Promise<EventStore> {
  const { clients } = engine
  const opened = await openEventStore({
    clients,
    engine: engine.engine,
    dataDirectory: directory,
    clock: fakeClock(TEST_TIME),
    onError: (error) => {
      throw error
    },
  })
  if (!opened.ok) throw new Error(opened.error.message)
  return opened.value
}

type Options = Parameters<typeof aBatch>[0]

function batch(events: readonly PreparedEvent[], options: Options = {}): EventBatch {
  return aBatch({ session: 's1', secretHash: 'secret', received: TEST_TIME + 10_000_000, ...options, events })
}

const seqs = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => aPreparedEvent({ seq: from + index }))

async function write(it: EventBatch): Promise<BatchOutcome> {
  const result = await store.write(it)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

async function failure(it: EventBatch): Promise<WriteFailure | undefined> {
  const result = await store.write(it)
  return result.ok ? undefined : result.error
}

async function rows<Row>(query: string): Promise<readonly Row[]> {
  return (await engine.clients.reader.query({ query, format: 'JSONEachRow' })).json<Row>()
}

async function stored(condition = 'true'): Promise<readonly number[]> {
  const found = await rows<{ seq: string }>(`SELECT seq FROM events WHERE ${condition} ORDER BY session, seq`)
  return found.map(({ seq }) => Number(seq))
}

async function expectDerivedEqualRecount(): Promise<void> {
  expect(await derivedDifferences(engine.clients.reader)).toEqual({})
}

const times = async () =>
  (await rows<{ ts: string }>('SELECT toUnixTimestamp64Micro(ts) AS ts FROM events ORDER BY seq')).map(
    ({ ts }) => Number(ts) - TEST_TIME,
  )

const inEpoch = (seq: number, epoch: number, back: number) =>
  aPreparedEvent({ seq, epoch, time: TEST_TIME + seq * 1_000 - back })

const ofCall = (seq: number) => aPreparedEvent({ seq, callid: 'c1', numbers: ['n1', 'n2'] })
const at = (days: number) => TEST_TIME + days * DAY
const onDay = (days: number) => aPreparedEvent({ seq: 1, time: at(days) })

describe('storing', () => {
  test('stores a batch once, and says what is resolved', async () => {
    const first = await write(batch(seqs(1, 3)))
    expect(first).toMatchObject({ stored: 3, duplicates: 0, conflicts: [], resolvedThrough: 3, resolved: [] })
    expect(first.ingest).toBe(store.committed())
    const again = await write(batch(seqs(1, 3)))
    expect(again).toMatchObject({ stored: 0, duplicates: 3, resolvedThrough: 3 })
    expect(await stored()).toEqual([1, 2, 3])
    await expectDerivedEqualRecount()
  })

  test('remembers over a restart of the server', async () => {
    await write(batch(seqs(1, 3)))
    const before = store.committed()
    await store.close()
    store = await open()
    expect(store.committed()).toBe(before)
    const later = await write(batch(seqs(2, 5)))
    expect(later).toMatchObject({ stored: 2, duplicates: 2, resolvedThrough: 5 })
    expect(later.ingest).toBeGreaterThan(before)
    expect(await stored()).toEqual([1, 2, 3, 4, 5])
  })

  test('takes batches in any order and tells the holes', async () => {
    expect(await write(batch(seqs(7, 8)))).toMatchObject({ resolvedThrough: 0, resolved: [[7, 8]] })
    expect(await write(batch(seqs(1, 3)))).toMatchObject({ resolvedThrough: 3, resolved: [[7, 8]] })
    await store.close()
    store = await open()
    expect(await write(batch(seqs(3, 4)))).toMatchObject({
      stored: 1,
      duplicates: 1,
      resolvedThrough: 4,
      resolved: [[7, 8]] satisfies SeqRange[],
    })
    expect(await stored()).toEqual([1, 2, 3, 4, 7, 8])
    await expectDerivedEqualRecount()
  })

  test('one batch may hold a seq twice', async () => {
    const outcome = await write(
      batch([...seqs(1, 2), aPreparedEvent({ seq: 2 }), aPreparedEvent({ seq: 1, hash: 99 })]),
    )
    expect(outcome).toMatchObject({ stored: 2, duplicates: 1, conflicts: [1] })
    expect(await stored()).toEqual([1, 2])
  })

  test('the stored event stays when the same seq comes with other content', async () => {
    await write(batch(seqs(1, 2)))
    const other = aPreparedEvent({ seq: 2, hash: 777, message: 'another' })
    expect(await write(batch([other]))).toMatchObject({ stored: 0, duplicates: 0, conflicts: [2] })
    await store.close()
    store = await open()
    expect(await write(batch([other]))).toMatchObject({ conflicts: [2] })
    expect(await rows('SELECT message FROM events WHERE seq = 2')).toEqual([{ message: '' }])
    expect(await rows('SELECT reason, seq FROM rejects')).toEqual([{ reason: 'conflict', seq: '2' }])
  })

  test('two batches that are stored together and disagree are a conflict', async () => {
    const other = aPreparedEvent({ seq: 1, hash: 777, message: 'another' })
    const [first, second] = await Promise.all([write(batch(seqs(1, 2))), write(batch([other]))])
    expect(first).toMatchObject({ stored: 2, duplicates: 0, conflicts: [] })
    expect(second).toMatchObject({ stored: 0, duplicates: 0, conflicts: [1] })
    expect(second.ingest).toBe(first.ingest)
    expect(await rows('SELECT reason, seq FROM rejects')).toEqual([{ reason: 'conflict', seq: '1' }])
  })

  test('many events that came again are compared, however long their seqs', async () => {
    const far = Number.MAX_SAFE_INTEGER - 10_000
    const many = seqs(far, far + 8_999).map((event) => ({ ...event, hash: 5 }))
    await write(batch(many))
    const changed = [...many.slice(0, -1), aPreparedEvent({ seq: far + 8_999, hash: 777 })]
    expect(await write(batch(changed))).toMatchObject({ duplicates: 8_999, conflicts: [far + 8_999] })
  })

  test('tenants and kinds that share ids do not meet', async () => {
    await write(batch(seqs(1, 2)))
    expect(await write(batch(seqs(1, 3), { tenant: 'other', secretHash: 'x' }))).toMatchObject({ stored: 3 })
    expect(await write(batch(seqs(1, 4), { kind: 'sample', secretHash: 'x' }))).toMatchObject({ stored: 4 })
    expect(await stored("tenant = 'local' AND kind = 'live'")).toEqual([1, 2])
    expect(await stored("tenant = 'other'")).toEqual([1, 2, 3])
    await expectDerivedEqualRecount()
  })

  test('many writers at once share inserts and all are right', async () => {
    const sessions = Array.from({ length: 40 }, (_, index) => `p${index}`)
    const outcomes = await Promise.all(
      sessions.flatMap((session) => [
        write(batch(seqs(1, 50), { session })),
        write(batch(seqs(26, 80), { session })),
      ]),
    )
    expect(outcomes.reduce((sum, it) => sum + it.stored, 0)).toBe(40 * 80)
    expect(await rows('SELECT count() AS n, uniqExact(session, seq) AS u FROM events')).toEqual([
      { n: '3200', u: '3200' },
    ])
    expect(store.committed()).toBeLessThan(20)
    const { received, stored, duplicates, pending } = store.delivery.counters()
    expect({ received, stored, duplicates, pending }).toEqual({
      received: 40 * 105,
      stored: 3200,
      duplicates: 40 * 25,
      pending: 0,
    })
  })
})

describe('who may write a session', () => {
  test('the first secret owns it, also after a restart', async () => {
    await write(batch(seqs(1, 1)))
    expect(await failure(batch(seqs(2, 2), { secretHash: 'thief' }))).toEqual({ code: 'session-taken' })
    await store.close()
    store = await open()
    expect(await failure(batch(seqs(2, 2), { secretHash: 'thief' }))).toEqual({ code: 'session-taken' })
    expect(await write(batch(seqs(2, 2)))).toMatchObject({ stored: 1 })
    expect(await stored()).toEqual([1, 2])
  })

  test('keeps the record of the session, later facts on top', async () => {
    await write(batch(seqs(1, 1), { record: { browser: 'Chromium', custom: { team: 'a' } } }))
    await write(batch(seqs(2, 2), { record: { network: '4g', custom: { team: 'b' } } }))
    expect(await rows('SELECT argMax(fields, version) AS fields FROM session_records')).toEqual([
      { fields: { browser: 'Chromium', 'custom.team': 'b', network: '4g' } },
    ])
  })
})

describe('what will never come', () => {
  test('rejected seqs, tombstones and the floor resolve', async () => {
    const lost = aPreparedEvent({
      seq: 9,
      category: 'sdk',
      name: 'LOST',
      attrs: { from: '5', to: '7', reason: 'expired' },
    })
    const rejected = [
      { index: 0, seq: 4, reason: 'invalid', detail: 'name is missing' },
      { index: 1, reason: 'invalid', detail: 'no seq' },
    ] as const
    const outcome = await write(
      batch([aPreparedEvent({ seq: 3 }), lost], { rejected, floor: 3, highest: 12 }),
    )
    expect(outcome).toMatchObject({ stored: 2, resolvedThrough: 7, resolved: [[9, 9]] })
    await store.close()
    store = await open()
    const later = await write(batch([aPreparedEvent({ seq: 8 })], { floor: 3, highest: 12, rejected }))
    expect(later).toMatchObject({ resolvedThrough: 9, resolved: [] })
    const [delivery] = await store.delivery.sessions('local' as TenantId, 'live', ['s1' as SessionId])
    expect(delivery).toEqual({
      session: 's1',
      kind: 'live',
      highest: 12,
      stored: 3,
      rejected: 1,
      conflicts: 0,
      lost: 3,
      missing: 5,
      missingRanges: [
        [1, 2],
        [10, 12],
      ],
    })
    expect(await store.delivery.totals('local' as TenantId, 'live')).toEqual({
      sessions: 1,
      events: 3,
      rejected: 3,
      lost: 3,
      expected: 12,
    })
  })
})

const lost = (seq: number, from: string, to: string) =>
  aPreparedEvent({ seq, category: 'sdk', name: 'LOST', attrs: { from, to } })

describe('claims of a client', () => {
  test('that nobody can believe do not drown the totals', async () => {
    const huge = String(Number.MAX_SAFE_INTEGER)
    await write(batch([...seqs(1, 3), lost(4, '1', huge), lost(5, '2', huge)], { highest: Number(huge) }))
    await write(batch(seqs(1, 2), { session: 's2' }))
    expect(await store.delivery.totals('local' as TenantId, 'live')).toEqual({
      sessions: 2,
      events: 7,
      rejected: 0,
      lost: MAX_SEQ_AHEAD,
      expected: 5 + MAX_SEQ_AHEAD + 2,
    })
  })

  test('of a loss are read alike before and after a restart', async () => {
    const odd = [lost(20, '+5', '9'), lost(21, '00000000000000000005', '9'), lost(22, ' 5', '9')]
    expect((await write(batch([...seqs(1, 4), ...odd]))).resolvedThrough).toBe(4)
    await store.close()
    store = await open()
    expect((await write(batch(seqs(1, 1)))).resolvedThrough).toBe(4)
    expect(
      await rows('SELECT sum(lost) AS lost, groupArrayArray(lost_ranges) AS r FROM session_days'),
    ).toEqual([{ lost: '0', r: [] }])
  })

  test('of ever new epochs do not grow the row of the session without bound', async () => {
    const events = Array.from({ length: 12_000 }, (_, index) =>
      aPreparedEvent({ seq: index + 1, epoch: index }),
    )
    await write(batch(events))
    expect(await rows('SELECT max(length(offsets)) <= 10000 AS bounded FROM session_days')).toEqual([
      { bounded: 1 },
    ])
    await store.close()
    store = await open()
    expect(await write(batch([aPreparedEvent({ seq: 12_001, epoch: 12_000 })]))).toMatchObject({ stored: 1 })
    const found = await times()
    expect(found).toEqual(found.toSorted((a, b) => a - b))
  })
})

describe('corrected time', () => {
  test('an epoch keeps its first offset, whatever later batches say', async () => {
    await write(batch(seqs(1, 1), { skew: 500 }))
    await write(batch(seqs(2, 2), { skew: 90_000 }))
    await store.close()
    store = await open()
    await write(batch(seqs(3, 3), { skew: -70_000 }))
    expect(await times()).toEqual([1_500, 2_500, 3_500])
  })

  test('never falls when the clock is set back between two epochs', async () => {
    await write(batch([inEpoch(1, 0, 0), inEpoch(2, 0, 0), inEpoch(3, 1, 3_600_000_000)]))
    await store.close()
    store = await open()
    await write(batch([inEpoch(4, 1, 3_600_000_000), inEpoch(5, 2, 0)]))
    const found = await times()
    expect(found).toEqual(found.toSorted((a, b) => a - b))
  })

  test('stays near the receipt when the device is years off', async () => {
    const received = TEST_TIME
    await write(batch([aPreparedEvent({ seq: 1, time: TEST_TIME - 4_000 * DAY })], { received, skew: 0 }))
    await write(
      batch([aPreparedEvent({ seq: 1, time: TEST_TIME + 4_000 * DAY })], { received, session: 's2' }),
    )
    const found = await rows<{ ts: string }>(
      'SELECT toUnixTimestamp64Micro(ts) AS ts FROM events ORDER BY ts',
    )
    expect(found.map(({ ts }) => (Number(ts) - TEST_TIME) / DAY)).toEqual([-30, 1])
  })

  test('imports bring their own', async () => {
    const old = aPreparedEvent({ seq: 1, ts: -2_000_000_000_000_000 })
    await write(batch([old, aPreparedEvent({ seq: 2, ts: 8_000_000_000_000_000 })], { kind: 'import' }))
    expect(await rows('SELECT toUnixTimestamp64Micro(ts) AS ts FROM events ORDER BY seq')).toEqual([
      { ts: '-2000000000000000' },
      { ts: '8000000000000000' },
    ])
    await expectDerivedEqualRecount()
  })
})

describe('removal', () => {
  const local = 'local' as TenantId

  test('of sessions leaves the others, and the session can come again', async () => {
    await write(batch([ofCall(1), ofCall(2)], { session: 'a' }))
    await write(batch([ofCall(1), ofCall(2), ofCall(3)], { session: 'b' }))
    expect(await store.deleteSessions(local, 'live', ['a' as SessionId], 'test')).toBe(2)
    expect(await rows('SELECT DISTINCT session FROM events')).toEqual([{ session: 'b' }])
    expect(await rows('SELECT session FROM session_records')).toEqual([{ session: 'b' }])
    await expectDerivedEqualRecount()
    expect(await rows('SELECT session, events, reason FROM deletions')).toEqual([
      { session: 'a', events: '2', reason: 'test' },
    ])
    expect(await write(batch([ofCall(1)], { session: 'a', secretHash: 'new' }))).toMatchObject({ stored: 1 })
    await expectDerivedEqualRecount()
  })

  test('of the newest events does not take the position back, over a restart', async () => {
    await write(batch(seqs(1, 1), { session: 'a' }))
    const { ingest } = await write(batch(seqs(1, 1), { session: 'b' }))
    await store.deleteSessions(local, 'live', ['b' as SessionId], 'test')
    await store.close()
    store = await open()
    expect((await write(batch(seqs(2, 2), { session: 'a' }))).ingest).toBeGreaterThan(ingest)
  })

  test('of a kind leaves other kinds and tenants', async () => {
    await write(batch(seqs(1, 2), { kind: 'sample' }))
    await write(batch(seqs(1, 2), { kind: 'sample', tenant: 'other' }))
    await write(batch(seqs(1, 2)))
    expect(await store.deleteKind(local, 'sample', 'test')).toBe(2)
    expect(await rows('SELECT tenant, kind, count() AS n FROM events GROUP BY ALL ORDER BY ALL')).toEqual([
      { tenant: 'local', kind: 'live', n: '2' },
      { tenant: 'other', kind: 'sample', n: '2' },
    ])
    expect(await store.deleteKind('other' as TenantId, 'sample', 'test')).toBe(2)
    expect(await stored("kind = 'sample'")).toEqual([])
    await expectDerivedEqualRecount()
  })

  test('by age drops whole days of live logs only, by their receipt', async () => {
    await write(batch([onDay(0)], { session: 'old', received: at(0) }))
    await write(batch([onDay(0)], { session: 'late', received: at(20) }))
    await write(batch([onDay(-9)], { session: 'older', received: at(-9) }))
    await write(batch([aPreparedEvent({ seq: 1, ts: at(-9) })], { kind: 'import', received: at(-9) }))
    expect(await store.dropReceivedBefore(at(10) as Micros)).toEqual([20211218])
    expect(await rows('SELECT session, kind FROM events ORDER BY session')).toEqual([
      { session: 'late', kind: 'live' },
      { session: 'old', kind: 'live' },
      { session: 's1', kind: 'import' },
    ])
    await expectDerivedEqualRecount()
    expect(await rows("SELECT session FROM session_records WHERE session = 'older'")).toEqual([])
  })
})

describe('migrations', () => {
  test('run once', async () => {
    expect(await migrate(engine.clients.writer)).toEqual({ ok: true, value: { applied: [] } })
  })

  test('newer data is refused in words and left alone', async () => {
    const next = { number: MIGRATIONS.length + 1, name: 'future', statements: () => [] }
    expect(await migrate(engine.clients.writer, { type: 'single' }, [...MIGRATIONS, next])).toMatchObject({
      ok: true,
    })
    const refused = await migrate(engine.clients.writer)
    expect(refused).toMatchObject({
      ok: false,
      error: {
        code: 'newer-data',
        found: 2,
        known: 1,
        message: expect.stringContaining('newer version') as string,
      },
    })
    await engine.clients.writer.command({ query: 'ALTER TABLE migrations DELETE WHERE number = 2' })
  })
})
