import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { startTestEngine } from '#testing/engine.ts'
import type { TestEngine } from '#testing/engine.ts'
import { openEngine } from '../engine/open-engine.ts'
import type { EngineStatus } from '../engine/engine-status.ts'
import { createStoreClients } from './client.ts'
import type { StoreConnection } from './connection.ts'
import { connectExternalStore } from './external-store.ts'
import { writeQueryId } from './running-writes.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function engineByUrl(firstDelayMs = 100): Promise<{ engine: TestEngine; connection: StoreConnection }> {
  const engine = await startTestEngine({ admitWithoutSecret: true, restart: { firstDelayMs } })
  ends.push(() => engine.stop())
  return { engine, connection: { ...engine.connection, mode: 'external', headers: {} } }
}

/** Answers every statement as told; what a real server of another version would do. */
async function fakeServer(
  answer: (sql: string, user: string) => [status: number, body: string],
): Promise<string> {
  const server: Server = createServer((request, response) => {
    let sql = ''
    request.setEncoding('utf8').on('data', (text: string) => (sql += text))
    request.on('end', () => {
      const login = Buffer.from(request.headers.authorization?.split(' ')[1] ?? '', 'base64').toString()
      const [status, body] = answer(sql, login.split(':')[0] ?? '')
      response.writeHead(status, { 'content-type': 'text/plain' }).end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const at = (url: string): StoreConnection => ({
  mode: 'external',
  url,
  headers: {},
  database: 'clueline',
  writer: { username: 'w', password: 'hunter2' },
  reader: { username: 'r', password: 'hunter3' },
})

async function refusal(connection: StoreConnection): Promise<{ code: string; message: string }> {
  const error: unknown = await connectExternalStore({ connection }).then(
    () => 'connected',
    (cause: unknown) => cause,
  )
  if (!(error instanceof Error) || !('code' in error)) throw new Error(`not a refusal: ${String(error)}`)
  expect(error.message).not.toMatch(/hunter/)
  return { code: String(error.code), message: error.message }
}

test('nobody answers', async () => {
  const { code, message } = await refusal(at('http://127.0.0.1:9'))
  expect(code).toBe('external-store-unreachable')
  expect(message).toMatch(/127\.0\.0\.1:9 does not answer.*Check CLUELINE_CLICKHOUSE_URL/s)
})

test('something answers that is no ClickHouse', async () => {
  const { code } = await refusal(at(await fakeServer(() => [200, '<html>hello</html>'])))
  expect(code).toBe('external-store-unreachable')
})

test('the server is too old', async () => {
  const { code, message } = await refusal(at(await fakeServer(() => [200, '{"value":"25.8.3.1"}\n'])))
  expect(code).toBe('external-store-too-old')
  expect(message).toMatch(/is version 25\.8\.3\.1; Clueline needs 26\.2 or newer/)
})

test('a password is wrong', async () => {
  const { connection } = await engineByUrl()
  const wrong = { ...connection.writer, password: 'guess' }
  expect(await refusal({ ...connection, writer: wrong })).toMatchObject({ code: 'external-store-refused' })
  expect(await refusal({ ...connection, reader: wrong })).toMatchObject({ code: 'external-store-refused' })
})

test('the reading user may not set its limits', async () => {
  const url = await fakeServer((sql, user) => {
    if (user === 'r')
      return [500, "Code: 164. DB::Exception: Cannot modify 'x' setting in readonly mode. (READONLY)"]
    return [200, sql.includes('version()') ? '{"value":"26.7.1.1"}\n' : '{"value":"1"}\n']
  })
  const { code, message } = await refusal(at(url))
  expect(code).toBe('external-store-reader-unfit')
  expect(message).toMatch(/must have readonly = 2/)
})

test('the writing user may not create the database', async () => {
  const url = await fakeServer((sql) => {
    if (sql.includes('version()')) return [200, '{"value":"26.7.1.1"}\n']
    if (sql.includes('system.databases')) return [200, '{"value":"0"}\n']
    return [500, 'Code: 497. DB::Exception: w: Not enough privileges. (ACCESS_DENIED)']
  })
  const { code, message } = await refusal(at(url))
  expect(code).toBe('external-store-no-rights')
  expect(message).toMatch(/Create the database and grant/)
})

test('a new server first ends the inserts that the last one left running', async () => {
  const { connection } = await engineByUrl()
  const clients = createStoreClients(connection)
  ends.push(() => clients.close())
  await clients.writer.command({ query: 'CREATE TABLE t (n UInt64) ENGINE = MergeTree ORDER BY n' })
  const left = clients.writer
    .command({
      query: 'INSERT INTO t SELECT number + sleepEachRow(0.01) FROM numbers(1000000)',
      query_id: writeQueryId('events'),
      clickhouse_settings: { max_block_size: '1', function_sleep_max_microseconds_per_block: '0' },
    })
    .then(
      () => 'stored',
      () => 'ended',
    )
  const running = async () => {
    const query = "SELECT query_id FROM system.processes WHERE startsWith(query_id, 'clueline-write-')"
    const result = await clients.writer.query({ query, format: 'JSONEachRow' })
    return (await result.json()).length > 0
  }
  await expect.poll(running, { timeout: 5_000 }).toBe(true)
  const store = await connectExternalStore({ connection })
  ends.push(() => store.stop())
  expect(await running()).toBe(false)
  expect(await left).toBe('ended')
})

test('a server that goes away and comes back is seen doing so', async () => {
  const { engine, connection } = await engineByUrl(1_000)
  const seen: EngineStatus[] = []
  const store = await connectExternalStore({
    connection,
    healthEveryMs: 50,
    onStatus: (status) => seen.push(status),
  })
  ends.push(() => store.stop())
  engine.kill()
  await expect.poll(() => store.status(), { timeout: 10_000 }).toMatchObject({ state: 'ready', restarts: 1 })
  expect(seen.map((it) => it.state)).toEqual(['ready', 'restarting', 'ready'])
  expect(seen[1]).toMatchObject({ uncleanStops: 1, reason: expect.stringContaining('does not answer') })
})

test('two servers with an external store do not share a data directory', async () => {
  const { connection } = await engineByUrl()
  const dataDirectory = mkdtempSync(join(tmpdir(), 'clueline-external-'))
  ends.push(() => Promise.resolve(rmSync(dataDirectory, { recursive: true })))
  const first = await openEngine({ dataDirectory, external: connection })
  await expect(openEngine({ dataDirectory, external: connection })).rejects.toMatchObject({
    code: 'data-directory-in-use',
  })
  await first.stop()
  const second = await openEngine({ dataDirectory, external: connection })
  await second.stop()
})
