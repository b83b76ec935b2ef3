import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aBatch, aPreparedEvent, TEST_TIME } from '#testing/builders/event.ts'
import { fakeClock } from '#testing/clock.ts'
import type { Micros } from '#protocol/time.ts'
import { derivedDifferences } from '#testing/derived-differences.ts'
import { startTestEngine } from '#testing/engine.ts'
import type { TestEngine } from '#testing/engine.ts'
import { faultyClients } from '#testing/faulty-clients.ts'
import type { Fault } from '#testing/faulty-clients.ts'
import { openEventStore } from './event-store.ts'
import type { OpenedEventStore } from './event-store.ts'

let engine: TestEngine
let root: string

beforeAll(async () => {
  engine = await startTestEngine()
  root = mkdtempSync(join(tmpdir(), 'clueline-lease-'))
})
afterAll(async () => {
  await engine.stop()
  rmSync(root, { recursive: true, force: true })
})
beforeEach(async () => {
  if (
    (await rows("SELECT 1 FROM system.tables WHERE database = currentDatabase() AND name = 'events'")).length
  )
    for (const table of ['events', 'session_days', 'session_records', 'writers'])
      await engine.clients.writer.command({ query: `TRUNCATE TABLE ${table}` })
})

/** A server on a machine of its own: an external store is shared. */
async function server(machine: string, fault: Fault = () => undefined): Promise<OpenedEventStore> {
  const opened = await openEventStore({
    clients: faultyClients(engine.clients, fault),
    engine: engine.engine,
    dataDirectory: join(root, machine),
    clock: fakeClock(TEST_TIME),
    isShared: true,
  })
  if (!opened.ok) throw new Error(opened.error.message)
  return opened.value
}

const batch = (session: string, seqs: readonly number[]) =>
  aBatch({ session, events: seqs.map((seq) => aPreparedEvent({ seq })) })

async function rows(query: string): Promise<readonly unknown[]> {
  return (await engine.clients.reader.query({ query, format: 'JSONEachRow' })).json()
}
const doubled = () => rows('SELECT session, seq, count() AS n FROM events GROUP BY ALL HAVING n > 1')

describe('a second server on the same store', () => {
  test('is the one that writes; the first one stops for good and says why', async () => {
    const first = await server('a')
    expect(await first.write(batch('two', [1]))).toMatchObject({ ok: true, value: { stored: 1 } })
    const second = await server('b')
    expect(await second.write(batch('two', [1, 2]))).toMatchObject({ ok: true, value: { stored: 1 } })
    const reason = expect.stringContaining('Another Clueline server has taken over') as unknown
    for (let time = 0; time < 2; time++)
      expect(await first.write(batch('two', [2]))).toMatchObject({
        ok: false,
        error: { code: 'unavailable', reason },
      })
    expect(first.isReady()).toBe(false)
    expect(first.endedBecause()).toEqual(reason)
    await expect(first.dropReceivedBefore(TEST_TIME as Micros)).rejects.toThrow('taken over')
    expect(await second.write(batch('two', [3]))).toMatchObject({ ok: true, value: { stored: 1 } })
    await first.close()
    await second.close()
    expect(await doubled()).toEqual([])
    expect(await derivedDifferences(engine.clients.reader)).toEqual({})
  })

  test('that is too old for the data leaves the first one alone', async () => {
    const first = await server('a')
    const { writer } = engine.clients
    await writer.command({ query: "INSERT INTO migrations SELECT 1000, 'future', now64(3)" })
    await expect(server('b')).rejects.toThrow('newer version')
    await writer.command({ query: 'ALTER TABLE migrations DELETE WHERE number = 1000' })
    expect(await first.write(batch('left', [1]))).toMatchObject({ ok: true, value: { stored: 1 } })
    await first.close()
  })

  test('counts what the first one still sends while it takes over', async () => {
    let held = 0
    const first = await server('a', async ({ method }) => {
      if (method !== 'exec') return
      held++
      await sleep(500)
    })
    const writing = first.write(batch('late', [1, 2]))
    await expect.poll(() => held).toBe(1)
    const second = await server('b')
    await writing
    await second.write(batch('late', [1, 2]))
    await first.close()
    await second.close()
    expect(await doubled()).toEqual([])
    expect(await rows('SELECT count() AS n FROM events')).toEqual([{ n: '2' }])
  })

  test('with an old clean marker rebuilds what the other one left half done', async () => {
    await (await server('b')).close()
    const first = await server('a')
    await first.write(batch('stale', [1]))
    // As a kill in the middle of the views leaves it.
    await engine.clients.writer.command({ query: 'TRUNCATE TABLE session_days' })
    const second = await server('b')
    expect(await derivedDifferences(engine.clients.reader)).toEqual({})
    expect(await second.write(batch('stale', [1]))).toMatchObject({ value: { stored: 0, duplicates: 1 } })
    await first.close()
    await second.close()
  })
})
