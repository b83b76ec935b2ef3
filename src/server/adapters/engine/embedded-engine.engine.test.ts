import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestEngine } from '#testing/engine.ts'
import type { TestEngine } from '#testing/engine.ts'
import type { StoreCredentials } from '../clickhouse/connection.ts'
import { enginePaths, SECRET_HEADER } from './engine-config.ts'

let engine: TestEngine
beforeAll(async () => {
  engine = await startTestEngine()
  await engine.clients.writer.command({ query: 'CREATE TABLE t (n UInt64) ENGINE = MergeTree ORDER BY n' })
})
afterAll(() => engine.stop())

const NO_PASSWORD: StoreCredentials = { username: 'default', password: '' }

/** Past the driver, as anybody on this machine could ask. */
async function ask(
  path: string,
  init: RequestInit,
  user?: StoreCredentials,
  headers: Readonly<Record<string, string>> = {},
) {
  const login = user
    ? { authorization: `Basic ${Buffer.from(`${user.username}:${user.password}`).toString('base64')}` }
    : {}
  const response = await fetch(engine.connection.url + path, { ...init, headers: { ...headers, ...login } })
  return { status: response.status, text: await response.text() }
}

const statement = (user: StoreCredentials, sql: string) =>
  ask('/', { method: 'POST', body: sql }, user, engine.connection.headers)

describe('without the secret header', () => {
  const GUESSES: readonly Readonly<Record<string, string>>[] = [
    {},
    { [SECRET_HEADER]: '' },
    { [SECRET_HEADER]: 'x'.repeat(32) },
  ]

  test.each([
    ['GET', '/ping'],
    ['GET', '/'],
    ['HEAD', '/'],
    ['GET', '/?query=SELECT%206*7'],
    ['POST', '/'],
    ['POST', '/?query=SYSTEM%20STOP%20LISTEN%20HTTP'],
    ['POST', '/ping'],
    ['PUT', '/'],
    ['DELETE', '/'],
    ['OPTIONS', '/'],
    ['PATCH', '/'],
    ['GET', '/play'],
    ['GET', '/dashboard'],
    ['GET', '/binary'],
    ['GET', '/merges'],
    ['GET', '/replicas_status'],
    ['GET', '/js/uplot.js'],
    ['GET', '/metrics'],
    ['GET', '/api/v1/query?query=up'],
  ])('%s %s is not answered', async (method, path) => {
    for (const headers of GUESSES) {
      for (const user of [undefined, NO_PASSWORD, engine.connection.writer]) {
        const body = method === 'POST' ? { body: 'SELECT 6*7' } : {}
        const { status, text } = await ask(path, { method, ...body }, user, headers)
        expect([404, 501]).toContain(status)
        expect(text).not.toMatch(/42\n|^Ok/)
      }
    }
  })

  test('and with it only the two handlers are there', async () => {
    const { headers, writer } = engine.connection
    expect((await ask('/ping', {}, undefined, headers)).text).toBe('Ok.\n')
    expect((await statement(writer, 'SELECT 42')).text).toBe('42\n')
    for (const path of ['/play', '/dashboard', '/binary', '/merges', '/replicas_status', '/metrics']) {
      expect((await ask(path, {}, writer, headers)).status).toBe(404)
    }
  })
})

describe('users', () => {
  test.each(['SELECT 1', 'SELECT * FROM t', 'SHOW DATABASES'])(
    'a wrong password is refused: %s',
    async (sql) => {
      const user = { username: engine.connection.writer.username, password: 'guess' }
      expect((await statement(user, sql)).text).toMatch(/Authentication failed/)
    },
  )

  test.each([
    "SELECT * FROM file('/etc/hostname', 'LineAsString')",
    "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')",
    "SELECT * FROM remote('127.0.0.1', 'system', 'one')",
    "SELECT * FROM remoteSecure('127.0.0.1', 'system', 'one')",
    "SELECT * FROM mysql('127.0.0.1:1', 'a', 'b', 'c', 'd')",
    "SELECT * FROM executable('id', 'TSV', 'a String')",
    'SELECT * FROM system.users',
    "INSERT INTO FUNCTION file('/tmp/clueline-refused', 'CSV', 'a UInt8') VALUES (1)",
    "INSERT INTO FUNCTION url('http://127.0.0.1:1/', 'CSV', 'a UInt8') VALUES (1)",
    "CREATE TABLE clueline.u (a String) ENGINE = URL('http://127.0.0.1:1/', 'CSV')",
    'CREATE TABLE clueline.f (a String) ENGINE = File(CSV)',
    "CREATE DICTIONARY clueline.d (id UInt64) PRIMARY KEY id SOURCE(HTTP(url 'http://127.0.0.1:1/' format 'CSV')) LAYOUT(FLAT) LIFETIME(1)",
    "BACKUP DATABASE clueline TO File('/tmp/clueline-refused')",
    'CREATE USER u',
    'CREATE FUNCTION f AS x -> x',
    'CREATE NAMED COLLECTION n AS a = 1',
    'CREATE DATABASE other',
    'SYSTEM STOP LISTEN HTTP',
    'SYSTEM SHUTDOWN',
  ])('neither may reach files, hosts or the server itself: %s', async (sql) => {
    for (const user of [engine.connection.writer, engine.connection.reader, NO_PASSWORD]) {
      if (user === undefined) throw new Error('the embedded engine has a reader')
      // The boot user may open and close listeners; that is why the secret header stands before it.
      if (user === NO_PASSWORD && sql.includes('LISTEN')) continue
      const answer = await statement(user, sql)
      expect(answer.text).toMatch(/Not enough privileges|user scripts folder/)
      expect(answer.status).toBe(500)
    }
    expect(existsSync('/tmp/clueline-refused')).toBe(false)
  })

  test('the boot user sees nothing of ours', async () => {
    expect((await statement(NO_PASSWORD, 'SELECT * FROM clueline.t')).text).toMatch(/Not enough privileges/)
    expect((await statement(NO_PASSWORD, 'SHOW DATABASES')).text).not.toContain('clueline')
  })

  test('the reader only reads, within its limits', async () => {
    const { reader } = engine.clients
    for (const query of [
      'INSERT INTO t VALUES (1)',
      'CREATE TABLE x (n UInt64) ENGINE = MergeTree ORDER BY n',
      'ALTER TABLE t DELETE WHERE 1',
      'DROP TABLE t',
      'TRUNCATE TABLE t',
      'OPTIMIZE TABLE t',
      "KILL QUERY WHERE query_id = 'x'",
    ]) {
      await expect(reader.command({ query })).rejects.toThrow(/Not enough privileges|readonly/)
    }
    await expect(
      reader.query({ query: 'SELECT 1', clickhouse_settings: { max_execution_time: 3_600 } }),
    ).rejects.toThrow(/max_execution_time shouldn't be greater than/)
    await expect(
      reader.query({ query: 'SELECT 1', clickhouse_settings: { max_execution_time: 0 } }),
    ).rejects.toThrow(/max_execution_time shouldn't be less than/)
    await expect(
      reader.query({ query: 'SELECT 1', clickhouse_settings: { max_memory_usage: '0' } }),
    ).rejects.toThrow(/max_memory_usage shouldn't be less than/)
    await expect(reader.query({ query: 'SELECT 1', clickhouse_settings: { readonly: '0' } })).rejects.toThrow(
      /Cannot modify 'readonly' setting/,
    )
  })
})

describe('on disk', () => {
  test('secrets are for the owner only, and no secret is in the process list', () => {
    const paths = enginePaths(engine.dataDirectory)
    expect(statSync(paths.configFile).mode & 0o777).toBe(0o600)
    expect(statSync(paths.usersFile).mode & 0o777).toBe(0o600)
    if (process.platform !== 'linux') return
    const proc = `/proc/${engine.engine.pid()}`
    const seen = readFileSync(`${proc}/cmdline`, 'utf8') + readFileSync(`${proc}/environ`, 'utf8')
    const { headers, writer } = engine.connection
    for (const secret of [...Object.values(headers), writer.password]) expect(seen).not.toContain(secret)
  })

  test('the engine writes into its directories only, and its one log is the error log', () => {
    const paths = enginePaths(engine.dataDirectory)
    expect(readdirSync(join(engine.dataDirectory, 'engine')).sort()).toEqual([
      'config',
      'cwd',
      'log',
      'store',
    ])
    expect(readdirSync(paths.cwd)).toEqual([])
    expect(readdirSync(join(engine.dataDirectory, 'engine', 'log'))).toEqual(['engine-errors.log'])
    expect(readFileSync(paths.errorLog, 'utf8')).not.toMatch(/<(Trace|Debug|Information)>/)
  })
})

test('the error log repeats nothing of what people search or log', async () => {
  const { writer, reader } = engine.clients
  const secret = 'planted13800138000'
  const failing: (() => Promise<unknown>)[] = [
    () => writer.insert({ table: 't', values: [{ n: secret }], format: 'JSONEachRow' }),
    () =>
      writer.insert({
        table: 't',
        values: Readable.from([`1\n${secret}\n`], { objectMode: false }),
        format: 'TabSeparated',
      }),
    ...[
      'SELECT toUInt8({secret:String})',
      "SELECT throwIf(n = 0 OR {secret:String} != '') FROM numbers(1)",
    ].map(
      (query) => async () =>
        (await reader.query({ query, query_params: { secret }, format: 'TabSeparated' })).text(),
    ),
    async () =>
      (
        await reader.query({
          query: 'SELECT count() FROM numbers(1000000000000) WHERE toString(number) = {secret:String}',
          query_params: { secret },
          clickhouse_settings: { max_execution_time: 1 },
        })
      ).text(),
  ]
  for (const fail of failing) await expect(fail()).rejects.toThrow(/\w/)
  const { errorLog } = enginePaths(engine.dataDirectory)
  expect(readFileSync(errorLog, 'utf8')).not.toContain(secret)
})

test('a stray config.xml in the working directory of the server changes nothing', async () => {
  const stray = await startTestEngine()
  try {
    writeFileSync(join(enginePaths(stray.dataDirectory).store, '..', 'config.xml'), '<broken')
    stray.kill()
    await expect.poll(() => stray.engine.status().restarts, { timeout: 10_000 }).toBe(1)
    expect(stray.engine.status().state).toBe('ready')
  } finally {
    await stray.stop()
  }
})

test('it stays up by itself, and its sleep holds no memory', async () => {
  const one = async (sql: string) => Number((await statement(engine.connection.writer, sql)).text)
  // A sleep that outgrew its memory once ended the engine after five seconds.
  await expect.poll(() => one('SELECT uptime()'), { timeout: 20_000, interval: 200 }).toBeGreaterThan(10)
  expect(engine.engine.status()).toEqual({ state: 'ready', restarts: 0, uncleanStops: 0 })
  const peak = "SELECT max(peak_memory_usage) FROM system.processes WHERE query LIKE '%sleepEachRow%'"
  expect(await one(peak)).toBeLessThan(50_000_000)
})
