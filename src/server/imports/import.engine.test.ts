import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEFAULT_TENANT } from '#protocol/ids.ts'
import { fakeClock } from '#testing/clock.ts'
import { derivedDifferences } from '#testing/derived-differences.ts'
import { startTestStore, type TestStore } from '#testing/store.ts'
import { createImportRegistry } from '../adapters/clickhouse/import-registry.ts'
import { silentLog } from '../http/log.ts'
import type { EventStore } from '../ports.ts'
import type { ImportEntry } from './import-entry.ts'
import { createImportService, type ImportService } from './import-service.ts'
import { workerParsers } from './worker-parser.ts'

const fixture = (name: string) =>
  readFileSync(new URL(`../../testing/fixtures/imports/${name}`, import.meta.url))
const NETLOG = fixture('netlog.json')
const WORKER = fileURLToPath(new URL('../../../dist/server/import-worker.js', import.meta.url))

let engine: TestStore
let store: EventStore
let service: ImportService

beforeAll(async () => {
  const clock = fakeClock(Date.now() * 1000)
  engine = await startTestStore({ clock })
  ;({ store } = engine)
  service = createImportService({
    clock,
    writer: store,
    removal: store,
    registry: createImportRegistry(engine.clients, clock),
    masterKeys: [{ version: 1, secret: new Uint8Array(32) }],
    startParser: workerParsers(WORKER),
    readers: { open: () => 0, millisSinceLast: () => Number.POSITIVE_INFINITY },
    log: silentLog,
    sleep: async () => Promise.resolve(),
  })
})
afterAll(() => engine.stop())

async function importFile(file: string, bytes: Uint8Array, salvage = false): Promise<ImportEntry> {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(bytes)
      controller.close()
    },
  })
  const outcome = await service.run({ tenant: DEFAULT_TENANT, file, body, salvage })
  if (!outcome.ok) throw new Error(outcome.error)
  return outcome.value.entry
}

async function ask<Row>(query: string, params: Record<string, unknown> = {}): Promise<Row[]> {
  const answer = await engine.clients.writer.query({ query, query_params: params, format: 'JSONEachRow' })
  return answer.json<Row>()
}

async function countOf(session: string | undefined): Promise<number> {
  const rows = await ask<{ n: string }>('SELECT count() AS n FROM events WHERE session = {session:String}', {
    session,
  })
  return Number(rows[0]?.n)
}

test('a truncated NetLog, then the whole one, then again: one session, each event once', async () => {
  const cut = await importFile('cut.json', NETLOG.subarray(0, 100_000))
  expect(cut).toMatchObject({ status: 'done', format: 'netlog', truncated: true, rejected: 0 })
  expect(cut.stored).toBeGreaterThan(100)
  const whole = await importFile('whole.json.gz', gzipSync(NETLOG))
  expect(whole).toMatchObject({
    status: 'done',
    sessions: cut.sessions,
    duplicates: cut.stored,
    truncated: false,
  })
  expect(whole.stored + whole.duplicates).toBe(whole.read)
  const again = await importFile('whole.json', NETLOG)
  expect(again).toMatchObject({ stored: 0, duplicates: whole.read, rejected: 0 })
  expect(await countOf(whole.sessions[0])).toBe(whole.read)
  expect(await derivedDifferences(engine.clients.writer)).toEqual({})
})

test('errors are found by name, and payloads are lossless', async () => {
  const { sessions } = await importFile('whole.json', NETLOG)
  const rows = await ask<{ payload: string; kind: string; via: string }>(
    "SELECT payload, kind, via FROM events WHERE session = {session:String} AND attrs['net_error_name'] = 'ERR_NAME_NOT_RESOLVED' LIMIT 1",
    { session: sessions[0] },
  )
  expect(rows).toMatchObject([{ kind: 'import', via: 'import' }])
  expect(JSON.parse(rows[0]?.payload ?? '')).toMatchObject({ net_error: -105 })
})

test('deleting the only import of a file removes its events', async () => {
  const entry = await importFile('event-log.json', fixture('event-log.json'))
  expect(await countOf(entry.sessions[0])).toBe(18)
  expect(await service.remove(DEFAULT_TENANT, entry.id)).toBe('removed')
  expect(await countOf(entry.sessions[0])).toBe(0)
  expect((await service.list(DEFAULT_TENANT)).map((it) => it.id)).not.toContain(entry.id)
})

test('a broken file leaves nothing; what stands before its fault can be kept', async () => {
  const printed = fixture('event-log.as-printed.json')
  const failed = await importFile('printed.json', printed)
  expect(failed).toMatchObject({ status: 'failed', stored: 0 })
  const session = (await importFile('printed.json', printed, true)).sessions[0]
  expect(await countOf(session)).toBe(9)
})

test('cancelling leaves nothing behind', async () => {
  const lines = Array.from(
    { length: 30_000 },
    (_, i) => `{"ts":${1_708_053_600_000 + i},"msg":"cancelled ${i}"}\n`,
  )
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode(lines.join('')))
      // Never closed: the file goes on.
    },
  })
  const outcome = service.run({ tenant: DEFAULT_TENANT, file: 'endless.ndjson', body })
  const view = async () => (await service.list(DEFAULT_TENANT)).find((it) => it.status === 'running')
  await expect.poll(async () => (await view())?.stored ?? 0, { timeout: 30_000 }).toBeGreaterThan(5_000)
  const running = await view()
  expect(await service.remove(DEFAULT_TENANT, running?.id ?? '')).toBe('cancelled')
  expect(await outcome).toMatchObject({ ok: true, value: { entry: { status: 'cancelled', stored: 0 } } })
  const left = await ask<{ n: string }>("SELECT count() AS n FROM events WHERE message LIKE 'cancelled%'")
  expect(left).toMatchObject([{ n: '0' }])
  expect(await derivedDifferences(engine.clients.writer)).toEqual({})
})
