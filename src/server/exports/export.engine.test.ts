import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { OpenAPIHono } from '@hono/zod-openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { comparePositions, type StoredEvent } from '#protocol/event.ts'
import type { IngestPosition, TenantId } from '#protocol/ids.ts'
import { ExportAnswer } from '#protocol/schema/exports.ts'
import { migrate } from '#server/adapters/clickhouse/migrate.ts'
import { createClickHouseEventReader } from '#server/adapters/clickhouse/read/clickhouse-event-reader.ts'
import { createPayloadReader } from '#server/adapters/clickhouse/read/payloads.ts'
import { aStoredEvent, TEST_TIME } from '#testing/builders/event.ts'
import { startTestEngine, type TestEngine } from '#testing/engine.ts'
import { insertEvents, type InsertedEvent } from '#testing/insert-events.ts'
import { LOCAL, OTHER, until } from '#testing/query-world.ts'
import type { AppEnv } from '../http/env.ts'
import { onError } from '../http/failures.ts'
import { silentLog } from '../http/log.ts'
import type { EventReader } from '../query/event-reader.ts'
import { createRunningQueries } from '../query/running-queries.ts'
import { createExportLog } from './export-log.ts'
import { exportRoutes } from './export-routes.ts'

const EVENTS = 120_000
const PAYLOAD = '{"n": 12345678901234567890, "text": "掉线 \\u0000 \\"x\\""}'
const HOSTILE = '=cmd|"/c calc"!A1\n\u202eevil\u001b[31m,"'

function events(tenant: TenantId, count: number, ingest = 1, from = 0): readonly InsertedEvent[] {
  return Array.from({ length: count }, (_, offset) => {
    const index = from + offset
    const hasPayload = index % 50 === 0
    return {
      event: aStoredEvent({
        tenant,
        session: `s-${index % 11}`,
        seq: index + 1,
        // Several of the same microsecond, over a bucket's border.
        ts: TEST_TIME + Math.floor(index / 5) * 37_000,
        time: TEST_TIME - index,
        level: index % 1_000 === 0 ? 'error' : 'info',
        message: index % 997 === 0 ? HOSTILE : `${tenant} ${index}`,
        attrs: index % 3 === 0 ? { 'http.status': '500', 掉线: '是' } : {},
        payloadBytes: hasPayload ? Buffer.byteLength(PAYLOAD) : 0,
        ingest,
      }),
      ...(hasPayload ? { payload: PAYLOAD } : {}),
    }
  })
}

let engine: TestEngine
let reader: EventReader
let committed = 1 as IngestPosition
const exports = createExportLog()
const local = events(LOCAL, EVENTS)
const stored = local.map(({ event }) => event).sort(comparePositions)
const payloadOf = new Map(local.map(({ event, payload }) => [`${event.session}/${event.seq}`, payload]))

beforeAll(async () => {
  engine = await startTestEngine()
  await migrate(engine.clients.writer)
  await insertEvents(engine.clients, [...local, ...events(OTHER, 500)])
  reader = createClickHouseEventReader({ clients: engine.clients, numberKeysOf: () => [] })
  app = appFor(LOCAL)
})
afterAll(() => engine.stop())

let app: OpenAPIHono<AppEnv>
function appFor(tenant: TenantId, more: Partial<EventReader> = {}): OpenAPIHono<AppEnv> {
  const hono = new OpenAPIHono<AppEnv>()
  hono.onError(onError(silentLog, () => undefined))
  hono.use(async (c, next) => {
    c.set('tenant', tenant)
    c.set('actor', 'test')
    await next()
  })
  const watched = { ...reader, ...more }
  const deps = {
    reader: watched,
    payloads: createPayloadReader(engine.clients),
    committed: () => committed,
    queries: createRunningQueries(reader),
    exports,
    sleep: (seconds: number) => sleep(seconds * 500),
    log: silentLog,
  }
  return hono.route('/', exportRoutes(deps))
}

const outcome = async (id: string, of = app): Promise<ExportAnswer> =>
  ExportAnswer.parse(await (await of.request(`/api/exports/${id}`)).json())

let next = 0
async function exported(
  query: string,
): Promise<{ readonly text: string; readonly outcome: ExportAnswer; readonly response: Response }> {
  const id = `export-${(next += 1)}-0000`
  const response = await app.request(`/api/events/export?queryId=${id}&${query}`)
  const bytes = Buffer.from(await response.arrayBuffer())
  expect([response.status, response.status === 200 ? '' : bytes.toString()]).toEqual([200, ''])
  const told = await outcome(id)
  expect(told).toMatchObject({
    complete: true,
    state: 'complete',
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  })
  expect(response.headers.get('x-clueline-rows-total')).toBe(String(told.rows))
  return { text: bytes.toString('utf8'), outcome: told, response }
}

/** As the file should have it. */
function line(event: StoredEvent): unknown {
  const { payloadBytes, ...rest } = event
  const payload = payloadOf.get(`${event.session}/${event.seq}`)
  return payloadBytes === 0 ? rest : { ...rest, payload }
}
const linesOf = (text: string) =>
  text
    .split('\n')
    .slice(0, -1)
    .map((it) => JSON.parse(it) as unknown)

describe('ndjson', () => {
  test('has every row once, in order, with its payload, however many', async () => {
    const { text, outcome: told } = await exported('order=asc')
    expect(told.rows).toBe(EVENTS)
    expect(linesOf(text)).toEqual(stored.map(line))
  })

  test('has the order, query and range that were asked for', async () => {
    const [from, to] = [stored[20_000]?.ts ?? 0, stored[60_000]?.ts ?? 0]
    const { text } = await exported(`q=level:error&from=${from}&to=${to}&payload=0`)
    const wanted = stored.filter((it) => it.level === 'error' && it.ts >= from && it.ts < to)
    expect(wanted.length).toBeGreaterThan(30)
    expect(linesOf(text)).toEqual(
      wanted.toReversed().map((it) => {
        const { payloadBytes, ...rest } = it
        return payloadBytes === 0 ? rest : it
      }),
    )
  })

  test('of nothing is empty, and whole', async () => {
    const { text, outcome: told } = await exported('q=session:nowhere')
    expect([text, told.rows]).toEqual(['', 0])
  })
})

describe('csv', () => {
  test('begins with the names, in the zone asked for, and no cell is a formula', async () => {
    const { text, response } = await exported(
      'format=csv&order=asc&columns=ts,message,attr.%E6%8E%89%E7%BA%BF,seq&zone=Asia/Shanghai&bom=1',
    )
    expect(response.headers.get('content-type')).toMatch(/^text\/csv/)
    expect(response.headers.get('content-disposition')).toMatch(
      /attachment; filename="clueline-\d{8}T\d{6}\.csv"/,
    )
    expect(text.startsWith('\uFEFFts,message,attr.掉线,seq\r\n')).toBe(true)
    expect(text).toContain(`"'=cmd|""/c calc""!A1\n\u202eevil\u001b[31m,""",是,1\r\n`)
    expect(text).toContain('2021-12-27T10:00:00.000000+08:00,local 1,,2\r\n')
    expect(text).not.toMatch(/(?:^|,|\r\n)"?=/)
  })

  test('has the usual columns, and the payload where it is asked for', async () => {
    const { text } = await exported('format=csv&order=asc&q=session:s-0&payload=1&zone=UTC')
    const [head, first] = text.split('\r\n')
    expect(head?.split(',').slice(0, 2)).toEqual(['ts', 'level'])
    expect(head?.endsWith('attrs,payload')).toBe(true)
    expect(first).toContain(PAYLOAD.replaceAll('"', '""'))
  })
})

test('text has one line a row, whatever is in it', async () => {
  const { text, outcome: told } = await exported('format=text&order=asc&zone=UTC%2B08:00')
  const lines = text.split('\n').slice(0, -1)
  expect(lines).toHaveLength(told.rows)
  expect(lines[0]).toContain('=cmd|"/c calc"!A1 ⏎ ⟨U+202E⟩evil⟨U+001B⟩[31m,"')
  expect(lines[0]?.startsWith('2021-12-27T10:00:00.000000+08:00\terror\t')).toBe(true)
})

describe('what cannot be written is refused', () => {
  test.each([
    ['q=(', 'query-syntax'],
    ['format=pdf', 'invalid-request'],
    ['format=csv&columns=ts,nonsense', 'invalid-request'],
    ['format=csv&zone=Mars/Olympus', 'invalid-request'],
  ])('%s', async (query, code) => {
    const response = await app.request(`/api/events/export?${query}`)
    expect([response.status, await response.json()]).toMatchObject([400, { code }])
  })

  test('an export that nobody knows', async () => {
    expect((await app.request('/api/exports/never-was-1')).status).toBe(404)
  })
})

test('stands still at its snapshot, and shows nothing of another tenant', async () => {
  await insertEvents(engine.clients, events(LOCAL, 500, 2, 500_000))
  const { outcome: told } = await exported('payload=0')
  expect([told.rows, told.asOf]).toEqual([EVENTS, 1])
  committed = 2 as IngestPosition
  expect((await exported('payload=0')).outcome.rows).toBe(EVENTS + 500)
  expect((await exported('asOf=1&payload=0')).text).not.toContain('other ')
  const foreign = await appFor(OTHER).request('/api/exports/export-1-0000')
  expect(foreign.status).toBe(404)
  expect((await (await appFor(OTHER).request('/api/events/export')).text()).split('\n')).toHaveLength(501)
})

async function statements(): Promise<number> {
  const answer = await engine.clients.writer.query({
    query: "SELECT count() FROM system.processes WHERE startsWith(query_id, 'api:')",
    format: 'JSONCompactEachRow',
  })
  const [row] = await answer.json<readonly [string]>()
  return Number(row?.[0])
}

describe('an export that is not read to its end', () => {
  test('reads no further than it was asked to, and ends when its reader leaves', async () => {
    const response = await app.request('/api/events/export?queryId=leaving-1&payload=0')
    const body = response.body?.getReader()
    await body?.read()
    const early = await outcome('leaving-1')
    expect(early).toMatchObject({ state: 'running', complete: false, sha256: null })
    expect(early.rows).toBeLessThan(20_000)
    expect(exports.running()).toBe(1)
    await body?.cancel()
    expect(await outcome('leaving-1')).toMatchObject({ state: 'cancelled', complete: false })
    expect(exports.running()).toBe(0)
    await until(async () => (await statements()) === 0)
  })

  test('breaks its connection off when it is cancelled by its id', async () => {
    const leaving = new AbortController()
    const response = await app.request('/api/events/export?queryId=cancelled-1', { signal: leaving.signal })
    leaving.abort()
    await expect(response.arrayBuffer()).rejects.toThrow('cancelled')
    expect(await outcome('cancelled-1')).toMatchObject({ state: 'cancelled', complete: false })
    await until(async () => (await statements()) === 0)
  })

  test('says so when rows went away meanwhile', async () => {
    const short = appFor(LOCAL, { count: () => Promise.resolve({ count: EVENTS + 501 }) })
    const response = await short.request('/api/events/export?queryId=changed-1&payload=0')
    await expect(response.arrayBuffer()).rejects.toThrow('deleted')
    expect(await outcome('changed-1')).toMatchObject({
      state: 'failed',
      complete: false,
      rows: EVENTS + 500,
      reason: expect.stringContaining('deleted'),
    })
  })
})

test('goes on over a restart of the engine', async () => {
  const response = await app.request('/api/events/export?queryId=restart-1&asOf=1&order=asc')
  const body = response.body?.getReader()
  const first = await body?.read()
  engine.kill()
  let bytes = first?.value?.length ?? 0
  for (;;) {
    const part = await body?.read()
    if (part === undefined || part.done) break
    bytes += part.value.length
  }
  expect(await outcome('restart-1')).toMatchObject({ complete: true, rows: EVENTS, bytes })
})
