import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { aBatch, aPreparedEvent, TEST_TIME } from '#testing/builders/event.ts'
import { fakeClock } from '#testing/clock.ts'
import { derivedDifferences } from '#testing/derived-differences.ts'
import { startTestEngine } from '#testing/engine.ts'
import type { TestEngine } from '#testing/engine.ts'
import type { EventStore } from '../../ports.ts'
import { createTable } from './ddl.ts'
import { DERIVED_TABLES, NUMBER_DAYS } from './derived-tables.ts'
import { DirtyPartitions } from './dirty-partitions.ts'
import { openEventStore } from './event-store.ts'
import type { EventStoreOptions } from './event-store.ts'
import { lastWriter } from './writer-lease.ts'

let engine: TestEngine
let directory: string

beforeAll(async () => {
  engine = await startTestEngine()
  directory = mkdtempSync(join(tmpdir(), 'clueline-recovery-'))
})
afterAll(async () => {
  await engine.stop()
  rmSync(directory, { recursive: true, force: true })
})

async function open(more: Partial<EventStoreOptions> = {}): Promise<EventStore> {
  const opened = await openEventStore({
    clients: engine.clients,
    engine: engine.engine,
    dataDirectory: directory,
    clock: fakeClock(TEST_TIME),
    ...more,
  })
  if (!opened.ok) throw new Error(opened.error.message)
  return opened.value
}

const someEvents = (session: string) =>
  aBatch({
    session,
    received: TEST_TIME + 5_000_000,
    events: [1, 2, 3].map((seq) => aPreparedEvent({ seq, callid: `c-${session}`, numbers: ['n'] })),
  })

async function breakDerived(): Promise<void> {
  for (const { name } of DERIVED_TABLES)
    await engine.clients.writer.command({ query: `TRUNCATE TABLE ${name}` })
  expect(Object.keys(await derivedDifferences(engine.clients.reader))).toHaveLength(3)
}

describe('after an unclean stop', () => {
  test('of the server: what the marker names is rebuilt before anybody may read', async () => {
    const store = await open()
    expect(await store.write(someEvents('a'))).toMatchObject({ ok: true })
    await store.close()
    // As a server that was killed leaves it: the partition is named, the derived rows are not there.
    const killed = new DirtyPartitions(directory)
    killed.read((await lastWriter(engine.clients.writer))?.owner)
    killed.touch([{ kind: 'live', day: 20211227 }])
    await breakDerived()
    const next = await open()
    expect(await derivedDifferences(engine.clients.reader)).toEqual({})
    expect(await next.write(someEvents('a'))).toMatchObject({ ok: true, value: { stored: 0, duplicates: 3 } })
    await next.close()
  })

  test('with no marker at all, every partition is rebuilt', async () => {
    rmSync(join(directory, 'dirty-partitions.json'))
    await breakDerived()
    const store = await open()
    expect(await derivedDifferences(engine.clients.reader)).toEqual({})
    await store.close()
  })

  test('of the engine: not ready until what was touched lately is rebuilt, without any write', async () => {
    const store = await open()
    expect(await store.write(someEvents('b'))).toMatchObject({ ok: true })
    await breakDerived()
    engine.kill()
    await vi.waitFor(() => expect(store.isReady()).toBe(false))
    await vi.waitFor(() => expect(store.isReady()).toBe(true), { timeout: 20_000, interval: 20 })
    expect(await derivedDifferences(engine.clients.reader)).toEqual({})
    await store.close()
  })
})

describe('when nothing can be stored', () => {
  test('a refusal (disk nearly full) is the answer, and nothing is written', async () => {
    const reason = 'The disk is nearly full.'
    const refusals = [reason]
    const store = await open({ refusal: () => Promise.resolve(refusals.pop()) })
    expect(await store.write(someEvents('d'))).toMatchObject({
      ok: false,
      error: { code: 'unavailable', reason },
    })
    expect(await store.write(someEvents('d'))).toMatchObject({ ok: true, value: { stored: 3 } })
    expect(store.delivery.counters()).toMatchObject({ received: 3, stored: 3, pending: 0 })
    await store.close()
    expect(await store.write(someEvents('d'))).toMatchObject({ ok: false, error: { code: 'unavailable' } })
  })

  test('a store that is away rejects nobody for good: the same batch is stored once it is back', async () => {
    const store = await open()
    engine.kill()
    const outcome = await store.write(someEvents('e'))
    expect(outcome).toMatchObject({ ok: true, value: { stored: 3 } })
    expect(await derivedDifferences(engine.clients.reader)).toEqual({})
    await store.close()
  })

  test('one refused batch does not hold back the others of its group', async () => {
    const errors: string[] = []
    const store = await open({ onError: (_, what) => errors.push(what) })
    // Not a number: the kind of bug that no retry mends.
    const poisoned = aBatch({ session: 'p', events: [aPreparedEvent({ seq: 1, mono: Number.NaN })] })
    const [bad, good] = await Promise.all([store.write(poisoned), store.write(someEvents('f'))])
    expect(bad).toMatchObject({ ok: false, error: { code: 'unavailable' } })
    expect(good).toMatchObject({ ok: true, value: { stored: 3 } })
    expect(errors).not.toEqual([])
    expect(store.delivery.counters()).toMatchObject({ received: 3, stored: 3, pending: 0 })
    await store.close()
  })

  test('an error nobody foresaw answers everybody, and the writer resumes by itself', async () => {
    const errors: string[] = []
    const store = await open({ onError: (_, what) => errors.push(what) })
    const { writer } = engine.clients
    await writer.command({ query: 'DROP TABLE number_days SYNC' })
    expect(await store.write(someEvents('g'))).toMatchObject({ ok: false, error: { code: 'unavailable' } })
    await vi.waitFor(() => expect(errors).toContain('the writer stopped'))
    expect(store.isReady()).toBe(false)
    expect(await store.write(someEvents('g'))).toMatchObject({ ok: false, error: { code: 'unavailable' } })
    for (const query of createTable(NUMBER_DAYS, { type: 'single' })) await writer.command({ query })
    await vi.waitFor(() => expect(store.isReady()).toBe(true), { timeout: 20_000, interval: 50 })
    expect(await store.write(someEvents('g'))).toMatchObject({ ok: true })
    expect(await derivedDifferences(engine.clients.reader)).toEqual({})
    await store.close()
  })
})
