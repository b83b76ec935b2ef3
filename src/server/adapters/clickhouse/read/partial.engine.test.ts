import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StoredEvent } from '#protocol/event.ts'
import type { IngestPosition, TenantId } from '#protocol/ids.ts'
import { parseQuery } from '#protocol/query-lang/parse.ts'
import { migrate } from '#server/adapters/clickhouse/migrate.ts'
import type { EventScope } from '#server/query/event-reader.ts'
import { aStoredEvent } from '#testing/builders/event.ts'
import { startTestEngine, type TestEngine } from '#testing/engine.ts'
import { insertEvents } from '#testing/insert-events.ts'
import { createCountIndex } from './count-index.ts'
import { histogram } from './histogram.ts'
import { committedSince } from './committed-since.ts'
import { createCountCache, type ReadContext } from './read-context.ts'
import { rowsAt, rowsNear } from './rows.ts'
import { countScope, scopeCounts } from './scope-counts.ts'
import { createStatements, OutOfTime, startBudget, type Budget } from './statements.ts'

const TENANT = 'local' as TenantId
const START = 1_764_000_000_000_000
const COUNT = 4_000
/** One a second: 300 in a bucket. */
const events = Array.from({ length: COUNT }, (_, index) =>
  aStoredEvent({ session: 's-1', seq: index + 1, ts: START + index * 1_000_000, ingest: 1 }),
)

let engine: TestEngine
let context: ReadContext

beforeAll(async () => {
  engine = await startTestEngine()
  await migrate(engine.clients.writer)
  await insertEvents(
    engine.clients,
    events.map((event) => ({ event })),
  )
  const statements = createStatements(engine.clients)
  context = {
    statements,
    // A filter that every event meets, and that takes a millisecond an event.
    compile: () => ({ text: 'sleepEachRow(0.001) = 0', params: {} }),
    numberKeysOf: () => [],
    scanRows: 600,
    index: createCountIndex(statements),
    counted: createCountCache(),
  }
})

afterAll(() => engine?.stop())

function scope(text = 'slow'): EventScope {
  const parsed = parseQuery(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return { tenant: TENANT, asOf: 1 as IngestPosition, filter: parsed.value, sample: false }
}

const budget = (seconds: number): Budget =>
  startBudget({ queryId: 'test:partial', signal: new AbortController().signal, seconds })

/** What lies at or after the place that a scan says it has reached. */
const newerThan = (ts: number) => events.filter((event) => event.ts >= ts).length

test('a count that runs out of time says how far it got, and that much is exact', async () => {
  const { count, shortfall } = await countScope(context, scope(), budget(2))
  expect(shortfall?.reason).toBe('time')
  expect(count).toBe(newerThan(shortfall?.scannedTo ?? 0))
  expect(count).toBeGreaterThan(0)
  expect(count).toBeLessThan(COUNT)
})

test('so does a histogram', async () => {
  const { bins, shortfall } = await histogram(context, scope(), 50, budget(2))
  const sum = bins.flatMap(({ counts }) => Object.values(counts)).reduce((a, b) => a + b, 0)
  expect(sum).toBe(newerThan(shortfall?.scannedTo ?? 0))
  expect(sum).toBeGreaterThan(0)
})

test('what could not be counted whole is not remembered', async () => {
  await expect(scopeCounts(context, scope(), budget(1))).rejects.toThrow(OutOfTime)
  expect(
    (await countScope({ ...context, compile: () => ({ text: '1', params: {} }) }, scope(), budget(5))).count,
  ).toBe(COUNT)
})

test('rows that are not found in time are told as not found yet', async () => {
  const never: ReadContext = {
    ...context,
    compile: () => ({ text: 'sleepEachRow(0.001) = 1', params: {} }),
    counted: createCountCache(),
  }
  const { events, complete, shortfall } = await rowsNear(
    never,
    scope(),
    { order: 'desc', direction: 'after', limit: 10 },
    budget(1),
  )
  expect([events, complete, shortfall?.reason]).toEqual([[], false, 'time'])
})

test('rows too large for one answer come in several', async () => {
  const large = Array.from({ length: 30 }, (_, index) =>
    aStoredEvent({
      session: 'large',
      seq: index + 1,
      ts: START - 1_000_000_000 + index,
      ingest: 2,
      message: `${index} `.padEnd(3_000_000, 'x'),
    }),
  )
  await insertEvents(
    engine.clients,
    large.map((event) => ({ event })),
  )
  const all: ReadContext = {
    ...context,
    compile: () => ({ text: "session = 'large'", params: {} }),
    counted: createCountCache(),
  }
  const later = { ...scope(), asOf: 2 as IngestPosition }
  const wanted = { order: 'asc', limit: 30 } as const
  const at = await rowsAt(all, later, { ...wanted, position: 0 }, budget(10))
  expect(at.events.length).toBeLessThan(30)
  expect(at.complete).toBe(false)
  expect(at.events).toEqual(large.slice(0, at.events.length))
  const mirrored = await rowsAt(all, later, { ...wanted, order: 'desc', position: 0 }, budget(10))
  expect(mirrored.events).toEqual(large.slice(-mirrored.events.length).toReversed())
  const tail = await committedSince(all, later, 1 as IngestPosition, 30, budget(10))
  expect(tail.events.length).toBeGreaterThan(0)
  expect(tail.events).toEqual(large.slice(-tail.events.length))
  expect(tail.skipped).toBe(large.length - tail.events.length)
  const seen: number[] = []
  for (let cursor = undefined as StoredEvent | undefined, complete = false; !complete;) {
    const rows = await rowsNear(
      all,
      later,
      { ...wanted, direction: 'after', ...(cursor ? { cursor } : {}) },
      budget(10),
    )
    seen.push(...rows.events.map(({ seq }) => seq))
    cursor = rows.events.at(-1)
    complete = rows.complete
  }
  expect(seen).toEqual(large.map(({ seq }) => seq))
})
