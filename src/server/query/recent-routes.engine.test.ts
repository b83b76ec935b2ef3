import { OpenAPIHono } from '@hono/zod-openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Kind } from '#protocol/kind.ts'
import type { IngestPosition, TenantId } from '#protocol/ids.ts'
import { RecentAnswer } from '#protocol/schema/recent.ts'
import { SearchAnswer } from '#protocol/schema/query-answers.ts'
import { MICROS_PER_DAY, MICROS_PER_SECOND } from '#protocol/time.ts'
import { createClickHouseEventReader } from '#server/adapters/clickhouse/read/clickhouse-event-reader.ts'
import { createRecentReader } from '#server/adapters/clickhouse/read/recent.ts'
import { migrate } from '#server/adapters/clickhouse/migrate.ts'
import type { AppEnv } from '#server/http/env.ts'
import { onError } from '#server/http/failures.ts'
import { createKeyring } from '#server/process/keyring.ts'
import { aStoredEvent } from '#testing/builders/event.ts'
import { startTestEngine, type TestEngine } from '#testing/engine.ts'
import { insertEvents, type InsertedEvent } from '#testing/insert-events.ts'
import { queryRoutes } from './query-routes.ts'
import { recentRoutes } from './recent-routes.ts'
import { createRunningQueries } from './running-queries.ts'

const LOCAL = 'local' as TenantId
const OTHER = 'other' as TenantId
/** 27 December 2021, 00:00 UTC. */
const DAY_ONE = 18_988 * MICROS_PER_DAY
const HOUR = 3_600 * MICROS_PER_SECOND

let engine: TestEngine
let app: OpenAPIHono<AppEnv>

/** One call of a minute in a session of its own. */
function call(name: string, ts: number, kind: Kind = 'live', tenant = LOCAL): readonly InsertedEvent[] {
  const common = {
    tenant,
    kind,
    session: `s-${name}`,
    callid: `c-${name}`,
    category: 'call',
    name: 'CALL_STATE',
    ingest: 1,
  } as const
  return [
    {
      event: aStoredEvent({
        ...common,
        seq: 1,
        ts,
        name: 'IDENTIFY',
        category: 'sdk',
        attrs: { account: 'acme' },
      }),
    },
    {
      event: aStoredEvent({
        ...common,
        seq: 2,
        ts: ts + 60 * MICROS_PER_SECOND,
        attrs: { 'call.state': 'ended' },
      }),
    },
  ]
}

/** As many as no answer lists, one a day, the newest a year after the first. */
const DAILY = Array.from({ length: 70 }, (_, day) =>
  call(`d${day}`, DAY_ONE + (300 + day) * MICROS_PER_DAY),
).flat()

beforeAll(async () => {
  engine = await startTestEngine()
  await migrate(engine.clients.writer)
  await insertEvents(engine.clients, [
    ...call('sample', DAY_ONE + 10 * HOUR, 'sample'),
    ...call('import', DAY_ONE + 2 * MICROS_PER_DAY, 'import'),
    ...call('midnight', DAY_ONE + MICROS_PER_DAY - 30 * MICROS_PER_SECOND),
    ...call('theirs', DAY_ONE + 500 * MICROS_PER_DAY, 'live', OTHER),
    ...DAILY,
  ])
  const reader = createClickHouseEventReader({ clients: engine.clients, numberKeysOf: () => [] })
  const deps = {
    reader,
    committed: () => 1 as IngestPosition,
    keyring: createKeyring([{ version: 1, secret: new Uint8Array(32).fill(7) }]),
    queries: createRunningQueries(reader),
  }
  app = new OpenAPIHono<AppEnv>()
  app.onError(onError({ error() {}, warn() {}, info() {}, debug() {} }, () => undefined))
  app.use(async (c, next) => {
    c.set('tenant', LOCAL)
    c.set('actor', 'test')
    await next()
  })
  app.route('/', recentRoutes(deps, createRecentReader(engine.clients)))
  app.route('/', queryRoutes(deps))
})

afterAll(() => engine?.stop())

async function recent(params: Readonly<Record<string, string | number>> = {}) {
  const search = new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)]))
  const answer = await app.request(`/api/recent?${search}`)
  return { status: answer.status, ...RecentAnswer.parse(await answer.json()) }
}

const names = (answer: { readonly calls: readonly { readonly callid: string }[] }) =>
  answer.calls.map(({ callid }) => callid)

describe('the last calls and sessions', () => {
  test('newest first, at most as many as wanted, and it says that there are more', async () => {
    const answer = await recent({ limit: 3 })
    expect(names(answer)).toEqual(['c-d69', 'c-d68', 'c-d67'])
    expect(answer.sessions.map(({ session }) => session)).toEqual(['s-d69', 's-d68', 's-d67'])
    expect(answer.truncated).toBe(true)
    expect(answer.calls[0]).toMatchObject({ kind: 'live', events: 2, delivery: { highest: 2, stored: 2 } })
    expect(answer.sessions[0]).toMatchObject({ accounts: ['acme'], callids: ['c-d69'] })
  })

  test('reaches back over a year without anything, to the sample and to imports', async () => {
    const answer = await recent({ limit: 73 })
    expect(names(answer).slice(-3)).toEqual(['c-import', 'c-midnight', 'c-sample'])
    expect(answer.calls.slice(-3).map(({ kind }) => kind)).toEqual(['import', 'live', 'sample'])
    expect(answer.truncated).toBe(false)
  })

  test("shows nobody else's", async () => {
    expect(JSON.stringify(await recent({ limit: 100 }))).not.toContain('theirs')
  })

  test('of a stretch of time: what touches it, over midnight too', async () => {
    expect(names(await recent({ from: DAY_ONE, to: DAY_ONE + MICROS_PER_DAY }))).toEqual([
      'c-midnight',
      'c-sample',
    ])
    expect(
      names(await recent({ from: DAY_ONE + MICROS_PER_DAY, to: DAY_ONE + MICROS_PER_DAY + HOUR })),
    ).toEqual(['c-midnight'])
    expect(names(await recent({ from: '2021-12-27T10:00:30Z', to: '2021-12-27T10:00:31Z' }))).toEqual([
      'c-sample',
    ])
    expect(names(await recent({ to: DAY_ONE }))).toEqual([])
    expect(names(await recent({ from: DAY_ONE + 400 * MICROS_PER_DAY }))).toEqual([])
  })

  test('a time that is none is refused', async () => {
    expect((await app.request('/api/recent?from=yesterday')).status).toBe(400)
    expect((await app.request('/api/recent?limit=0')).status).toBe(400)
  })
})

async function search(around: string) {
  const answer = await app.request(`/api/search?text=acme&around=${around}`)
  return SearchAnswer.parse(await answer.json())
}

describe('a search around a moment', () => {
  test('gives what was nearest to it first, and what is newest as well', async () => {
    const answer = await search(String(DAY_ONE + 310 * MICROS_PER_DAY + HOUR))
    expect(names(answer).slice(0, 2)).toEqual(['c-d10', 'c-d11'])
    expect(names(answer)).toContain('c-d69')
    expect(answer.truncated).toBe(true)
  })

  test('several moments are as good as one', async () => {
    const moments = [DAY_ONE + 310 * MICROS_PER_DAY, DAY_ONE + 10 * HOUR]
    const answer = await search(moments.join(','))
    expect(names(answer).slice(0, 2).toSorted()).toEqual(['c-d10', 'c-sample'])
  })

  test('what is no moment is refused', async () => {
    const answer = await app.request('/api/search?text=acme&around=now')
    expect(answer.status).toBe(400)
  })
})
