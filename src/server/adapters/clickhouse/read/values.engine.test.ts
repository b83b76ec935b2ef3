import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StoredEvent } from '#protocol/event.ts'
import type { IngestPosition, TenantId } from '#protocol/ids.ts'
import { parseQuery } from '#protocol/query-lang/parse.ts'
import type { Micros } from '#protocol/time.ts'
import { migrate } from '#server/adapters/clickhouse/migrate.ts'
import type { EventScope } from '#server/query/event-reader.ts'
import type { ValueReader, ValueSource } from '#server/query/value-reader.ts'
import { aStoredEvent } from '#testing/builders/event.ts'
import { startTestEngine, type TestEngine } from '#testing/engine.ts'
import { insertEvents } from '#testing/insert-events.ts'
import { createReadContext } from './clickhouse-event-reader.ts'
import { createClickHouseValueReader } from './values.ts'

const LOCAL = 'local' as TenantId
const START = 1_764_000_000_000_000
const HOSTILE = [
  `'; DROP TABLE events; --`,
  '%',
  '_',
  '\\',
  '{value_limit:UInt64}',
  '坐席 掉线',
  'É',
  '\0x',
  '\u202e',
]

const events: readonly StoredEvent[] = Array.from({ length: 120 }, (_, index) =>
  aStoredEvent({
    session: index % 2 === 0 ? 's-even' : 's-odd',
    seq: index + 1,
    ts: START + index * 1_000_000,
    ingest: 1 + (index % 3),
    name: index % 4 === 0 ? 'CALL_STATE' : 'HTTP_REQUEST',
    level: index % 10 === 0 ? 'error' : 'info',
    attrs: { status: String(200 + (index % 5) * 100), text: HOSTILE[index % HOSTILE.length] ?? '' },
  }),
)
const ofOther = aStoredEvent({
  tenant: 'other',
  session: 's-x',
  seq: 1,
  ts: START,
  ingest: 1,
  attrs: { secret: 'x', status: 'theirs' },
})

let engine: TestEngine
let reader: ValueReader

beforeAll(async () => {
  engine = await startTestEngine()
  await migrate(engine.clients.writer)
  await insertEvents(
    engine.clients,
    [...events, ofOther].map((event) => ({ event })),
  )
  reader = createClickHouseValueReader(createReadContext({ clients: engine.clients, numberKeysOf: () => [] }))
})

afterAll(() => engine?.stop())

function scope(text = '', more: Partial<EventScope> = {}): EventScope {
  const parsed = parseQuery(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return { tenant: LOCAL, asOf: 3 as IngestPosition, filter: parsed.value, sample: true, ...more }
}

let asked = 0
const ask = (source: ValueSource, contains = '', limit = 20, about = scope()) =>
  reader.values(
    about,
    { source, contains, limit },
    { queryId: `test:values-${(asked += 1)}`, signal: new AbortController().signal, seconds: 10 },
  )

/** As the answer should be: most frequent first, equal ones by value. */
function counted(texts: readonly string[]) {
  const counts = new Map<string, number>()
  for (const text of texts) if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || Buffer.compare(Buffer.from(a.value), Buffer.from(b.value)) || 0)
}

const status = (event: StoredEvent) => event.attrs['status'] ?? ''

describe('values', () => {
  test('of a column, an attribute, the level and the keys', async () => {
    expect((await ask({ of: 'event', field: 'name' })).values).toEqual(
      counted(events.map(({ name }) => name)),
    )
    expect((await ask({ of: 'event', field: 'level' })).values).toEqual(
      counted(events.map(({ level }) => level)),
    )
    expect((await ask({ of: 'attribute', key: 'status' })).values).toEqual(counted(events.map(status)))
    expect((await ask({ of: 'attribute-keys' })).values).toEqual(
      counted(events.flatMap(({ attrs }) => Object.keys(attrs))),
    )
  })

  test('only what contains a text, in any case, with how many there are', async () => {
    expect(await ask({ of: 'event', field: 'name' }, 'call_')).toEqual({
      values: [{ value: 'CALL_STATE', count: 30 }],
      distinct: 1,
    })
    expect(await ask({ of: 'attribute', key: 'status' }, '', 2)).toMatchObject({
      values: counted(events.map(status)).slice(0, 2),
      distinct: 5,
    })
  })

  test('at the snapshot, in the range, of what the query selects, of one tenant', async () => {
    const about = scope('level:error', {
      asOf: 1 as IngestPosition,
      from: (START + 10_000_000) as Micros,
      to: (START + 60_000_000) as Micros,
    })
    const wanted = events.filter(
      ({ level, ingest, ts }) =>
        level === 'error' && ingest <= 1 && ts >= START + 10_000_000 && ts < START + 60_000_000,
    )
    expect((await ask({ of: 'attribute', key: 'status' }, '', 20, about)).values).toEqual(
      counted(wanted.map(status)),
    )
  })

  test.each(HOSTILE)('hostile text %j is a text like any other', async (text) => {
    const all = events.map(({ attrs }) => attrs['text'] ?? '')
    const { values } = await ask({ of: 'attribute', key: 'text' }, text)
    expect(values).toEqual(counted(all.filter((it) => it.includes(text))))
    expect(await ask({ of: 'attribute', key: text })).toEqual({ values: [], distinct: 0 })
    expect(await ask({ of: 'session', key: text })).toEqual({ values: [], distinct: 0 })
  })

  test.each<ValueSource>([
    { of: 'identity', field: 'account' },
    { of: 'identity', field: 'staff' },
    { of: 'session', key: 'browser' },
    { of: 'session-custom-keys' },
  ])('of sessions nobody described there are none: %j', async (source) => {
    expect(await ask(source)).toEqual({ values: [], distinct: 0 })
  })
})
