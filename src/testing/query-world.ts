import { OpenAPIHono } from '@hono/zod-openapi'
import { expect } from 'vitest'
import { comparePositions, type StoredEvent } from '#protocol/event.ts'
import type { IngestPosition, TenantId } from '#protocol/ids.ts'
import type { PhoneNumber } from '#protocol/phone-number.ts'
import { numberToken } from '#protocol/phone-number.ts'
import { migrate } from '#server/adapters/clickhouse/migrate.ts'
import { createClickHouseEventReader } from '#server/adapters/clickhouse/read/clickhouse-event-reader.ts'
import { createStatements, startBudget } from '#server/adapters/clickhouse/read/statements.ts'
import type { AppEnv } from '#server/http/env.ts'
import { onError } from '#server/http/failures.ts'
import { createTailHub } from '#server/live/tail-hub.ts'
import { tailRoutes } from '#server/live/tail-routes.ts'
import { createKeyring } from '#server/process/keyring.ts'
import type { EventReader } from '#server/query/event-reader.ts'
import { queryRoutes } from '#server/query/query-routes.ts'
import { createRunningQueries } from '#server/query/running-queries.ts'
import { aStoredEvent } from './builders/event.ts'
import { startTestEngine, type TestEngine } from './engine.ts'
import { insertEvents, type InsertedEvent } from './insert-events.ts'

export const LOCAL = 'local' as TenantId
export const OTHER = 'other' as TenantId
export const PAYLOAD = '{"n": 12345678901234567890}'
const START = 1_764_000_000_000_000
const NUMBER = '+8613800138000' as PhoneNumber

const keyring = createKeyring([{ version: 1, secret: new Uint8Array(32).fill(7) }])
/** What stands in the events in place of 138 0013 8000. */
export const token = numberToken(NUMBER, keyring.of(LOCAL).numberKeys(NUMBER).full)
const numberKeys = Object.values(keyring.of(LOCAL).numberKeys(NUMBER)).filter((it) =>
  /^[0-9a-f]{16}$/.test(String(it)),
)

/** A schema of `protocol/schema`. */
interface AnswerSchema<Answer> {
  parse(body: unknown): Answer
}

/** The query functions over a real engine with two tenants that share ids. */
export interface QueryWorld {
  readonly engine: TestEngine
  /** Of the tenant `LOCAL`, ascending, as they were at first. */
  readonly events: readonly StoredEvent[]
  /** The snapshot that questions see; a test moves it. */
  committed: IngestPosition
  /** Counts take a minute in the engine. */
  slow: boolean
  /** Failures of ours; must stay empty. */
  readonly bugs: readonly unknown[]
  appFor(tenant: TenantId): OpenAPIHono<AppEnv>
  ask<Answer>(
    schema: AnswerSchema<Answer>,
    route: string,
    query?: Readonly<Record<string, string | number>>,
    tenant?: TenantId,
  ): Promise<Answer>
  stop(): Promise<void>
}

export const path = (route: string, query: Readonly<Record<string, string | number>> = {}) =>
  `${route}?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString()}`

export async function startQueryWorld(): Promise<QueryWorld> {
  const local = [...plain(LOCAL, 900, 1), ...callEvents(LOCAL)]
  const engine = await startTestEngine()
  await migrate(engine.clients.writer)
  await insertEvents(engine.clients, [...local, ...plain(OTHER, 300, 1), ...callEvents(OTHER)])
  const reader = createClickHouseEventReader({ clients: engine.clients, numberKeysOf: () => [] })
  const hub = createTailHub({ reader, committed: () => world.committed })
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
      count: (...asked) => (world.slow ? sleeping(engine, asked[1]) : reader.count(...asked)),
    }
    const deps = {
      reader: watched,
      committed: () => world.committed,
      keyring,
      queries: createRunningQueries(watched),
    }
    app.route('/', queryRoutes(deps))
    app.route('/', tailRoutes({ hub, committed: deps.committed }))
    return app
  }

  const world: QueryWorld = {
    engine,
    events: local.map(({ event }) => event).sort(comparePositions),
    committed: 1 as IngestPosition,
    slow: false,
    bugs,
    appFor,
    async ask(schema, route, query = {}, tenant = LOCAL) {
      const response = await appFor(tenant).request(path(route, query))
      const body: unknown = await response.json()
      expect([response.status, body]).toEqual([200, body])
      return schema.parse(body)
    },
    async stop() {
      hub.close()
      await engine.stop()
    },
  }
  return world
}

/** A statement that takes a minute, in place of a count. */
async function sleeping(engine: TestEngine, control: Parameters<EventReader['count']>[1]) {
  const statements = createStatements(engine.clients)
  const text = `SELECT count() FROM events WHERE sleepEachRow(1) = 0
    SETTINGS max_block_size = 1, max_threads = 1, function_sleep_max_microseconds_per_block = 3000000`
  await statements.rows({ text, params: {} }, startBudget({ ...control, seconds: 60 }))
  return { count: 0 }
}

/** Until it is so, looked at often; ten seconds at most. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('it never happened')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

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

/** Three events at a time, of seven sessions. */
export function plain(tenant: TenantId, count: number, ingest: number, offset = 0): readonly InsertedEvent[] {
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
