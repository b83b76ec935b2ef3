import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SessionId, TenantId } from '#protocol/ids.ts'
import { aBatch, aPreparedEvent, TEST_TIME } from '#testing/builders/event.ts'
import { fakeClock } from '#testing/clock.ts'
import { derivedDifferences } from '#testing/derived-differences.ts'
import { startTestEngine } from '#testing/engine.ts'
import type { TestEngine } from '#testing/engine.ts'
import { faultyClients } from '#testing/faulty-clients.ts'
import type { Fault } from '#testing/faulty-clients.ts'
import type { EventStore } from '../../ports.ts'
import { openEventStore } from './event-store.ts'

let engine: TestEngine
let directory: string
let fault: Fault | undefined

beforeAll(async () => {
  engine = await startTestEngine()
  directory = mkdtempSync(join(tmpdir(), 'clueline-unknown-'))
})
afterAll(async () => {
  await engine.stop()
  rmSync(directory, { recursive: true, force: true })
})

async function open(): Promise<EventStore> {
  const opened = await openEventStore({
    clients: faultyClients(engine.clients, (statement) => fault?.(statement)),
    engine: engine.engine,
    dataDirectory: directory,
    clock: fakeClock(TEST_TIME),
  })
  if (!opened.ok) throw new Error(opened.error.message)
  return opened.value
}

async function rows(query: string): Promise<readonly unknown[]> {
  return (await engine.clients.reader.query({ query, format: 'JSONEachRow' })).json()
}

/** Lets the statements through, but the first that `pattern` matches fails as a broken connection. */
function breakOnce(pattern: RegExp): void {
  fault = ({ query }) => {
    if (!pattern.test(query)) return
    fault = undefined
    throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
  }
}

const gatewayTimeout = () => new Error('<html><h1>504 Gateway Time-out</h1></html>')

test('an insert that a proxy gave up is stored once, though it goes on and the client sends again', async () => {
  const store = await open()
  let late: Promise<unknown> | undefined
  fault = ({ method, send }) => {
    if (method !== 'exec') return
    fault = undefined
    late = sleep(300).then(send)
    throw gatewayTimeout()
  }
  const batch = aBatch({ session: 'lb', events: [aPreparedEvent({ seq: 1 })] })
  expect(await store.write(batch)).toMatchObject({ ok: true, value: { stored: 1 } })
  await late
  expect(await store.write(batch)).toMatchObject({ ok: true, value: { stored: 0, duplicates: 1 } })
  expect(await rows("SELECT count() AS n FROM events WHERE session = 'lb'")).toEqual([{ n: '1' }])
  await store.close()
  expect(await derivedDifferences(engine.clients.reader)).toEqual({})
})

test('a server that stops while an outcome is unknown does not leave a clean marker', async () => {
  const store = await open()
  fault = ({ method }) => {
    if (method === 'exec') throw gatewayTimeout()
  }
  const writing = store.write(aBatch({ session: 'stop', events: [aPreparedEvent({ seq: 1 })] }))
  await store.close()
  expect(await writing).toMatchObject({ ok: false, error: { code: 'unavailable' } })
  fault = undefined
  expect(JSON.parse(readFileSync(join(directory, 'dirty-partitions.json'), 'utf8'))).toMatchObject({
    clean: false,
    partitions: [{ kind: 'live' }],
  })
}, 30_000)

test('a batch that cannot be planned is answered, rebuilds nothing, and holds nobody back', async () => {
  const store = await open()
  const seen: string[] = []
  fault = ({ query }) => {
    seen.push(query)
    if (query.includes('FROM session_days WHERE'))
      throw new Error('HTML Form Exception: Field value too long')
  }
  const batch = aBatch({ session: 'plan', events: [aPreparedEvent({ seq: 1 })] })
  expect(await store.write(batch)).toMatchObject({ ok: false, error: { code: 'unavailable' } })
  expect(seen.filter((query) => query.includes('_rebuild'))).toEqual([])
  fault = undefined
  expect(await store.write(batch)).toMatchObject({ ok: true, value: { stored: 1 } })
  await store.close()
})

const LEFT = `
  SELECT (SELECT count() FROM events) AS events, (SELECT count() FROM session_days) AS sessions,
    (SELECT count() FROM call_days) AS calls, (SELECT count() FROM source_days) AS sources,
    (SELECT count() FROM number_days) AS numbers`
const NOTHING = { events: '0', sessions: '0', calls: '0', sources: '0', numbers: '0' }

const withTraces = (session: string) =>
  aBatch({
    session,
    events: [aPreparedEvent({ seq: 1, callid: 'c', numbers: ['n'], source: { id: 's', type: 'X' } })],
  })

test.each([
  ['a rebuild', /CREATE TABLE call_days_rebuild/],
  ['a mutation', /ALTER TABLE events DELETE/],
  ['the dropping of a partition', /ALTER TABLE number_days DROP PARTITION/],
  ['the record', /deletions/],
])('a removal is whole though %s is interrupted', async (_what, pattern) => {
  const store = await open()
  await store.deleteKind('local' as TenantId, 'live', 'before')
  await engine.clients.writer.command({ query: 'TRUNCATE TABLE deletions' })
  await store.write(withTraces('gone'))
  await store.write(withTraces('kept'))
  breakOnce(pattern)
  expect(await store.deleteSessions('local' as TenantId, 'live', ['gone' as SessionId], 'asked')).toBe(1)
  expect(await rows('SELECT DISTINCT session FROM events')).toEqual([{ session: 'kept' }])
  expect(await rows("SELECT session FROM source_days WHERE session = 'gone'")).toEqual([])
  expect(await rows("SELECT session FROM number_days WHERE session = 'gone'")).toEqual([])
  expect(await store.deleteKind('local' as TenantId, 'live', 'asked')).toBe(1)
  expect(await rows(LEFT)).toEqual([NOTHING])
  expect(fault).toBeUndefined()
  expect(await rows('SELECT session, events FROM deletions ORDER BY session')).toEqual([
    { session: 'gone', events: '1' },
    { session: 'kept', events: '1' },
  ])
  await store.close()
})

test('more sessions than fit into one parameter are removed at once', async () => {
  const store = await open()
  await store.write(withTraces('kept'))
  const gone = Array.from({ length: 2_500 }, (_, index) => String(index).padStart(64, 'x') as SessionId)
  for (const session of gone.slice(-2)) await store.write(withTraces(session))
  expect(await store.deleteSessions('local' as TenantId, 'live', gone, 'asked')).toBe(2)
  expect(await rows('SELECT DISTINCT session FROM events')).toEqual([{ session: 'kept' }])
  await store.close()
})
