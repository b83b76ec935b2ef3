import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestEngine } from '#testing/engine.ts'
import type { TestEngine } from '#testing/engine.ts'
import { createStoreClients } from '../clickhouse/client.ts'
import type { StoreClients } from '../clickhouse/client.ts'
import type { StoreConnection } from '../clickhouse/connection.ts'
import { connectExternalStore, externalConnection } from '../clickhouse/external-store.ts'
import { MAX_PARAMETER_BYTES } from '../clickhouse/limits.ts'
import {
  endRunningWrites,
  killQuery,
  RunningWritesError,
  writeQueryId,
} from '../clickhouse/running-writes.ts'
import { storeFailureOf } from '../clickhouse/store-failure.ts'
import type { EngineHandle } from './engine-status.ts'

interface Mode {
  readonly name: string
  readonly admitWithoutSecret: boolean
  readonly open: (engine: TestEngine) => Promise<EngineHandle>
}

/** The same engine, addressed as a stranger's server would be: by URL, user and password. */
async function openExternal(inner: StoreConnection, withReader: boolean): Promise<EngineHandle> {
  const url = new URL(inner.url)
  url.username = inner.writer.username
  url.password = inner.writer.password
  const reader = { readerUser: inner.reader?.username ?? '', readerPassword: inner.reader?.password ?? '' }
  const connection = externalConnection({ url: url.href, ...(withReader ? reader : {}) })
  if (!connection.ok) throw new Error(connection.error)
  return connectExternalStore({ connection: connection.value })
}

const MODES: readonly Mode[] = [
  { name: 'embedded', admitWithoutSecret: false, open: ({ engine }) => Promise.resolve(engine) },
  {
    name: 'external, with a reading user',
    admitWithoutSecret: true,
    open: ({ connection }) => openExternal(connection, true),
  },
  {
    name: 'external, one user for all',
    admitWithoutSecret: true,
    open: ({ connection }) => openExternal(connection, false),
  },
]

const failure = (work: Promise<unknown>) => work.then(() => 'none', storeFailureOf)

describe.each(MODES)('store connection: $name', ({ admitWithoutSecret, open }) => {
  let engine: TestEngine
  let store: EngineHandle
  let clients: StoreClients

  beforeAll(async () => {
    engine = await startTestEngine({ admitWithoutSecret })
    store = await open(engine)
    clients = createStoreClients(store.connection)
  })
  afterAll(async () => {
    await clients.close()
    await store.stop()
    await engine.stop()
  })
  beforeEach(async () => {
    await command('DROP TABLE IF EXISTS t SYNC')
    await command(
      'CREATE TABLE t (n UInt64, text String) ENGINE = MergeTree PARTITION BY n % 2 ORDER BY n ' +
        'SETTINGS non_replicated_deduplication_window = 100, fsync_after_insert = 1',
    )
  })

  const command = (query: string) => clients.writer.command({ query })
  const rows = async (query: string, params: Record<string, unknown> = {}): Promise<unknown[]> => {
    const result = await clients.reader.query({ query, query_params: params, format: 'JSONCompactEachRow' })
    return result.json<unknown[]>()
  }

  test('is ready, with our database', async () => {
    expect(store.status()).toEqual({ state: 'ready', restarts: 0, uncleanStops: 0 })
    expect(await rows('SELECT currentDatabase()')).toEqual([['clueline']])
  })

  test.each([
    "'; DROP TABLE t; --",
    'back\\slash \\n \\t \\x00 \\N',
    'tab\tline\nreturn\r\u2028\0end',
    '掉话之后再上线 😀 İ ß',
    '{text:String} $1 ? :x %s',
    `"quoted" \`ticks\``,
  ])('carries %j in and out as a value and as a parameter', async (text) => {
    await clients.writer.insert({ table: 't', values: [{ n: 1, text }], format: 'JSONEachRow' })
    expect(await rows('SELECT text FROM t WHERE text = {text:String}', { text })).toEqual([[text]])
    expect(await rows('SELECT {text:String}', { text })).toEqual([[text]])
  })

  test('keeps 64-bit integers exact', async () => {
    const n = '18446744073709551615'
    await clients.writer.insert({ table: 't', values: [{ n, text: '' }], format: 'JSONEachRow' })
    expect(await rows('SELECT n, toInt64(-9007199254740993) FROM t')).toEqual([[n, '-9007199254740993']])
  })

  test('takes a parameter longer than an address may be, up to the limit', async () => {
    const sql = 'SELECT length({list:Array(String)}[1])'
    const characters = MAX_PARAMETER_BYTES - "['']".length
    expect(await rows(sql, { list: ['x'.repeat(characters)] })).toEqual([[String(characters)]])
    expect(await failure(rows(sql, { list: ['x'.repeat(2 * characters)] }))).toBe('rejected')
  })

  test('stores a block once for each token', async () => {
    const insert = (n: number, token: string) =>
      clients.writer.insert({
        table: 't',
        values: [{ n, text: 'block' }],
        format: 'JSONEachRow',
        query_id: writeQueryId('events'),
        clickhouse_settings: { insert_deduplication_token: token },
      })
    await insert(1, 'a')
    await insert(1, 'a')
    await insert(1, 'b')
    await clients.writer.insert({ table: 't', values: [{ n: 1, text: 'none' }], format: 'JSONEachRow' })
    expect(await rows('SELECT text, count() FROM t GROUP BY text ORDER BY text')).toEqual([
      ['block', '2'],
      ['none', '1'],
    ])
  })

  test('lets the writer do what migrations and rebuilds need', async () => {
    const made = ['v', 'rest', 'days', 't2', 'r', 's']
    await Promise.all(made.map((name) => command(`DROP TABLE IF EXISTS ${name} SYNC`)))
    await command(
      'CREATE TABLE days (p UInt8, c SimpleAggregateFunction(sum, UInt64)) ENGINE = AggregatingMergeTree ORDER BY p',
    )
    await command('CREATE TABLE r (n UInt64) ENGINE = ReplacingMergeTree ORDER BY n')
    await command('CREATE MATERIALIZED VIEW v TO days AS SELECT n % 2 AS p, count() AS c FROM t GROUP BY p')
    await command("INSERT INTO t SELECT number, 'x' FROM numbers(10)")
    expect(await rows('SELECT p, sum(c) FROM days GROUP BY p ORDER BY p')).toEqual([
      [0, '5'],
      [1, '5'],
    ])
    await command('CREATE TABLE t2 AS t')
    await command("INSERT INTO t2 SELECT number, 'new' FROM numbers(4)")
    await command('ALTER TABLE t REPLACE PARTITION 0 FROM t2')
    expect(await rows('SELECT n % 2, text, count() FROM t GROUP BY 1, 2 ORDER BY 1')).toEqual([
      [0, 'new', '2'],
      [1, 'x', '5'],
    ])
    await command('ALTER TABLE t DROP PARTITION 0')
    await command('ALTER TABLE t ADD COLUMN extra String DEFAULT text')
    await command("ALTER TABLE t ADD INDEX i text TYPE text(tokenizer = 'asciiCJK')")
    await command('ALTER TABLE t MATERIALIZE INDEX i')
    await command('DELETE FROM t WHERE n = 1')
    await command('OPTIMIZE TABLE t FINAL')
    await command('RENAME TABLE r TO s')
    await command('EXCHANGE TABLES t AND t2')
    await command('TRUNCATE TABLE t2')
    for (const name of [
      'parts',
      'processes',
      'mutations',
      'merges',
      'disks',
      'tables',
      'columns',
      'databases',
    ]) {
      await command(`SELECT count() FROM system.${name} FORMAT Null`)
    }
    await Promise.all(made.map((name) => command(`DROP TABLE IF EXISTS ${name} SYNC`)))
    expect(await rows('SELECT count() FROM t')).toEqual([['4']])
  })

  test('does not let the reader write', async () => {
    for (const query of ["INSERT INTO t VALUES (1, '')", 'DROP TABLE t', 'ALTER TABLE t DELETE WHERE 1']) {
      expect(await failure(clients.reader.command({ query }))).toBe('rejected')
    }
    expect(await rows('SELECT count() FROM t')).toEqual([['0']])
  })

  const SLOW = { max_block_size: '1', function_sleep_max_microseconds_per_block: '0' }
  const SLOW_READ = {
    query: 'SELECT sum(sleepEachRow(0.01)) FROM numbers(1000000)',
    format: 'JSONEachRow',
    clickhouse_settings: { ...SLOW, max_execution_time: 30 },
  } as const
  const slowRead = (queryId: string, seconds: number) =>
    clients.reader
      .query({
        ...SLOW_READ,
        query_id: queryId,
        clickhouse_settings: { ...SLOW, max_execution_time: seconds },
      })
      .then((result) => result.text())
  const isRunning = async (queryId: string) => {
    const result = await clients.writer.query({
      query: 'SELECT query_id FROM system.processes WHERE query_id = {queryId:String}',
      query_params: { queryId },
      format: 'JSONEachRow',
    })
    return (await result.json()).length === 1
  }

  test('ends a read that takes too long, and says so', async () => {
    expect(await failure(slowRead('read-too-long', 1))).toBe('time-limit')
  })

  test('really stops a read that is no longer wanted', async () => {
    const read = failure(slowRead('read-unwanted', 30))
    await expect.poll(() => isRunning('read-unwanted'), { timeout: 5_000 }).toBe(true)
    await killQuery(clients, 'read-unwanted')
    expect(await read).toBe('killed')
    await expect.poll(() => isRunning('read-unwanted'), { timeout: 5_000 }).toBe(false)
  })

  test('stops a read whose asker has gone', async () => {
    const asker = new AbortController()
    const read = clients.reader
      .query({ ...SLOW_READ, query_id: 'read-left', abort_signal: asker.signal })
      .then((result) => result.text())
      .then(
        () => 'answered',
        () => 'gone',
      )
    await expect.poll(() => isRunning('read-left'), { timeout: 5_000 }).toBe(true)
    asker.abort()
    expect(await read).toBe('gone')
    await expect.poll(() => isRunning('read-left'), { timeout: 5_000 }).toBe(false)
  })

  const slowInsert = (queryId: string) =>
    clients.writer.command({
      query: "INSERT INTO t SELECT number + sleepEachRow(0.01), '' FROM numbers(1000000)",
      query_id: queryId,
      clickhouse_settings: SLOW,
    })

  test('a new writer ends and awaits what the old one left running, and nothing else', async () => {
    const old = writeQueryId('events')
    const write = failure(slowInsert(old))
    const read = failure(slowRead('read-of-somebody', 20))
    await expect.poll(() => isRunning(old), { timeout: 5_000 }).toBe(true)
    await expect.poll(() => isRunning('read-of-somebody'), { timeout: 5_000 }).toBe(true)
    const next = createStoreClients(store.connection)
    expect(await endRunningWrites(next)).toBe(1)
    expect(await isRunning(old)).toBe(false)
    expect(await write).toBe('killed')
    expect(await isRunning('read-of-somebody')).toBe(true)
    expect(await rows('SELECT count() FROM t')).toEqual([['0']])
    expect(await endRunningWrites(next)).toBe(0)
    await killQuery(next, 'read-of-somebody')
    await read
    await next.close()
  })

  test('a new writer that cannot await the old one does not begin', async () => {
    const old = writeQueryId('events')
    const write = failure(slowInsert(old))
    await expect.poll(() => isRunning(old), { timeout: 5_000 }).toBe(true)
    await expect(endRunningWrites(clients, -1)).rejects.toThrow(RunningWritesError)
    await endRunningWrites(clients)
    expect(await write).toBe('killed')
  })

  test('tells a fault of the statement from a store that is away', async () => {
    expect(await failure(rows('SELECT nothing_of_this_name'))).toBe('rejected')
    expect(await failure(rows('SELECT * FROM no_such_table'))).toBe('rejected')
    const away = createStoreClients({ ...store.connection, url: 'http://127.0.0.1:9' })
    expect(await failure(away.reader.query({ query: 'SELECT 1' }))).toBe('unreachable')
    await away.close()
  })
})
