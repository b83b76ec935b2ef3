import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestEngine } from '#testing/engine.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  childrenOf,
  freePort,
  isAlive,
  runCli,
  startServerProcess,
  untilGone,
  type ServerProcess,
} from '#testing/running-server.ts'

const WAIT = { timeout: 20_000, interval: 50 }
let data = ''
let servers: ServerProcess[] = []

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'clueline-server-'))
  servers = []
})
afterEach(async () => {
  const engines = servers.flatMap((it) => childrenOf(it.pid))
  for (const server of servers) server.kill('SIGKILL')
  await Promise.all(servers.map((it) => it.ended))
  await untilGone(engines)
  rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
})

function start(env: Readonly<Record<string, string>> = {}): ServerProcess {
  const server = startServerProcess({ CLUELINE_DATA: data, CLUELINE_SAMPLE: 'off', ...env })
  servers.push(server)
  return server
}

async function healthOf(url: string): Promise<{ status: string; engine: { restarts: number } }> {
  return (await fetch(new URL('/api/health', url))).json() as Promise<{
    status: string
    engine: { restarts: number }
  }>
}

test('starts, says that it starts, is ready, and ends cleanly on SIGTERM with its engine', async () => {
  const port = await freePort()
  const server = start({ PORT: String(port) })
  const url = `http://127.0.0.1:${port}/`
  const seen = new Set<string>()
  await expect
    .poll(
      async () => {
        const { status } = await healthOf(url).catch(() => ({ status: 'closed' }))
        seen.add(status)
        return status
      },
      { timeout: 30_000, interval: 5 },
    )
    .toBe('ready')
  expect(seen).toContain('starting')
  expect(await server.ready).toBe(url)

  const engines = childrenOf(server.pid)
  expect(engines).toHaveLength(1)
  server.kill('SIGTERM')
  expect(await server.ended).toMatchObject({ status: 0, stderr: '' })
  expect(engines.filter(isAlive)).toEqual([])
})

test('a server that is killed leaves no engine, and the next one starts on the same data', async () => {
  const first = start()
  await first.ready
  const engines = childrenOf(first.pid)
  expect(engines).toHaveLength(1)
  first.kill('SIGKILL')
  await first.ended
  await expect.poll(() => engines.filter(isAlive), WAIT).toEqual([])
  const url = await start().ready
  expect((await healthOf(url)).status).toBe('ready')
})

test('an engine that is killed comes back; meanwhile the answer is 503 with a time to wait, never 500', async () => {
  const server = start()
  const url = await server.ready
  const paths = [
    '/api/events/count',
    '/api/status',
    '/api/delivery',
    '/api/imports',
    '/api/search?text=x',
    '/api/audit',
  ]
  const answers = new Map<number, Set<string | null>>()
  const over = new AbortController()
  const asking = paths.map(async (path) => {
    while (!over.signal.aborted) {
      const response = await fetch(new URL(path, url))
      await response.text()
      const waits = answers.get(response.status) ?? new Set()
      answers.set(response.status, waits.add(response.headers.get('retry-after')))
    }
  })
  for (const restarts of [1, 2, 3]) {
    const [engine] = childrenOf(server.pid)
    process.kill(engine ?? 0, 'SIGKILL')
    await expect.poll(() => healthOf(url), WAIT).toMatchObject({ status: 'ready', engine: { restarts } })
  }
  over.abort()
  await Promise.all(asking)
  expect([...answers.keys()].toSorted((a, b) => a - b)).toEqual([200, 503])
  expect([...(answers.get(503) ?? [])].map(Number).every((wait) => wait > 0)).toBe(true)
})

describe('refuses in one sentence', () => {
  test('a port in use', async () => {
    const url = new URL(await start().ready)
    const second = await start({ PORT: url.port, CLUELINE_DATA: join(data, 'other') }).ended
    expect(second).toMatchObject({ status: 1, stdout: '' })
    expect(second.stderr).toMatch(
      new RegExp(`^Port ${url.port} on 127\\.0\\.0\\.1 is in use.*PORT=\\d+ npm start\\n$`),
    )
  })

  test('a data directory in use', async () => {
    const first = start()
    await first.ready
    const second = await start().ended
    expect(second).toMatchObject({ status: 1, stdout: '' })
    expect(second.stderr).toMatch(
      /^The data directory \S+ is in use by another Clueline server \(process \d+\)\..*\n$/,
    )
    expect(second.stderr).toContain(String(first.pid))
  })

  test('data of a newer version', async () => {
    writeFileSync(join(data, 'format.json'), '{"format":99}')
    const server = await start().ended
    expect(server).toMatchObject({ status: 1, stdout: '' })
    expect(server.stderr).toMatch(
      /^The data directory \S+ was written by a newer Clueline.*Nothing was changed\.\n$/,
    )
  })

  test('a setting that is wrong, all of them at once', async () => {
    const server = await start({ PORT: '99999', CLUELINE_LOG: 'loud', CLUELINE_INGEST_KEYS: 'x' }).ended
    expect(server).toMatchObject({ status: 1, stdout: '' })
    expect(server.stderr).toContain('PORT must')
    expect(server.stderr).toContain('CLUELINE_LOG must')
    expect(server.stderr).toContain('CLUELINE_INGEST_KEYS, entry 1')
  })

  test('an address that others can reach, without a token', async () => {
    const server = await start({ HOST: '0.0.0.0' }).ended
    expect(server).toMatchObject({ status: 1, stdout: '' })
    expect(server.stderr).toMatch(/^HOST is 0\.0\.0\.0.*CLUELINE_TOKEN=generate.*\n$/)
  })

  test('a store that does not answer', async () => {
    const server = await start({ CLUELINE_CLICKHOUSE_URL: 'http://me:hunter2@127.0.0.1:1' }).ended
    expect(server).toMatchObject({ status: 1, stdout: '' })
    expect(server.stderr).toMatch(/^ClickHouse at http:\/\/127\.0\.0\.1:1 does not answer.*\n$/)
    expect(server.stderr).not.toContain('hunter2')
  })
})

test('a generated token is shown once, kept only as a digest, and opens the door', async () => {
  const first = start({ CLUELINE_TOKEN: 'generate' })
  const url = await first.ready
  first.kill('SIGTERM')
  const token = /shown this once: (\S+)/.exec((await first.ended).stdout)?.[1] ?? ''
  expect(token.length).toBeGreaterThan(30)
  expect(readFileSync(join(data, 'access-token.sha256'), 'utf8')).not.toContain(token)

  const second = start({ CLUELINE_TOKEN: 'generate', PORT: new URL(url).port })
  await second.ready
  const me = (headers: Record<string, string>) => fetch(new URL('/api/me', url), { headers })
  expect((await me({})).status).toBe(401)
  expect((await me({ authorization: `Bearer ${token}` })).status).toBe(200)
  const asked = await runCli(['query', '--count'], { CLUELINE_URL: url, CLUELINE_TOKEN: token })
  expect(asked).toMatchObject({ status: 0, stdout: '0\n' })
  const refused = await runCli(['query', '--count'], { CLUELINE_URL: url })
  expect(refused).toMatchObject({ status: 1, stdout: '' })
  expect(refused.stderr).toContain('CLUELINE_TOKEN')
  second.kill('SIGINT')
  const ended = await second.ended
  expect(ended.status).toBe(0)
  expect(ended.stdout).not.toContain('shown this once')
})

test('the whole surface is described, and a live tail does not hold up the end', async () => {
  const server = start()
  const url = await server.ready
  const document = (await (await fetch(new URL('/api/openapi.json', url))).json()) as {
    openapi: string
    paths: Record<string, Record<string, unknown>>
  }
  expect(document.openapi).toBe('3.1.0')
  const surface = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(surface).toEqual(
    expect.arrayContaining([
      'GET /api/health',
      'GET /api/status',
      'GET /api/me',
      'POST /api/sign-in',
      'POST /v1/events',
      'GET /api/delivery',
      'POST /api/import',
      'GET /api/imports',
      'DELETE /api/imports/{id}',
      'DELETE /api/sample',
      'GET /api/events/count',
      'GET /api/events/rows',
      'GET /api/events/position',
      'GET /api/events/find',
      'GET /api/events/histogram',
      'GET /api/events/facets',
      'GET /api/events/{session}/{seq}',
      'GET /api/search',
      'GET /api/tail',
    ]),
  )

  const tail = await fetch(new URL('/api/tail', url))
  expect(tail.headers.get('content-type')).toContain('text/event-stream')
  server.kill('SIGTERM')
  await tail.text().catch(() => '')
  expect(await server.ended).toMatchObject({ status: 0, stderr: '' })
})

test('a number comes out by a reveal with a reason only, and the audit knows who asked', async () => {
  const url = await start().ready
  const now = Date.now() * 1_000
  const event = { seq: 1, time: now, mono: 1, category: 'call', name: 'CALL_DIAL', callid: 'c-1' }
  const upload = {
    v: 1,
    key: 'local',
    session: 'revealing',
    secret: 'a-secret-of-some-length',
    floor: 1,
    highest: 1,
    sent: now,
    via: 'live',
    events: [{ ...event, message: 'dialling 138 0013 8000', attrs: { 'call.number': '+86 138-0013-8000' } }],
  }
  const uploaded = await fetch(new URL('/v1/events', url), { method: 'POST', body: JSON.stringify(upload) })
  expect(await uploaded.json()).toMatchObject({ stored: 1, rejected: [] })
  const exported = await runCli(['export'], { CLUELINE_URL: url })
  expect(exported.stdout).toContain('CALL_DIAL')
  expect(exported.stdout.replaceAll(/\D/g, '')).not.toContain('13800138000')

  const reveal = (callid: string, body: object) =>
    fetch(new URL(`/api/calls/${callid}/reveal`, url), {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'x-clueline': '1' },
    })
  expect((await reveal('c-1', {})).status).toBe(400)
  expect((await reveal('c-1', { reason: ' ' })).status).toBe(400)
  expect((await reveal('c-2', { reason: 'curious' })).status).toBe(404)
  const revealed = await reveal('c-1', { reason: 'the customer asked to be called back' })
  expect(await revealed.json()).toMatchObject({
    callid: 'c-1',
    number: expect.stringContaining('13800138000') as unknown,
  })

  const audit = (await (await fetch(new URL('/api/audit', url))).json()) as {
    records: object[]
    intact: boolean
  }
  expect(audit).toMatchObject({
    intact: true,
    records: [
      { actor: 'local', subject: 'c-1', outcome: 'done', reason: 'the customer asked to be called back' },
      { actor: 'local', subject: 'c-2', outcome: 'nothing-there', reason: 'curious' },
    ],
  })
  expect(JSON.stringify(audit)).not.toContain('13800138000')
})

test('over an external ClickHouse it does the same, and leaves that server running', async () => {
  const external = await startTestEngine({ admitWithoutSecret: true })
  try {
    const { url, writer, reader } = external.connection
    const address = new URL(url)
    address.username = writer.username
    address.password = writer.password
    const server = start({
      CLUELINE_CLICKHOUSE_URL: address.href,
      CLUELINE_CLICKHOUSE_READER_USER: reader?.username ?? '',
      CLUELINE_CLICKHOUSE_READER_PASSWORD: reader?.password ?? '',
      CLUELINE_SAMPLE: 'on',
    })
    const CLUELINE_URL = await server.ready
    expect(childrenOf(server.pid)).toEqual([])
    expect(await healthOf(CLUELINE_URL)).toMatchObject({
      status: 'ready',
      engine: { mode: 'external', restarts: 0 },
      disk: null,
    })
    const counted = await runCli(['query', 'ticket', '--count', '--sample'], { CLUELINE_URL })
    expect(Number(counted.stdout)).toBeGreaterThan(10)
    server.kill('SIGTERM')
    expect(await server.ended).toMatchObject({ status: 0, stderr: '' })
    expect(external.engine.status()).toMatchObject({ state: 'ready', restarts: 0 })
  } finally {
    await external.stop()
  }
})

describe('the command line', () => {
  test.each([
    ['no command', []],
    ['unknown command', ['sing']],
    ['unknown option', ['serve', '--prot', '1']],
    ['a word too many', ['serve', 'now']],
  ])('%s is wrong usage: status 2', async (_why, args) => {
    const ended = await runCli(args)
    expect(ended.status).toBe(2)
    expect(`${ended.stderr}${ended.stdout}`).toMatch(/clueline/)
  })
})
