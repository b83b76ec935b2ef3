import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBatch, aPreparedEvent, TEST_TIME } from '#testing/builders/event.ts'
import { fakeClock } from '#testing/clock.ts'
import { derivedDifferences } from '#testing/derived-differences.ts'
import { startTestEngine } from '#testing/engine.ts'
import type { TestEngine } from '#testing/engine.ts'
import { faultyClients } from '#testing/faulty-clients.ts'
import type { Fault } from '#testing/faulty-clients.ts'
import type { EventStore } from '../../ports.ts'
import { openEventStore } from './event-store.ts'

let engine: TestEngine
let directory: string
let fault: Fault | undefined

beforeAll(async () => {
  engine = await startTestEngine()
  directory = mkdtempSync(join(tmpdir(), 'clueline-unknown-'))
})
afterAll(async () => {
  await engine.stop()
  rmSync(directory, { recursive: true, force: true })
})

async function open(): Promise<EventStore> {
  const opened = await openEventStore({
    clients: faultyClients(engine.clients, (statement) => fault?.(statement)),
    engine: engine.engine,
    dataDirectory: directory,
    clock: fakeClock(TEST_TIME),
  })
  if (!opened.ok) throw new Error(opened.error.message)
  return opened.value
}

const gatewayTimeout = () => new Error('<html><h1>504 Gateway Time-out</h1></html>')

test('an insert that a proxy gave up is stored once, though it goes on and the client sends again', async () => {
  const store = await open()
  let late: Promise<unknown> | undefined
  fault = ({ method, send }) => {
    if (method !== 'exec') return
    fault = undefined
    late = sleep(300).then(send)
    throw gatewayTimeout()
  }
  const batch = aBatch({ session: 'lb', events: [aPreparedEvent({ seq: 1 })] })
  expect(await store.write(batch)).toMatchObject({ ok: true, value: { stored: 1 } })
  await late
  expect(await store.write(batch)).toMatchObject({ ok: true, value: { stored: 0, duplicates: 1 } })
  const answer = await engine.clients.reader.query({
    query: "SELECT count() AS rows FROM events WHERE session = 'lb'",
    format: 'JSONEachRow',
  })
  expect(await answer.json()).toEqual([{ rows: '1' }])
  await store.close()
  expect(await derivedDifferences(engine.clients.reader)).toEqual({})
})
