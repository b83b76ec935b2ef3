import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestEngine } from '#testing/engine.ts'
import type { TestEngine } from '#testing/engine.ts'

let engine: TestEngine
beforeAll(async () => {
  engine = await startTestEngine()
})
afterAll(() => engine.stop())

test('stores what the writer writes and lets the reader read it, 64-bit integers as strings', async () => {
  const { writer, reader } = engine.clients
  await writer.command({ query: 'CREATE TABLE t (n UInt64) ENGINE = MergeTree ORDER BY n' })
  await writer.insert({ table: 't', values: [{ n: '18446744073709551615' }], format: 'JSONEachRow' })
  const rows = await reader.query({
    query: 'SELECT n FROM t WHERE n > {min:UInt64}',
    query_params: { min: '9007199254740993' },
    format: 'JSONEachRow',
  })
  expect(await rows.json()).toEqual([{ n: '18446744073709551615' }])
})
