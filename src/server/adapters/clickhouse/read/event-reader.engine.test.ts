import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CATEGORIES } from '#protocol/category.ts'
import { comparePositions, type StoredEvent } from '#protocol/event.ts'
import type { IngestPosition, Seq, SessionId, TenantId } from '#protocol/ids.ts'
import { LEVELS } from '#protocol/level.ts'
import { compileMatcher } from '#protocol/query-lang/matcher.ts'
import { parseQuery } from '#protocol/query-lang/parse.ts'
import type { Micros } from '#protocol/time.ts'
import { migrate } from '#server/adapters/clickhouse/migrate.ts'
import { ORDERS, type EventReader, type EventScope, type ReadControl } from '#server/query/event-reader.ts'
import { queryNode } from '#testing/arbitraries/query.ts'
import { aStoredEvent } from '#testing/builders/event.ts'
import { startTestEngine, type TestEngine } from '#testing/engine.ts'
import { insertEvents, type InsertedEvent } from '#testing/insert-events.ts'
import { createClickHouseEventReader } from './clickhouse-event-reader.ts'

const LOCAL = 'local' as TenantId
const OTHER = 'other' as TenantId
const START = 1_764_000_000_000_000
const MINUTE = 60_000_000
const BLOCKS = 40

/** mulberry32: the same events in every run. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const random = randomFrom(7)
const below = (count: number) => Math.floor(random() * count)
const pick = <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value

function someEvent(tenant: TenantId, session: string, seq: number, ts: number): InsertedEvent {
  const event = aStoredEvent({
    tenant,
    session,
    seq,
    ts,
    time: ts - 5_000,
    received: ts + 200_000,
    ingest: 1 + below(BLOCKS),
    kind: session.startsWith('sample') ? 'sample' : session.startsWith('import') ? 'import' : 'live',
    category: pick(CATEGORIES),
    level: pick(LEVELS),
    name: pick(['HTTP_REQUEST', 'CALL_STATE', 'CONSOLE']),
    message: pick(['坐席掉线', 'ticket expired', 'École', 'ok']),
    attrs: { status: String(200 + below(5) * 100) },
    ...(below(3) === 0 ? { callid: `call-${below(5)}` } : {}),
    ...(below(2) === 0 ? { source: { id: `s${below(50)}`, type: 'REQUEST', name: '/api' } } : {}),
  })
  return { event }
}

/** Spread over three days, with a crowd in one bucket, many of them in the same microsecond, and some before 1970. */
function someEvents(): readonly InsertedEvent[] {
  const events: InsertedEvent[] = []
  for (const session of ['s-1', 's-2', 'S_3', 'import-1', 'sample-1']) {
    let ts = START + below(1_000) * MINUTE
    for (let seq = 1; seq <= 700; seq += 1) {
      ts += below(4) === 0 ? 0 : below(5 * MINUTE)
      if (below(20) > 0) events.push(someEvent(LOCAL, session, seq, ts))
    }
  }
  for (let seq = 1; seq <= 14_000; seq += 1) {
    const ts = START + 100 * MINUTE + (seq > 9_000 ? 777 : below(2 * MINUTE))
    events.push(someEvent(LOCAL, 'crowd', seq, ts))
  }
  for (let seq = 1; seq <= 50; seq += 1)
    events.push(someEvent(LOCAL, 'old', seq, -200_000_000 + seq * 15_000_000))
  // The same identities at the same times, of another tenant.
  for (const { event } of events.slice(0, 900)) {
    events.push({ event: { ...event, tenant: OTHER, message: 'of the other', attrs: { secret: 'x' } } })
  }
  return events
}

let engine: TestEngine
let reader: EventReader
const inserted = someEvents()
const all = inserted.map(({ event }) => event).sort(comparePositions)

function expected(scope: EventScope): readonly StoredEvent[] {
  const matches = compileMatcher(scope.filter, () => [])
  return all.filter(
    (event) =>
      event.tenant === scope.tenant &&
      event.ingest <= scope.asOf &&
      (scope.sample || event.kind !== 'sample') &&
      (scope.from === undefined || event.ts >= scope.from) &&
      (scope.to === undefined || event.ts < scope.to) &&
      matches({ event, payload: '', ids: [], numbers: [] } as unknown as Parameters<typeof matches>[0]),
  )
}

let asked = 0
const control = (): ReadControl => ({
  queryId: `test:${(asked += 1)}`,
  signal: new AbortController().signal,
  seconds: 10,
})

function scopeOf(text: string, more: Partial<EventScope> = {}): EventScope {
  const parsed = parseQuery(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return { tenant: LOCAL, asOf: BLOCKS as IngestPosition, filter: parsed.value, sample: false, ...more }
}

const SCOPES: readonly (readonly [string, EventScope])[] = [
  ['everything', scopeOf('')],
  ['everything with the sample', scopeOf('', { sample: true })],
  ['an older snapshot', scopeOf('', { asOf: 11 as IngestPosition })],
  ['nothing committed yet', scopeOf('', { asOf: 0 as IngestPosition })],
  ['the other tenant', scopeOf('', { tenant: OTHER })],
  ['a tenant without events', scopeOf('', { tenant: 'nobody' as TenantId })],
  [
    'a range that cuts buckets',
    scopeOf('', {
      from: (START + 101 * MINUTE + 12_345) as Micros,
      to: (START + 900 * MINUTE + 1) as Micros,
    }),
  ],
  [
    'a range of one microsecond',
    scopeOf('', { from: (START + 100 * MINUTE + 777) as Micros, to: (START + 100 * MINUTE + 778) as Micros }),
  ],
  ['a range before everything', scopeOf('', { to: -10_000_000_000 as Micros })],
  ['a range from before 1970', scopeOf('', { to: 120_000_000 as Micros })],
  ['a filter', scopeOf('level:>=warn attr.status:>=400')],
  ['a filter at an older snapshot', scopeOf('掉线', { asOf: 20 as IngestPosition })],
  ['a session', scopeOf('session:s-2')],
  ['a call', scopeOf('callid:call-3')],
  ['no call', scopeOf('callid:""')],
  ['a session that is not there', scopeOf('session:nowhere')],
  ['the sample session', scopeOf('session:sample-1', { sample: true })],
  ['nothing that matches', scopeOf('message:"never said"')],
]

beforeAll(async () => {
  engine = await startTestEngine()
  await migrate(engine.clients.writer)
  await insertEvents(engine.clients, inserted)
  reader = createClickHouseEventReader({ clients: engine.clients, numberKeysOf: () => [] })
})

afterAll(() => engine?.stop())

const keyOf = ({ session, seq }: { readonly session: string; readonly seq: number }) => `${session}/${seq}`

describe.each(SCOPES)('%s', (_, scope) => {
  const wanted = expected(scope)

  test('counts', async () => {
    expect(await reader.count(scope, control())).toEqual({ count: wanted.length })
  })

  test.each(ORDERS)('gives rows by position, %s', async (order) => {
    const inOrder = order === 'asc' ? wanted : wanted.toReversed()
    const places = [
      0,
      1,
      below(wanted.length + 1),
      below(wanted.length + 1),
      wanted.length - 7,
      wanted.length,
      wanted.length + 5,
    ]
    for (const position of places.filter((place) => place >= 0)) {
      const rows = await reader.rowsAt(scope, { order, position, limit: 23 }, control())
      expect(rows.events).toEqual(inOrder.slice(position, position + 23))
      expect(rows.complete).toBe(position + 23 >= wanted.length)
    }
  })

  test.each(ORDERS)('walks by cursor both ways, %s', async (order) => {
    const inOrder = order === 'asc' ? wanted : wanted.toReversed()
    const limit = 2_000
    const walked: StoredEvent[] = []
    let cursor: StoredEvent | undefined
    for (;;) {
      const from = cursor ? { cursor } : {}
      const rows = await reader.rowsNear(scope, { order, direction: 'after', limit, ...from }, control())
      walked.push(...rows.events)
      cursor = rows.events.at(-1)
      if (rows.complete || cursor === undefined) break
    }
    expect(walked.length).toBe(inOrder.length)
    expect(walked).toEqual(inOrder)
    const middle = inOrder[Math.floor(inOrder.length / 2)]
    if (middle === undefined) return
    const before = await reader.rowsNear(
      scope,
      { order, direction: 'before', limit: 9, cursor: middle },
      control(),
    )
    const at = Math.floor(inOrder.length / 2)
    expect(before.events).toEqual(inOrder.slice(Math.max(0, at - 9), at))
    const last = await reader.rowsNear(scope, { order, direction: 'before', limit: 9 }, control())
    expect(last.events).toEqual(inOrder.slice(-9))
  })

  test('finds the position of an event and back', async () => {
    for (let round = 0; round < 5 && wanted.length > 0; round += 1) {
      const index = below(wanted.length)
      const event = wanted[index] as StoredEvent
      const up = await reader.positionOf(scope, event, 'asc', control())
      expect(up).toEqual({ position: index, exact: true, count: wanted.length })
      const down = await reader.positionOf(scope, event, 'desc', control())
      expect(down).toEqual({ position: wanted.length - 1 - index, exact: true, count: wanted.length })
    }
  })

  test('finds the next where the event itself does not match', async () => {
    const outsider = all.find((event) => event.tenant === scope.tenant && !wanted.includes(event))
    if (outsider === undefined) return
    const next = wanted.findIndex((event) => comparePositions(event, outsider) > 0)
    const up = await reader.positionOf(scope, outsider, 'asc', control())
    expect(up).toEqual({ position: next < 0 ? wanted.length : next, exact: false, count: wanted.length })
    const down = await reader.positionOf(scope, outsider, 'desc', control())
    expect(down.position).toBe(wanted.length - up.position)
  })

  test('histogram and facets add up to the count', async () => {
    const drawn = await reader.histogram(scope, 60, control())
    expect(drawn.bins.length).toBeLessThanOrEqual(60)
    for (const bin of drawn.bins) {
      const inside = wanted.filter((event) => event.ts >= bin.from && event.ts < bin.from + drawn.width)
      for (const level of LEVELS)
        expect(bin.counts[level]).toBe(inside.filter((it) => it.level === level).length)
    }
    const sum = drawn.bins.flatMap((bin) => Object.values(bin.counts)).reduce((a, b) => a + b, 0)
    expect(sum).toBe(wanted.length)

    const { count, facets } = await reader.facets(scope, 3, control())
    expect(count).toBe(wanted.length)
    for (const facet of facets) {
      const listed = facet.values.reduce((total, value) => total + value.count, 0)
      expect([facet.name, listed + facet.others]).toEqual([facet.name, wanted.length])
      expect(facet.values.length).toBeLessThanOrEqual(3)
    }
    const categories = facets.find(({ name }) => name === 'category')
    for (const { value, count } of categories?.values ?? []) {
      expect(count).toBe(wanted.filter((event) => event.category === value).length)
    }
    expect(categories?.distinct).toBe(new Set(wanted.map((event) => event.category)).size)
  })
})

test.each(ORDERS)('rows deep inside a crowded bucket are found, %s', async (order) => {
  const scope = scopeOf('')
  const wanted = order === 'asc' ? expected(scope) : expected(scope).toReversed()
  const crowd = wanted.findIndex(({ session }) => session === 'crowd')
  for (const depth of [9_990, 10_001, 10_002, 12_345, 13_900]) {
    const position = crowd + depth
    const { events } = await reader.rowsAt(scope, { order, position, limit: 200 }, control())
    expect(events.map(keyOf)).toEqual(wanted.slice(position, position + 200).map(keyOf))
    const located = await reader.positionOf(scope, events[7] as StoredEvent, order, control())
    expect(located.position).toBe(position + 7)
  }
})

describe('one event', () => {
  test('comes with its payload as it was sent', async () => {
    const payload = '{"id": 9007199254740993, "__proto__": 1, "nul": "\u0000", "bidi": "\u202e", "n": 1.0}'
    const event = aStoredEvent({
      session: 'whole',
      seq: 5,
      ts: START,
      ingest: BLOCKS,
      payloadBytes: Buffer.byteLength(payload),
    })
    await insertEvents(engine.clients, [{ event, payload }])
    reader.forget()
    const found = await reader.event(LOCAL, { session: 'whole' as SessionId, seq: 5 as Seq }, control())
    expect(found).toEqual({ event, payload })
    expect(
      await reader.event(LOCAL, { session: 'whole' as SessionId, seq: 6 as Seq }, control()),
    ).toBeUndefined()
    expect(
      await reader.event(OTHER, { session: 'whole' as SessionId, seq: 5 as Seq }, control()),
    ).toBeUndefined()
  })

  test('has the neighbours of its session around it', async () => {
    const session = all.filter((event) => event.session === 's-2' && event.tenant === LOCAL)
    const at = session[100] as StoredEvent
    const scope = { tenant: LOCAL, asOf: BLOCKS as IngestPosition }
    const found = await reader.context(scope, at, { before: 10, after: 3 }, control())
    expect(found?.before.map(keyOf)).toEqual(session.slice(90, 100).map(keyOf))
    expect(found?.event).toEqual(at)
    expect(found?.after.map(keyOf)).toEqual(session.slice(101, 104).map(keyOf))
    const first = await reader.context(scope, session[0] as StoredEvent, { before: 10, after: 0 }, control())
    expect([first?.before, first?.after]).toEqual([[], []])
  })
})

test('whatever is asked: count, cursor and position agree, and no other tenant shows', async () => {
  await fc.assert(
    fc.asyncProperty(
      queryNode(),
      fc.constantFrom(LOCAL, OTHER),
      fc.integer({ min: 0, max: BLOCKS }),
      fc.constantFrom(...ORDERS),
      async (filter, tenant, asOf, order) => {
        const scope: EventScope = { tenant, asOf: asOf as IngestPosition, filter, sample: true }
        const near = await reader.rowsNear(scope, { order, direction: 'after', limit: 40 }, control())
        const { count } = await reader.count(scope, control())
        const at = await reader.rowsAt(scope, { order, position: 0, limit: 40 }, control())
        expect(at.events).toEqual(near.events)
        expect([at.complete, near.complete]).toEqual([count <= 40, count <= 40])
        expect(near.events.length).toBe(Math.min(40, count))
        expect(near.events.every((event) => event.tenant === tenant && event.ingest <= asOf)).toBe(true)
      },
    ),
    { numRuns: 60 },
  )
})
