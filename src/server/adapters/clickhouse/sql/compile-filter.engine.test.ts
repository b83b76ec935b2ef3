import { Readable } from 'node:stream'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CATEGORIES } from '#protocol/category.ts'
import type { StoredEvent } from '#protocol/event.ts'
import { FORMS } from '#protocol/form.ts'
import type { IngestPosition, SessionId, TenantId } from '#protocol/ids.ts'
import { KINDS } from '#protocol/kind.ts'
import { LEVELS } from '#protocol/level.ts'
import { PHASES } from '#protocol/phase.ts'
import type { FieldRef, QueryNode } from '#protocol/query-lang/ast.ts'
import { fieldDefinition } from '#protocol/query-lang/fields.ts'
import { MAX_QUERY_DEPTH, MAX_QUERY_TERMS } from '#protocol/query-lang/limits.ts'
import { compileMatcher } from '#protocol/query-lang/matcher.ts'
import { parseQuery } from '#protocol/query-lang/parse.ts'
import { printQuery } from '#protocol/query-lang/print.ts'
import type { QueryableEvent, SessionContext } from '#protocol/query-lang/queryable-event.ts'
import type { SessionRecord } from '#protocol/session.ts'
import { VIAS } from '#protocol/via.ts'
import { ATTRIBUTE_KEYS, queryableText, queryNode } from '#testing/arbitraries/query.ts'
import { aStoredEvent, TEST_TIME } from '#testing/builders/event.ts'
import { startTestEngine, type TestEngine } from '#testing/engine.ts'
import { encodeEventRows, EVENT_INSERT, type EventRow } from '../event-rows.ts'
import { migrate } from '../migrate.ts'
import { eventsIn, type FilterCompiler } from '../read/scope-sql.ts'
import { compileFilter } from './compile-filter.ts'

/** Two tenants that share every session id, seq, call and source id. */
const LEFT = 'left' as TenantId
const TENANTS = [LEFT, 'right' as TenantId]
const SESSIONS = ['s-1', 's-2', 's-3'] as readonly string[] as readonly SessionId[]
const EVENTS_PER_SESSION = 60
/** Rows above this position are stored, and must not be seen. */
const AS_OF = 7 as IngestPosition

/** A new world and new queries each time; a failure prints the seed to put here. */
const SEED = Number(process.env['QUERY_SEED'] ?? Date.now() % 1_000_000)
const QUERIES = Number(process.env['QUERY_RUNS'] ?? 300)

const ids = fc.constantFrom('c-1', 'C-1', 'c', '通话-1', 'a%b', 'a_b', 'É', 'E\u0301', '\0', '\\')
const numberTexts = fc.constantFrom(
  '5',
  '5.0',
  '-3',
  '500',
  '5\n',
  ' 5',
  '0x10',
  'inf',
  '1e3',
  '+5',
  '007',
  '٣',
  '',
)
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })

const attributes = fc
  .array(fc.tuple(fc.constantFrom<string>(...ATTRIBUTE_KEYS), fc.oneof(queryableText, numberTexts)), {
    maxLength: 4,
  })
  .map((entries) => Object.fromEntries(entries))

const loose = fc.record({
  category: fc.constantFrom(...CATEGORIES),
  form: fc.constantFrom(...FORMS),
  level: fc.constantFrom(...LEVELS),
  phase: fc.constantFrom(...PHASES),
  via: fc.constantFrom(...VIAS),
  kind: fc.constantFrom(...KINDS),
  name: queryableText,
  attrs: attributes,
  callid: maybe(ids),
  label: maybe(queryableText),
  span: maybe(ids),
  message: maybe(queryableText),
  source: maybe(
    fc.record(
      { id: ids, type: queryableText, parent: ids, name: queryableText },
      { requiredKeys: ['id', 'type'] },
    ),
  ),
  payload: fc.oneof(fc.constant(''), queryableText),
  ids: fc.array(ids, { maxLength: 2 }),
  numbers: fc.subarray(['k8000', 'k9999']),
  ts: fc
    .oneof(fc.integer({ min: -1, max: 1_000_000 }), fc.constant(-3 * 86_400_000_000))
    .map((it) => TEST_TIME + it),
  identify: fc.integer({ min: 0, max: 9 }).map((it) => it === 0),
  account: fc.oneof(queryableText, fc.constant('')),
  ingest: fc.integer({ min: 1, max: 8 }),
})

const records: fc.Arbitrary<SessionRecord | undefined> = maybe(
  fc.record({
    browser: queryableText,
    browserVersion: numberTexts,
    os: queryableText,
    device: ids,
    custom: fc
      .array(fc.tuple(fc.constantFrom<string>(...ATTRIBUTE_KEYS), fc.oneof(queryableText, numberTexts)), {
        maxLength: 3,
      })
      .map((entries) => Object.fromEntries(entries)),
  }),
)

/** Whatever the test calls a number's key: its last four digits. */
const numberKeysOf = (written: string) => [`k${written.replace(/[^0-9]/g, '').slice(-4)}`]

interface World {
  readonly rows: readonly EventRow[]
  readonly queried: readonly QueryableEvent[]
  readonly records: readonly {
    readonly tenant: TenantId
    readonly session: SessionId
    readonly record: SessionRecord
  }[]
}

function without(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

function makeWorld(seed: number): World {
  const size = TENANTS.length * SESSIONS.length * EVENTS_PER_SESSION
  const drawn = fc.sample(loose, { seed, numRuns: size })
  const drawnRecords = fc.sample(records, { seed, numRuns: TENANTS.length * SESSIONS.length })
  const sessions = TENANTS.flatMap((tenant) => SESSIONS.map((session) => ({ tenant, session })))
  const events = drawn.map(({ identify, account, payload, ids: known, numbers, ...fields }, index) => {
    const { tenant, session } = sessions[index % sessions.length] ?? {
      tenant: TENANTS[0],
      session: SESSIONS[0],
    }
    const identity = identify
      ? {
          category: 'sdk',
          name: 'IDENTIFY',
          attrs: { ...fields.attrs, account, staff: account.slice(0, 1), device: `d ${account}` },
        }
      : {}
    const event = aStoredEvent({
      ...without({ ...fields, ...identity }),
      seq: Math.floor(index / sessions.length) + 1,
      time: fields.ts,
      received: fields.ts + 1,
      payloadBytes: payload.length,
      ...(tenant === undefined ? {} : { tenant }),
      ...(session === undefined ? {} : { session }),
    })
    return { event, payload, ids: known, numbers }
  })
  const contexts = new Map<string, SessionContext>()
  const heldRecords = sessions.map((it, index) => ({ ...it, record: drawnRecords[index] }))
  for (const { tenant, session, record } of heldRecords) {
    const said = (key: string) =>
      events
        .filter(({ event }) => event.tenant === tenant && event.session === session)
        .filter(({ event }) => event.category === 'sdk' && event.name === 'IDENTIFY')
        .flatMap(({ event }) => event.attrs[key] ?? [])
        .filter((value) => value !== '')
    const identities = { accounts: said('account'), staffs: said('staff'), devices: said('device') }
    contexts.set(`${tenant} ${session}`, record ? { ...identities, record } : identities)
  }
  const contextOf = ({ tenant, session }: StoredEvent) =>
    contexts.get(`${tenant} ${session}`) ?? { accounts: [], staffs: [], devices: [] }
  return {
    queried: events.map((it) => ({ ...it, session: contextOf(it.event) })),
    rows: events.map(({ event, payload, ids: known, numbers }) => ({
      ...event,
      event: { ...event, payload, ids: known, numbers, hash: 1, sealedNumber: '' },
    })),
    records: heldRecords.flatMap((it) => (it.record ? [{ ...it, record: it.record }] : [])),
  }
}

function recordFields({ custom = {}, ...fields }: SessionRecord): Record<string, string> {
  const customFields = Object.entries(custom).map(([key, value]) => [`custom.${key}`, value] as const)
  return Object.fromEntries([...Object.entries(fields), ...customFields])
}

let engine: TestEngine
const world = makeWorld(SEED)

beforeAll(async () => {
  engine = await startTestEngine()
  const { writer } = engine.clients
  await migrate(writer)
  const values = Readable.from([encodeEventRows(world.rows)])
  const inserted = await writer.exec({ query: EVENT_INSERT, values })
  inserted.stream.resume()
  await writer.insert({
    table: 'session_records',
    values: world.records.flatMap(({ tenant, session, record }) => [
      // An older version must not count.
      { tenant, session, kind: 'live', version: 1, fields: { browser: 'a', os: 'ticket' } },
      { tenant, session, kind: 'live', version: 2, fields: recordFields(record) },
    ]),
    format: 'JSONEachRow',
  })
})

afterAll(async () => {
  await engine.stop()
})

async function selectedBySql(node: QueryNode, tenant: TenantId): Promise<readonly string[]> {
  const scope = { tenant, asOf: AS_OF, sample: true, filter: node }
  const compile: FilterCompiler = (filter) => compileFilter(filter, { tenant, numberKeysOf })
  const { text, params } = eventsIn(scope, compile, {})
  const answer = await engine.clients.reader.query({
    query: `SELECT tenant, session, seq FROM ${text}`,
    query_params: { ...params },
    format: 'JSONCompactEachRow',
  })
  const rows = await answer.json<readonly [string, string, string]>()
  return rows.map((row) => row.join(' ')).sort()
}

function selectedInMemory(node: QueryNode, tenant: TenantId): readonly string[] {
  const matches = compileMatcher(node, numberKeysOf)
  return world.queried
    .filter(({ event }) => event.tenant === tenant && event.ingest <= AS_OF)
    .filter(matches)
    .map(({ event }) => `${event.tenant} ${event.session} ${event.seq}`)
    .sort()
}

/** Texts of a field's own kind, so that queries find something. */
function textsFor({ name }: FieldRef): fc.Arbitrary<string> {
  if (name === 'session') return fc.constantFrom<string>(...SESSIONS, 'S-1', 's-')
  if (fieldDefinition(name).type === 'id' || name === 'session.device') return ids
  if (name === 'source') return fc.oneof(ids, queryableText)
  if (name === 'attr' || name.startsWith('session.')) return fc.oneof(queryableText, numberTexts)
  return queryableText
}

describe('SQL and memory', () => {
  test('select the same rows of one tenant for any query', async () => {
    let telling = 0
    await fc.assert(
      fc.asyncProperty(queryNode({ textsFor }), fc.constantFrom(...TENANTS), async (node, tenant) => {
        const expected = selectedInMemory(node, tenant)
        const found = { query: printQuery(node), rows: await selectedBySql(node, tenant) }
        expect(found).toEqual({ query: found.query, rows: expected })
        if (expected.length > 0 && expected.length < (SESSIONS.length * EVENTS_PER_SESSION) / 2) telling += 1
      }),
      { seed: SEED, numRuns: QUERIES },
    )
    // A property over queries that find nothing would prove nothing.
    expect(telling).toBeGreaterThan(QUERIES / 10)
  }, 120_000)

  test.each([
    'ticket',
    'École',
    'i',
    'ß',
    'ς',
    '掉线',
    '-掉线',
    '豈',
    'a1',
    '"%"',
    '_',
    '"\\\\"',
    '\\*',
    't*_*d',
    '%*',
    '*%',
    'name:*%',
    'name:*\\\\*',
    'attr.status:>=5',
    'attr.status:5',
    'attr.status:-3..500',
    '-attr.status:*',
    'attr.status:""',
    'attr.__proto__:*',
    'has:attr."x y"',
    'name:TICKET_*',
    'label:e*',
    'account:*',
    '-has:account',
    'staff:t',
    'session.browser:*',
    '-has:session.browser',
    'session.custom.status:>=0',
    'session.os:ticket',
    'id:c-1',
    'id:*c*',
    'source:é',
    'source:""',
    'number:"138 0013 8000"',
    'has:number -number:9999',
    'ts:2021-12-27T02:00:00Z',
    'ts:>2021-12-24 -level:>=warn',
    'received:<2021-12-27T02:00:00.5Z',
    'is:late,error (phase:begin OR is:import)',
    'payload:ticket',
    'has:payload',
  ])('%s', async (text) => {
    const parsed = parseQuery(text)
    if (!parsed.ok) throw new Error(parsed.error.message)
    for (const tenant of TENANTS) {
      expect(await selectedBySql(parsed.value, tenant)).toEqual(selectedInMemory(parsed.value, tenant))
    }
  })

  test.each([
    ['words', Array.from({ length: MAX_QUERY_TERMS }, (_, index) => `a${index % 7}`).join(' OR ')],
    ['patterns', Array.from({ length: MAX_QUERY_TERMS }, (_, index) => `-a*${index}*b*c`).join(' ')],
    ['fields', `-attr."x y":${Array.from({ length: MAX_QUERY_TERMS }, (_, index) => `a*${index}`).join()}`],
    ['sessions', Array.from({ length: MAX_QUERY_TERMS }, (_, index) => `session.os:a${index}`).join(' OR ')],
    ['depth', `${'-('.repeat(MAX_QUERY_DEPTH / 2)}a*b OR c${')'.repeat(MAX_QUERY_DEPTH / 2)}`],
  ])('agree at the limits of the language: %s', async (_, text) => {
    const parsed = parseQuery(text)
    if (!parsed.ok) throw new Error(parsed.error.message)
    expect(await selectedBySql(parsed.value, LEFT)).toEqual(selectedInMemory(parsed.value, LEFT))
  })

  test('never show another tenant or a later snapshot', async () => {
    for (const tenant of TENANTS) {
      const rows = await selectedBySql({ kind: 'all', start: 0, end: 0 }, tenant)
      expect(rows.length).toBeGreaterThan(EVENTS_PER_SESSION)
      expect(rows.length).toBeLessThan(SESSIONS.length * EVENTS_PER_SESSION)
      expect(rows.filter((row) => !row.startsWith(`${tenant} `))).toEqual([])
    }
  })
})
