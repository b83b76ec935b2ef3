import { OpenAPIHono } from '@hono/zod-openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SessionId, TenantId } from '#protocol/ids.ts'
import { normaliseNumber, type PhoneNumber } from '#protocol/phone-number.ts'
import { DeletionAnswer, DeletionsAnswer, type DeletionSubject } from '#protocol/schema/deletions.ts'
import { aBatch, anEvent, TEST_TIME } from '#testing/builders/event.ts'
import { fakeClock } from '#testing/clock.ts'
import { derivedDifferences } from '#testing/derived-differences.ts'
import { LOCAL, OTHER } from '#testing/query-world.ts'
import { startTestStore, type TestStore } from '#testing/store.ts'
import { createAuditTrail } from '../adapters/clickhouse/audit-trail.ts'
import { createDeletionScope } from '../adapters/clickhouse/deletion-scope.ts'
import { missingSeqs } from '../adapters/clickhouse/read/missing-seqs.ts'
import { createReadContext } from '../adapters/clickhouse/read/clickhouse-event-reader.ts'
import { startBudget } from '../adapters/clickhouse/read/statements.ts'
import type { AppEnv } from '../http/env.ts'
import { onError } from '../http/failures.ts'
import { silentLog } from '../http/log.ts'
import type { EventBatch, StoreRemoval } from '../ports.ts'
import { createKeyring } from '../process/keyring.ts'
import { prepareEvent } from '../process/prepare-event.ts'
import { prepareRecord } from '../process/prepare-record.ts'
import { deletionRoutes } from './deletion-routes.ts'

const HOUR = 3_600_000_000
/** 22:00 UTC: a call of three hours goes over midnight. */
const EVENING = TEST_TIME + 20 * HOUR
const DIALLED = '13800138000'
const OTHER_NUMBER = '13911112222'
/** Two versions: what was stored before a rotation must go too. */
const OLD_KEY = { version: 1, secret: new Uint8Array(32).fill(1) }
const NEW_KEY = { version: 2, secret: new Uint8Array(32).fill(2) }
const keyring = createKeyring([OLD_KEY, NEW_KEY])

let engine: TestStore
const clock = fakeClock(TEST_TIME)

beforeAll(async () => {
  engine = await startTestStore({ clock })
})
afterAll(() => engine.stop())

interface Planned {
  readonly session: string
  readonly account: string
  readonly tenant?: TenantId
  readonly kind?: EventBatch['kind']
  readonly keys?: typeof keyring
  /** Of the session's record. */
  readonly title?: string
}

/** A session: who signed in, two calls, and a word about one of the numbers outside of any call. */
function aSession({
  session,
  account,
  tenant = LOCAL,
  kind = 'live',
  keys = keyring,
  title,
}: Planned): EventBatch {
  const own = keys.of(tenant)
  const event = (seq: number, hours: number, more: Parameters<typeof anEvent>[0]) => {
    const time = EVENING + hours * HOUR
    return { ...prepareEvent(anEvent({ seq, time, mono: hours * HOUR, ...more }), own), ts: time as never }
  }
  const dial = (callid: string, number: string) =>
    ({
      category: 'call',
      name: 'CALL',
      phase: 'begin',
      callid: `${callid}-${session}`,
      attrs: { 'call.number': number },
    }) as const
  const state = (callid: string) =>
    ({
      category: 'call',
      name: 'CALL_STATE',
      callid: `${callid}-${session}`,
      attrs: { 'call.state': 'connected' },
    }) as const
  return {
    ...aBatch({
      tenant,
      kind,
      session,
      received: EVENING + 4 * HOUR,
      events: [
        event(1, 0, { category: 'sdk', name: 'IDENTIFY', attrs: { account } }),
        event(2, 1, dial('unwanted', DIALLED)),
        event(3, 2, state('unwanted')),
        event(4, 2, dial('kept', OTHER_NUMBER)),
        event(5, 3, { message: 'customer +86 138-0013-8000 asked again' }),
        event(6, 3, { message: `${account} says nothing of a number` }),
        event(7, 3.5, state('unwanted')),
      ],
    }),
    ...(title === undefined ? {} : { record: prepareRecord({ custom: { title } }, own) }),
  }
}

const store = async (batch: EventBatch) => {
  const written = await engine.store.write(batch)
  if (!written.ok) throw new Error(written.error.code)
  return written.value
}

function app(removal: Partial<StoreRemoval> = {}): OpenAPIHono<AppEnv> {
  const hono = new OpenAPIHono<AppEnv>()
  hono.onError(onError(silentLog, () => undefined))
  hono.use(async (c, next) => {
    c.set('tenant', LOCAL)
    c.set('actor', 'anna')
    await next()
  })
  const { clients } = engine
  return hono.route(
    '/',
    deletionRoutes({
      removal: { ...engine.store, ...removal },
      scope: createDeletionScope(clients.reader),
      trail: createAuditTrail(clients, clock),
      keyring,
    }),
  )
}

const post = (
  by: DeletionSubject,
  value: string,
  reason = 'asked by the customer',
  removal?: Partial<StoreRemoval>,
) =>
  app(removal).request('/api/deletions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ by, value, reason }),
  })
async function remove(...asked: Parameters<typeof post>): Promise<DeletionAnswer> {
  const response = await post(...asked)
  const body: unknown = await response.json()
  expect([response.status, body]).toEqual([200, body])
  return DeletionAnswer.parse(body)
}
const listed = async () =>
  DeletionsAnswer.parse(await (await app().request('/api/deletions')).json()).deletions

/** The record of who asked for what stays, and nothing else. */
const RECORDS: ReadonlySet<string> = new Set(['audit', 'deletions'])

/** Every column of every table, as text, of one tenant. */
async function everything(tenant = LOCAL): Promise<string> {
  const { writer } = engine.clients
  const query = async (text: string) => (await writer.query({ query: text, format: 'JSONEachRow' })).text()
  const names = [...(await query('SHOW TABLES')).matchAll(/"name":"(\w+)"/g)].map(([, name]) => name ?? '')
  const held = names.filter(
    (name) => !RECORDS.has(name) && !name.endsWith('_view') && !/^(migrations|writers)$/.test(name),
  )
  expect(held.length).toBeGreaterThan(6)
  expect(names.some((name) => name.startsWith('removal_'))).toBe(false)
  const dumps = await Promise.all(
    held.map((name) => query(`SELECT * FROM ${name} WHERE tenant = '${tenant}'`)),
  )
  return dumps.join('\n')
}

async function eventsOf(tenant: TenantId): Promise<string> {
  const answer = await engine.clients.reader.query({
    query: 'SELECT * FROM events WHERE tenant = {tenant:String} ORDER BY kind, session, seq',
    query_params: { tenant },
    format: 'JSONEachRow',
  })
  return answer.text()
}

const tracesOf = (number: string, tenant = LOCAL) =>
  keyring
    .of(tenant)
    .searchKeys(normaliseNumber(number) as PhoneNumber)
    .flatMap(({ full }) => [full, `:${full.slice(0, 8)}]`])

const found = (text: string, wanted: readonly string[]) => wanted.filter((it) => text.includes(it))

describe('a number', () => {
  const before = { keys: createKeyring([OLD_KEY]) }
  const mine = [
    aSession({ session: 'a', account: 'Acme' }),
    aSession({ session: 'b', account: 'Beta', ...before }),
    aSession({ session: 'a', account: 'Acme', kind: 'import' }),
  ]

  test('goes with its calls and whatever names it, from every table; all else stays', async () => {
    const record = aSession({ session: 'a', account: 'Acme', title: `Call to ${DIALLED}` })
    for (const batch of [record, ...mine, aSession({ session: 'a', account: 'Acme', tenant: OTHER })])
      await store(batch)
    const was = await everything()
    expect(found(was, tracesOf(DIALLED)).length).toBeGreaterThan(2)
    const foreign = await eventsOf(OTHER)

    const removed = await remove('number', '+86 138 0013 8000', 'the owner of 13911112222 asked')
    expect(removed).toMatchObject({ sessions: 3, events: 12 })
    const now = await everything()
    expect(found(now, [...tracesOf(DIALLED), 'unwanted', 'asked again', DIALLED])).toEqual([])
    expect(now).toContain('Call to [deleted]')
    expect(found(now, tracesOf(OTHER_NUMBER)).length).toBeGreaterThan(2)
    expect(now).toContain('Acme says nothing of a number')
    expect(await eventsOf(OTHER)).toBe(foreign)
    expect(await derivedDifferences(engine.clients.reader)).toEqual({})
  })

  test('does not come back when its events are sent again, also after a restart of the engine', async () => {
    for (const batch of mine) expect(await store(batch)).toMatchObject({ stored: 0, duplicates: 7 })
    engine.kill()
    for (const batch of mine)
      expect(await store(batch)).toMatchObject({ stored: 0, duplicates: 7, resolvedThrough: 7 })
    expect(found(await everything(), tracesOf(DIALLED))).toEqual([])
  })

  test('leaves holes that are no losses', async () => {
    const [delivery] = await engine.store.delivery.sessions(LOCAL, 'live', ['a' as SessionId])
    expect(delivery).toMatchObject({ highest: 7, stored: 3, rejected: 4, missing: 0 })
    const context = createReadContext({ clients: engine.clients, numberKeysOf: () => [] })
    const control = { queryId: 'holes-1', signal: AbortSignal.timeout(10_000), seconds: 10 }
    const holes = await missingSeqs(context, LOCAL, 'b' as SessionId, 10, startBudget(control))
    expect(holes.ranges).toEqual([
      { from: 2, to: 3, because: 'deleted' },
      { from: 5, to: 5, because: 'deleted' },
      { from: 7, to: 7, because: 'deleted' },
    ])
  })

  test('is on record masked, with who asked and why', async () => {
    expect(await remove('number', '008613800138000')).toMatchObject({ sessions: 0, events: 0 })
    const [again, first] = await listed()
    expect(again).toMatchObject({ subject: 'number 138****8000', sessions: 0, events: 0 })
    expect(first).toMatchObject({
      subject: 'number 138****8000',
      actor: 'anna',
      reason: 'the owner of 139****2222 asked',
      sessions: 3,
      events: 12,
    })
  })
})

test('an account goes with every session it was signed in to, in any case of letters', async () => {
  await store(aSession({ session: 'c', account: 'ACME' }))
  expect(await remove('account', 'acme')).toMatchObject({ sessions: 3, events: 13 })
  const now = await everything()
  expect(found(now, ['Acme', 'ACME', 'kept-a', 'kept-c'])).toEqual([])
  expect(now).toContain('Beta')
  expect(await everything(OTHER)).toContain('Acme')
  expect(await derivedDifferences(engine.clients.reader)).toEqual({})
})

test('a session goes whole, while the engine dies', async () => {
  await store(aSession({ session: 'd', account: 'Delta', title: 'its record' }))
  const killing: Pick<StoreRemoval, 'deleteSessions'> = {
    deleteSessions: (...args) => {
      engine.kill()
      return engine.store.deleteSessions(...args)
    },
  }
  expect(await remove('session', 'd', undefined, killing)).toMatchObject({ sessions: 1, events: 7 })
  expect(found(await everything(), ['Delta', 'kept-d', 'its record'])).toEqual([])
  expect(await derivedDifferences(engine.clients.reader)).toEqual({})
  expect((await listed())[0]).toMatchObject({ subject: 'session d', sessions: 1, events: 7 })
})

test.each([
  ['number', '138****8000'],
  ['number', 'nobody'],
  ['session', 'no session!'],
  ['account', '  '],
] as const)('%s %j is refused, and nothing is on record', async (by, value) => {
  const before = (await listed()).length
  const response = await post(by, value)
  expect([response.status, await response.json()]).toMatchObject([400, { code: 'invalid-request' }])
  expect((await post(by, 'x', ' ')).status).toBe(400)
  expect(await listed()).toHaveLength(before)
})
