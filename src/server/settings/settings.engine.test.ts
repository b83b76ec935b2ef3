import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServerProcess, type ServerProcess } from '#testing/running-server.ts'

const data = mkdtempSync(join(tmpdir(), 'clueline-settings-'))
let server: ServerProcess
let url = ''

async function start(env: Readonly<Record<string, string>> = {}): Promise<void> {
  server = startServerProcess({ CLUELINE_DATA: data, CLUELINE_SAMPLE: 'off', ...env })
  url = await server.ready
}

async function stop(): Promise<void> {
  server.kill('SIGTERM')
  await server.ended
}

async function ask(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(new URL(path, url), {
    method,
    headers: { 'x-clueline': '1', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.json() }
}

/** Whether the interface takes an upload with this key from this page. */
async function isKnown(key: string, origin: string): Promise<boolean> {
  const sent = Date.now() * 1_000
  const upload = {
    v: 1,
    key,
    session: 'settings',
    secret: 'a-secret-of-some-length',
    floor: 1,
    highest: 1,
    sent,
    via: 'live',
    events: [{ seq: 1, time: sent, mono: 1, category: 'app', name: 'HELLO' }],
  }
  const answer = await fetch(new URL('/v1/events', url), {
    method: 'POST',
    headers: { origin },
    body: JSON.stringify(upload),
  })
  expect([200, 401, 403]).toContain(answer.status)
  return answer.ok
}

beforeAll(() => start())
afterAll(async () => {
  await stop()
  rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
})

test('a key that is made works at once, outlives the server, is never told again, and can be taken back', async () => {
  const origin = 'https://app.example.com'
  const made = await ask('POST', '/api/settings/ingest-keys', { name: 'softphone', origins: [origin] })
  expect(made.status).toBe(200)
  const { id, key } = made.body as { id: string; key: string }
  expect(await isKnown(key, origin)).toBe(true)
  expect(await isKnown(key, 'https://other.example.com')).toBe(false)
  expect(await isKnown(`${key}x`, origin)).toBe(false)

  await stop()
  await start()
  expect(await isKnown(key, origin)).toBe(true)
  const listed = await ask('GET', '/api/settings')
  expect(JSON.stringify(listed.body)).not.toContain(key)
  expect(listed.body).toMatchObject({
    ingestKeys: [
      { id, name: 'softphone', hint: key.slice(0, 8), origins: [origin] },
      { id: null, hint: 'local' },
    ],
  })

  expect((await ask('DELETE', `/api/settings/ingest-keys/${id}`)).status).toBe(200)
  expect(await isKnown(key, origin)).toBe(false)
  expect((await ask('DELETE', `/api/settings/ingest-keys/${id}`)).status).toBe(404)
  const audit = (await ask('GET', '/api/audit')).body as { records: { action: string }[]; intact: boolean }
  expect(audit.records.map(({ action }) => action).slice(0, 2)).toEqual(['delete-key', 'make-key'])
  expect(audit.intact).toBe(true)
})

test('keys that are made and taken back at the same time are each what was answered', async () => {
  const make = (name: string) => ask('POST', '/api/settings/ingest-keys', { name, origins: [] })
  const old = (await make('old')).body as { id: string }
  const made = await Promise.all([
    ...['a', 'b', 'c', 'd'].map(make),
    ask('DELETE', `/api/settings/ingest-keys/${old.id}`),
  ])
  expect(made.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  const { ingestKeys } = (await ask('GET', '/api/settings')).body as { ingestKeys: { name: string | null }[] }
  const names = ingestKeys.flatMap(({ name }) => name ?? [])
  expect(names.toSorted()).toEqual(['a', 'b', 'c', 'd'])
})

test('a wrong origin is refused in words', async () => {
  const refused = await ask('POST', '/api/settings/ingest-keys', { name: 'x', origins: ['app.example.com'] })
  expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
})

test('retention is set while it runs, and only shown where the environment sets it', async () => {
  expect((await ask('PUT', '/api/settings/retention', { days: 30 })).body).toMatchObject({
    retention: { days: 30, isFixed: false },
  })
  expect((await ask('GET', '/api/status')).body).toMatchObject({ retention: { days: 30 } })
  expect((await ask('PUT', '/api/settings/retention', { days: 0 })).status).toBe(400)
  await stop()
  await start({ CLUELINE_RETENTION_DAYS: '90' })
  expect((await ask('GET', '/api/settings')).body).toMatchObject({ retention: { days: 90, isFixed: true } })
  expect(await ask('PUT', '/api/settings/retention', { days: 7 })).toMatchObject({
    status: 409,
    body: { code: 'set-by-environment' },
  })
})
