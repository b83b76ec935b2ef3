import { OpenAPIHono } from '@hono/zod-openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { comparePositions, type StoredEvent } from '#protocol/event.ts'
import type { IngestPosition, TenantId } from '#protocol/ids.ts'
import type { PhoneNumber } from '#protocol/phone-number.ts'
import { numberToken } from '#protocol/phone-number.ts'
import { decodeRows, type RowChunk } from '#protocol/row-chunk.ts'
import {
  CallAnswer,
  ContextAnswer,
  CountAnswer,
  EventAnswer,
  FacetsAnswer,
  FindAnswer,
  HistogramAnswer,
  PositionAnswer,
  RowsAnswer,
  SearchAnswer,
  SessionAnswer,
} from '#protocol/schema/query-answers.ts'
import type { z } from 'zod'
import { createClickHouseEventReader } from '#server/adapters/clickhouse/read/clickhouse-event-reader.ts'
import { createStatements, startBudget } from '#server/adapters/clickhouse/read/statements.ts'
import { migrate } from '#server/adapters/clickhouse/migrate.ts'
import type { AppEnv } from '#server/http/env.ts'
import { onError } from '#server/http/failures.ts'
import { createKeyring } from '#server/process/keyring.ts'
import { createTailHub, type TailHub } from '#server/live/tail-hub.ts'
import { tailRoutes } from '#server/live/tail-routes.ts'
import type { EventReader } from '#server/query/event-reader.ts'
import { HOSTILE_TEXTS } from '#testing/arbitraries/text.ts'
import { aStoredEvent } from '#testing/builders/event.ts'
import { startTestEngine, type TestEngine } from '#testing/engine.ts'
import { insertEvents, type InsertedEvent } from '#testing/insert-events.ts'
import { queryRoutes } from './query-routes.ts'
import { createRunningQueries } from './running-queries.ts'

const LOCAL = 'local' as TenantId
const PAYLOAD = '{"n": 12345678901234567890}'
const OTHER = 'other' as TenantId
const START = 1_764_000_000_000_000
const NUMBER = '+8613800138000' as PhoneNumber

let engine: TestEngine
let reader: EventReader
let hub: TailHub
let committed = 1 as IngestPosition
let slow = false
const keyring = createKeyring([{ version: 1, secret: new Uint8Array(32).fill(7) }])
const bugs: unknown[] = []

function appFor(tenant: TenantId): OpenAPIHono<AppEnv> {
  const app = new OpenAPIHono<AppEnv>()
  const log = {
    error: (fields: unknown) => {
      bugs.push(fields)
    },
    warn() {},
    info() {},
    debug() {},
  }
  app.onError(onError(log, () => undefined))
  app.use(async (c, next) => {
    c.set('tenant', tenant)
    c.set('actor', 'test')
    await next()
  })
  const watched: EventReader = {
    ...reader,
    count: (...asked) => (slow ? sleeping(asked[1]) : reader.count(...asked)),
  }
  const deps = {
    reader: watched,
    committed: () => committed,
    keyring,
    queries: createRunningQueries(watched),
  }
  app.route('/', queryRoutes(deps))
  app.route('/', tailRoutes({ hub, committed: deps.committed }))
  return app
}

/** A statement that takes a minute, in place of a count. */
async function sleeping(control: Parameters<EventReader['count']>[1]) {
  const statements = createStatements(engine.clients)
  const text = `SELECT count() FROM events WHERE sleepEachRow(1) = 0
    SETTINGS max_block_size = 1, max_threads = 1, function_sleep_max_microseconds_per_block = 3000000`
  await statements.rows({ text, params: {} }, startBudget({ ...control, seconds: 60 }))
  return { count: 0 }
}

const path = (route: string, query: Readonly<Record<string, string | number>> = {}) =>
  `${route}?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString()}`

async function ask<Schema extends z.ZodType>(
  schema: Schema,
  route: string,
  query: Readonly<Record<string, string | number>> = {},
  tenant = LOCAL,
): Promise<z.infer<Schema>> {
  const response = await appFor(tenant).request(path(route, query))
  const body: unknown = await response.json()
  expect([response.status, body]).toEqual([200, body])
  return schema.parse(body)
}

const nameOf = ({ session, seq }: StoredEvent) => `${session}/${seq}`
const eventsOf = (chunk: unknown) => decodeRows(chunk as RowChunk)

const token = numberToken(NUMBER, keyring.of(LOCAL).numberKeys(NUMBER).full)
const numberKeys = Object.values(keyring.of(LOCAL).numberKeys(NUMBER)).filter((it) =>
  /^[0-9a-f]{16}$/.test(String(it)),
)

function callEvents(tenant: TenantId): readonly InsertedEvent[] {
  const event = (seq: number, more: Parameters<typeof aStoredEvent>[0]) =>
    aStoredEvent({
      tenant,
      session: 's-call',
      seq,
      ts: START + seq * 1_000_000,
      callid: 'call-1',
      category: 'call',
      ingest: 1,
      ...more,
    })
  return [
    {
      event: event(1, {
        name: 'IDENTIFY',
        category: 'sdk',
        attrs: { account: 'Acme', staff: '1001', device: 'd-7' },
      }),
    },
    {
      event: event(2, {
        name: 'CALL',
        phase: 'begin',
        attrs: { 'call.number': token, 'call.direction': 'outbound' },
      }),
      numbers: tenant === LOCAL ? (numberKeys as string[]) : ['ffffffffffffffff'],
      sealedNumber: 'sealed',
    },
    { event: event(3, { name: 'CALL_STATE', attrs: { 'call.state': 'dialing' } }) },
    { event: event(4, { name: 'CALL_STATE', attrs: { 'call.state': 'ringing' } }) },
    { event: event(5, { name: 'CALL_STATE', attrs: { 'call.state': 'connected' } }) },
    // 6 and 7 are missing.
    {
      event: event(8, {
        name: 'HTTP_REQUEST',
        category: 'request',
        attrs: { tracking_id: 'trk-42' },
        payloadBytes: PAYLOAD.length,
      }),
      ids: ['trk-42'],
      payload: PAYLOAD,
    },
    {
      event: event(9, {
        name: 'CALL_STATE',
        level: 'error',
        attrs: { 'call.state': 'ended', 'call.reason': 'ticket-expired', 'call.ended_by': 'system' },
      }),
    },
  ]
}

function plain(tenant: TenantId, count: number, ingest: number, offset = 0): readonly InsertedEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    event: aStoredEvent({
      tenant,
      session: `s-${index % 7}`,
      seq: offset + index + 1,
      ts: START + Math.floor(index / 3) * 700_000,
      level: (['info', 'warn', 'error'] as const)[index % 3] as 'info',
      message: tenant === OTHER ? `secret of the other ${index}` : `message ${index}`,
      ingest,
    }),
  }))
}

const local = [...plain(LOCAL, 900, 1), ...callEvents(LOCAL)]
const events = local.map(({ event }) => event).sort(comparePositions)

beforeAll(async () => {
  engine = await startTestEngine()
  await migrate(engine.clients.writer)
  await insertEvents(engine.clients, [...local, ...plain(OTHER, 300, 1), ...callEvents(OTHER)])
  reader = createClickHouseEventReader({ clients: engine.clients, numberKeysOf: () => [] })
  hub = createTailHub({ reader, committed: () => committed })
})

afterAll(async () => {
  hub?.close()
  await engine?.stop()
})

describe('answers have the documented shape and the right content', () => {
  test('say how many rows the engine read for them', async () => {
    const { rowsRead } = await ask(RowsAnswer, '/api/events/rows', { q: 'level:error', limit: 10 })
    expect(rowsRead).toBeGreaterThanOrEqual(10)
    const scan = { q: 'message:9', asOf: 1 }
    expect((await ask(CountAnswer, '/api/events/count', scan)).rowsRead).toBeGreaterThanOrEqual(events.length)
    // Remembered: nothing is read again.
    expect((await ask(CountAnswer, '/api/events/count', scan)).rowsRead).toBe(0)
    expect((await ask(SearchAnswer, '/api/search', { text: 's-call' })).rowsRead).toBeGreaterThan(0)
  })

  test('count and rows', async () => {
    expect(await ask(CountAnswer, '/api/events/count')).toMatchObject({
      count: events.length,
      asOf: 1,
      partial: null,
    })
    const answer = await ask(RowsAnswer, '/api/events/rows', { order: 'asc', limit: 50 })
    expect(eventsOf(answer.chunk)).toEqual(events.slice(0, 50))
    const next = await ask(RowsAnswer, '/api/events/rows', {
      order: 'asc',
      limit: 50,
      cursor: answer.after ?? '',
    })
    expect(eventsOf(next.chunk)).toEqual(events.slice(50, 100))
    const back = await ask(RowsAnswer, '/api/events/rows', {
      order: 'asc',
      limit: 50,
      cursor: next.before ?? '',
      direction: 'before',
    })
    expect(eventsOf(back.chunk)).toEqual(events.slice(0, 50))
    const newest = await ask(RowsAnswer, '/api/events/rows', { position: 0, limit: 5 })
    expect(eventsOf(newest.chunk)).toEqual(events.toReversed().slice(0, 5))
  })

  test('position, by event and by time', async () => {
    const index = events.findIndex(({ session, seq }) => session === 's-call' && seq === 5)
    const at = await ask(PositionAnswer, '/api/events/position', { session: 's-call', seq: 5, order: 'asc' })
    expect(at).toMatchObject({ position: index, exact: true, count: events.length })
    const time = (events[index] as StoredEvent).ts
    const first = events.findIndex(({ ts }) => ts >= time)
    expect((await ask(PositionAnswer, '/api/events/position', { ts: time, order: 'asc' })).position).toBe(
      first,
    )
    const last = events.length - 1 - events.findLastIndex(({ ts }) => ts <= time)
    expect((await ask(PositionAnswer, '/api/events/position', { ts: time })).position).toBe(last)
  })

  test('find walks from hit to hit and says where they are', async () => {
    const hits = events.filter(({ level, session }) => level === 'error' && session !== 's-call')
    const q = '-session:s-call'
    const list = events.filter(({ session }) => session !== 's-call')
    let cursor = ''
    for (const hit of hits.slice(0, 4)) {
      const { found } = await ask(FindAnswer, '/api/events/find', {
        q,
        find: 'level:error',
        order: 'asc',
        cursor,
      })
      expect(found && eventsOf(found.chunk)).toEqual([hit])
      expect(found?.position).toBe(list.indexOf(hit))
      cursor = found?.cursor ?? ''
    }
    const none = await ask(FindAnswer, '/api/events/find', { find: 'message:"never said"' })
    expect(none.found).toBeNull()
  })

  test('histogram and facets', async () => {
    const drawn = await ask(HistogramAnswer, '/api/events/histogram', { bins: 30 })
    expect(
      drawn.bins.reduce(
        (sum, { counts }) => sum + counts.info + counts.warn + counts.error + counts.debug,
        0,
      ),
    ).toBe(events.length)
    const { facets } = await ask(FacetsAnswer, '/api/events/facets')
    const levels = facets.find(({ name }) => name === 'level')?.values
    expect(new Set(levels?.map(({ value }) => value))).toEqual(new Set(['info', 'warn', 'error']))
  })

  test('one event and its context', async () => {
    const answer = await ask(EventAnswer, '/api/events/s-call/8')
    expect(answer.payload).toBe(PAYLOAD)
    const context = await ask(ContextAnswer, '/api/events/s-call/8/context', { before: 2, after: 5 })
    expect(eventsOf(context.chunk).map(({ seq }) => seq)).toEqual([4, 5, 8, 9])
    expect(context.index).toBe(2)
  })

  test('session and call', async () => {
    const session = await ask(SessionAnswer, '/api/sessions/s-call')
    expect(session).toMatchObject({
      events: 7,
      accounts: ['Acme'],
      staffs: ['1001'],
      devices: ['d-7'],
      callids: ['call-1'],
    })
    expect(session.delivery).toMatchObject({ highest: 9, stored: 7, missing: 2 })
    expect(session.missing).toEqual({ ranges: [{ from: 6, to: 7, because: 'unknown' }], complete: true })
    const call = await ask(CallAnswer, '/api/calls/call-1')
    expect(call).toMatchObject({
      outcome: 'dropped',
      reason: 'ticket-expired',
      endedBy: 'system',
      ringMicros: 1_000_000,
      talkMicros: 4_000_000,
      number: '138****8000',
      hasNumber: true,
      events: 7,
      sessions: ['s-call'],
    })
    expect(call.sessionCards.map((card) => card.session)).toEqual(['s-call'])
  })
})

describe('search', () => {
  test.each([
    ['13800138000', 'number'],
    ['+86 138-0013-8000', 'number'],
    ['8000', 'number'],
    ['138****8000', 'number'],
    [token, 'number'],
    ['call-1', 'call'],
    ['s-call', 'session'],
    ['acme', 'account'],
    ['1001', 'staff'],
    ['d-7', 'device'],
    ['trk-42', 'id'],
    ['客户 13800138000 昨天 10:07 掉线了，请看一下', 'number'],
    ['Please look at tracking_id=trk-42, thanks', 'id'],
    ['会话s-call的问题', 'session'],
  ])('%s is found by %s', async (text, by) => {
    const found = await ask(SearchAnswer, '/api/search', { text })
    expect(found.calls.map(({ callid }) => callid)).toEqual(['call-1'])
    expect(found.calls[0]?.matched).toContain(by)
    expect(found.calls[0]).toMatchObject({
      outcome: 'dropped',
      number: '138****8000',
      delivery: { missing: 2 },
    })
    expect(found.sessions.map(({ session }) => session)).toEqual(['s-call'])
    expect(JSON.stringify(found)).not.toContain('13800138000')
  })

  test.each(['139****8000', '13900139000', 'nobody', '****', '"; DROP TABLE events'])(
    '%s finds nothing',
    async (text) => {
      expect((await ask(SearchAnswer, '/api/search', { text })).calls).toEqual([])
    },
  )
})

describe('what cannot be answered says why', () => {
  test.each([
    ['/api/events/count?q=(level:error', 'query-syntax', 400],
    ['/api/events/count?q=level:nonsense', 'query-syntax', 400],
    ['/api/events/find?find=(', 'query-syntax', 400],
    ['/api/events/count?from=yesterday', 'invalid-request', 400],
    ['/api/events/rows?cursor=1.2', 'invalid-request', 400],
    ['/api/events/rows?limit=1001', 'invalid-request', 400],
    ['/api/events/rows?position=-1', 'invalid-request', 400],
    ['/api/events/rows?position=3&cursor=1.s.1', 'invalid-request', 400],
    ['/api/events/position', 'invalid-request', 400],
    ['/api/events/position?session=nope&seq=1', 'event-not-found', 404],
    ['/api/events/s-call/7', 'event-not-found', 404],
    ['/api/events/s-call/7/context', 'event-not-found', 404],
    ['/api/sessions/nowhere', 'session-not-found', 404],
    ['/api/calls/nothing', 'call-not-found', 404],
    ['/api/queries/abcdefgh', 'query-not-found', 404],
  ])('%s', async (url, code, status) => {
    const response = await appFor(LOCAL).request(url)
    expect([response.status, await response.json()]).toMatchObject([status, { code }])
  })

  test('a query fault carries its position', async () => {
    const response = await appFor(LOCAL).request(path('/api/events/count', { q: 'ok level:nonsense' }))
    expect(await response.json()).toMatchObject({
      parameter: 'q',
      position: expect.any(Number),
      detail: expect.stringContaining('level'),
    })
  })
})

test('a snapshot stands still while new rows arrive', async () => {
  const before = await ask(RowsAnswer, '/api/events/rows', { limit: 20 })
  const facets = await ask(FacetsAnswer, '/api/events/facets', { asOf: before.asOf })
  await insertEvents(engine.clients, plain(LOCAL, 60, 2, 5_000))
  committed = 2 as IngestPosition
  const now = await ask(CountAnswer, '/api/events/count')
  expect([now.count, now.asOf]).toEqual([events.length + 60, 2])
  expect((await ask(CountAnswer, '/api/events/count', { asOf: 1 })).count).toBe(events.length)
  const again = await ask(RowsAnswer, '/api/events/rows', { limit: 20, asOf: before.asOf })
  expect(again.chunk).toEqual(before.chunk)
  expect((await ask(FacetsAnswer, '/api/events/facets', { asOf: before.asOf })).facets).toEqual(facets.facets)
  const at = await ask(RowsAnswer, '/api/events/rows', { position: 0, limit: 20, asOf: 1 })
  expect(at.chunk).toEqual(before.chunk)
})

const processes = async () => {
  const result = await engine.clients.writer.query({
    query: "SELECT count() FROM system.processes WHERE startsWith(query_id, 'api:')",
    format: 'JSONCompactEachRow',
  })
  const [row] = await result.json<readonly [string]>()
  return Number(row?.[0])
}
const until = async (condition: () => Promise<boolean>) => {
  const end = Date.now() + 10_000
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('it never happened')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe('cancel', () => {
  test('ends the statement in the engine, and shows it while it runs', async () => {
    slow = true
    const app = appFor(LOCAL)
    const answer = app.request('/api/events/count?queryId=slow-query-1')
    await until(async () => (await processes()) > 0)
    const shown = await app.request('/api/queries/slow-query-1')
    expect([shown.status, await shown.json()]).toMatchObject([200, { queryId: 'slow-query-1' }])
    expect((await app.request('/api/events/count?queryId=slow-query-1')).status).toBe(409)
    // Another tenant neither sees nor ends it.
    const foreign = appFor(OTHER)
    expect((await foreign.request('/api/queries/slow-query-1')).status).toBe(404)
    expect((await foreign.request('/api/queries/slow-query-1', { method: 'DELETE' })).status).toBe(404)
    expect(await processes()).toBe(1)
    const cancelled = await app.request('/api/queries/slow-query-1', { method: 'DELETE' })
    expect(cancelled.status).toBe(204)
    expect(await processes()).toBe(0)
    const response = await answer
    slow = false
    expect([response.status, await response.json()]).toMatchObject([409, { code: 'query-cancelled' }])
  })

  test('happens as well when the asker goes away', async () => {
    slow = true
    const leaving = new AbortController()
    const answer = appFor(LOCAL).request('/api/events/count', { signal: leaving.signal })
    await until(async () => (await processes()) > 0)
    leaving.abort()
    await until(async () => (await processes()) === 0)
    expect((await answer).status).toBe(409)
    slow = false
  })
})

describe('tail', () => {
  interface Told {
    readonly id: number
    readonly data: { readonly asOf: number; readonly skipped: number; readonly chunk?: RowChunk }
  }

  async function* tail(
    url: string,
    signal: AbortSignal,
    headers: Record<string, string> = {},
  ): AsyncGenerator<Told> {
    const response = await appFor(LOCAL).request(url, { signal, headers })
    expect(response.status).toBe(200)
    let text = ''
    const decoder = new TextDecoder()
    const body = response.body?.getReader()
    for (;;) {
      const part = await body?.read()
      if (part === undefined || part.done) return
      text += decoder.decode(part.value, { stream: true })
      const messages = text.split('\n\n')
      text = messages.pop() ?? ''
      for (const message of messages) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(message)?.[1]
        if (field('event') === 'rows')
          yield { id: Number(field('id')), data: JSON.parse(field('data') ?? '{}') as Told['data'] }
      }
    }
  }

  test('tells everything once, also over broken connections', async () => {
    const told: string[] = []
    const wanted: string[] = []
    let last = String(committed)
    const commit = async () => {
      const next = (committed + 1) as IngestPosition
      const arriving = plain(LOCAL, 30, next, 10_000 + next * 100)
      wanted.push(...arriving.flatMap(({ event }) => (event.level === 'error' ? [nameOf(event)] : [])))
      await insertEvents(engine.clients, arriving)
      committed = next
    }
    for (let connection = 1; connection <= 5; connection += 1) {
      const ending = new AbortController()
      const stream = tail('/api/tail?q=level:error', ending.signal, { 'last-event-id': last })
      for (let block = 1; block <= 3; block += 1) {
        await commit()
        // Odd connections break before they have read the last block; the last one reads all.
        if (block === 3 && connection % 2 === 1 && connection < 5) break
        while (Number(last) < committed) {
          const { value } = await stream.next()
          told.push(...eventsOf(value?.data.chunk).map(nameOf))
          last = String(value?.id)
        }
      }
      ending.abort()
    }
    expect(told.toSorted()).toEqual(wanted.toSorted())
  })

  test('counts what comes too fast', async () => {
    const ending = new AbortController()
    const stream = tail('/api/tail', ending.signal)
    const first = stream.next()
    await insertEvents(engine.clients, plain(LOCAL, 800, committed + 1, 20_000))
    committed = (committed + 1) as IngestPosition
    const { value } = await first
    expect(value?.data.skipped).toBe(300)
    expect(value?.data.chunk?.rows).toBe(500)
    ending.abort()
  })
})

describe('two tenants that share ids', () => {
  const routes = fc.constantFrom(
    '/api/events/count',
    '/api/events/rows',
    '/api/events/facets',
    '/api/events/histogram',
    '/api/events/s-call/2',
    '/api/events/s-0/1/context',
    '/api/sessions/s-call',
    '/api/calls/call-1',
  )
  const queries = fc.constantFrom(
    '',
    'secret',
    'session:s-call',
    'callid:call-1',
    'account:Acme',
    '-message:x',
    'message:of OR message:message',
    'id:trk-42',
    'session.browser:""',
  )

  test('never see a row of one another', async () => {
    await fc.assert(
      fc.asyncProperty(routes, queries, fc.constantFrom('asc', 'desc'), async (route, q, order) => {
        const response = await appFor(LOCAL).request(path(route, { q, order, limit: 1_000 }))
        const text = await response.text()
        expect(response.status).toBe(200)
        expect(text).not.toContain('secret of the other')
        expect(text).not.toContain('"tenant":"other"')
      }),
      { numRuns: 60 },
    )
    const found = await ask(SearchAnswer, '/api/search', { text: '13800138000' }, OTHER)
    expect(found.calls).toEqual([])
  })
})

test('hostile input is refused or answered, never a failure of ours', async () => {
  const texts = [
    ...HOSTILE_TEXTS,
    '\u0000',
    '\ud800',
    "' OR 1=1 --",
    '{q0:String}',
    '%',
    '9'.repeat(400),
    'a'.repeat(5_000),
  ]
  const app = appFor(LOCAL)
  for (const text of texts) {
    const value = encodeURIComponent(text.toWellFormed())
    const quoted = encodeURIComponent(
      `"${text.toWellFormed().replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
    )
    for (const url of [
      `/api/events/count?q=${value}`,
      `/api/events/rows?q=message:${quoted}&limit=5`,
      `/api/events/rows?q=session:${quoted}&limit=5`,
      `/api/events/rows?q=callid:${quoted}&limit=5`,
      `/api/events/rows?cursor=${value}`,
      `/api/events/count?from=${value}`,
      `/api/events/count?asOf=${value}`,
      `/api/events/find?find=${value}`,
      `/api/search?text=${value}`,
      `/api/calls/${value}`,
      `/api/sessions/${value}`,
      `/api/events/${value}/1`,
      `/api/tail?after=${value}&q=(`,
    ]) {
      const response = await app.request(url)
      await response.text()
      expect([url, response.status]).toEqual([url, expect.toSatisfy((status: number) => status < 500)])
    }
  }
})

test('everything is in the generated description', async () => {
  const app = appFor(LOCAL)
  app.doc31('/doc', { openapi: '3.1.0', info: { title: 'test', version: '1' } })
  const doc = (await (await app.request('/doc')).json()) as {
    paths: Record<string, Record<string, unknown>>
    components: { schemas: Record<string, unknown> }
  }
  expect(Object.keys(doc.paths).toSorted()).toEqual([
    '/api/calls/{id}',
    '/api/events/count',
    '/api/events/facets',
    '/api/events/find',
    '/api/events/histogram',
    '/api/events/position',
    '/api/events/rows',
    '/api/events/{session}/{seq}',
    '/api/events/{session}/{seq}/context',
    '/api/queries/{id}',
    '/api/search',
    '/api/sessions/{id}',
    '/api/tail',
  ])
  expect(Object.keys(doc.components.schemas)).toEqual(
    expect.arrayContaining(['RowChunk', 'Rows', 'Search', 'CallCard', 'Problem']),
  )
  expect(JSON.stringify(doc.paths['/api/events/rows'])).toContain('#/components/schemas/Rows')
})

test('an engine that dies is told as away for a moment, then all is there again', async () => {
  const app = appFor(LOCAL)
  const { count } = await ask(CountAnswer, '/api/events/count')
  engine.kill()
  const away = await app.request('/api/events/rows')
  expect([away.status, await away.json()]).toMatchObject([503, { code: 'store-unavailable' }])
  expect(away.headers.get('retry-after')).toBe('2')
  await until(async () => (await app.request('/api/events/rows')).status === 200)
  expect((await ask(CountAnswer, '/api/events/count')).count).toBe(count)
})

test('nothing of all this was a failure of ours', () => {
  expect(bugs).toEqual([])
})
