import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { UploadAnswer } from '#protocol/envelope.ts'
import type { TenantId } from '#protocol/ids.ts'
import { MAX_EVENTS_PER_UPLOAD, MAX_JSON_DEPTH, MAX_UPLOAD_BYTES } from '#protocol/limits.ts'
import { fakeClock } from '#testing/clock.ts'
import { fakeEventWriter } from '#testing/fake-event-writer.ts'
import { createKeyring } from '../process/keyring.ts'
import { uploadCounters } from './upload-counters.ts'
import { ingestKeys, type IngestKeys } from './ingest-keys.ts'
import { ingestRoutes, type IngestDeps } from './ingest-routes.ts'

const NOW = 1_790_000_000_000_000
const ACME = 'acme' as TenantId
const KEYS = ingestKeys([
  { key: 'pk', tenant: ACME, origins: ['https://app.acme.com', 'https://*.acme.cn'] },
  { key: 'slow', tenant: ACME, origins: [], eventsPerSecond: 1 },
  { key: 'other', tenant: 'other' as TenantId, origins: ['*'] },
])

let writer = fakeEventWriter()
let clock = fakeClock(NOW)
let counters = uploadCounters()
let app = ingestRoutes({ writer, keyring: keyring(), keys: KEYS, clock, counters })

function keyring() {
  return createKeyring([{ version: 1, secret: new Uint8Array(32).fill(1) }])
}

function serve(changed: Partial<IngestDeps> & { keys?: IngestKeys } = {}) {
  writer = fakeEventWriter()
  clock = fakeClock(NOW)
  counters = uploadCounters()
  app = ingestRoutes({ writer, keyring: keyring(), keys: KEYS, clock, counters, ...changed })
}
beforeEach(() => {
  serve()
})

const event = (seq: number, more: Record<string, unknown> = {}) => ({
  seq,
  time: NOW - 5_000_000,
  mono: seq,
  ...more,
})
const envelope = (more: Record<string, unknown> = {}) => ({
  v: 1,
  key: 'pk',
  session: 's-1',
  secret: 'secret-of-session-1',
  floor: 1,
  highest: 2,
  sent: NOW - 1_000_000,
  via: 'live',
  events: [event(1), event(2)],
  ...more,
})

async function post(body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  return app.request('/v1/events', {
    method: 'POST',
    body,
    headers: { 'content-type': 'text/plain', ...headers },
  })
}
const send = (more: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  post(JSON.stringify(envelope(more)), headers)
const answerOf = async (response: Response) => (await response.json()) as UploadAnswer
async function refusal(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  const { status, code, detail } = (await response.json()) as {
    status: number
    code: string
    detail?: string
  }
  expect(status).toBe(response.status)
  return { status, code, detail }
}

describe('an upload', () => {
  test('is stored for the tenant of its key and answered with what is resolved', async () => {
    const response = await send({ tenant: 'other' })
    expect(response.status).toBe(200)
    expect(await answerOf(response)).toEqual({
      v: 1,
      session: 's-1',
      resolvedThrough: 2,
      resolved: [],
      stored: 2,
      duplicates: 0,
      rejected: [],
      serverTime: NOW,
    })
    expect(writer.stored('acme', 's-1')).toHaveLength(2)
    expect(writer.batches[0]).toMatchObject({
      kind: 'live',
      received: NOW,
      skew: 1_000_000,
      floor: 1,
      highest: 2,
    })
  })

  test('gzipped by its first bytes, whatever the headers say', async () => {
    const response = await post(gzipSync(JSON.stringify(envelope())))
    expect((await answerOf(response)).stored).toBe(2)
  })

  test('sent again adds nothing', async () => {
    await send()
    expect(await answerOf(await send())).toMatchObject({ stored: 0, duplicates: 2, resolvedThrough: 2 })
  })

  test('good events are kept, bad ones reported by place and reason', async () => {
    const events = [event(1), { seq: 2 }, event(3, { message: 'x'.repeat(300_000) }), 7, event(5)]
    const answer = await answerOf(await send({ events, highest: 5 }))
    expect(answer.rejected.map(({ index, seq, reason }) => [index, seq, reason])).toEqual([
      [1, 2, 'invalid'],
      [2, 3, 'too-large'],
      [3, undefined, 'invalid'],
    ])
    expect(answer).toMatchObject({ stored: 2, resolvedThrough: 3, resolved: [[5, 5]] })
  })

  test('the same seq with other content is a conflict at its place', async () => {
    await send()
    const answer = await answerOf(await send({ events: [event(3), event(2, { message: 'changed' })] }))
    expect(answer.rejected).toEqual([
      { index: 1, seq: 2, reason: 'conflict', detail: 'seq 2: stored before with other content' },
    ])
    expect(writer.stored('acme', 's-1')[1]?.message).toBeUndefined()
  })

  test('an upload without events tells what is recorded and missing', async () => {
    expect((await send({ events: [], highest: 0 })).status).toBe(200)
    expect(writer.batches[0]).toMatchObject({ highest: 0, events: [] })
  })

  test('the highest seq is never below one that came', async () => {
    await send({ events: [event(9)], highest: 2 })
    expect(writer.batches[0]?.highest).toBe(9)
  })

  test('a highest far above all that was seen is believed by ten million only', async () => {
    const most = Number.MAX_SAFE_INTEGER
    await send({ events: [event(9)], highest: most })
    await send({ events: [], floor: 50_000_000, highest: most })
    await send({ events: [], floor: 100_000_001, highest: most })
    await send({ events: [], highest: 10_000_000 })
    expect(writer.batches.map(({ highest }) => highest)).toEqual([
      10_000_009, 59_999_999, 100_000_000, 10_000_000,
    ])
  })

  test('a seq that no page reaches is refused and raises nothing', async () => {
    const events = [event(1), event(100_000_000), event(100_000_001), { seq: Number.MAX_SAFE_INTEGER }]
    const answer = await answerOf(await send({ events: [events[0], ...events.slice(2)] }))
    expect(answer.rejected.map(({ index, seq, reason }) => [index, seq, reason])).toEqual([
      [1, undefined, 'invalid'],
      [2, undefined, 'invalid'],
    ])
    expect(answer.rejected[0]?.detail).toContain('begin a new session')
    expect(writer.batches[0]?.highest).toBe(2)
    expect(await answerOf(await send({ events }))).toMatchObject({ stored: 1, duplicates: 1 })
  })

  test('more cannot be lost than was recorded', async () => {
    const lost = (seq: number, to: number | string) =>
      event(seq, { category: 'sdk', name: 'LOST', attrs: { from: '1', to: String(to), reason: 'quota' } })
    const answer = await answerOf(
      await send({ events: [event(8), lost(9, 7), lost(10, 2 ** 53 - 1), lost(11, 13), lost(12, 12)] }),
    )
    expect(answer).toMatchObject({
      stored: 3,
      rejected: [
        { index: 2, seq: 10 },
        { index: 3, seq: 11 },
      ],
    })
    expect(answer.rejected[0]).toMatchObject({ reason: 'invalid', detail: expect.stringContaining('12') })
  })

  test('the secret is kept as its hash, and another one is refused', async () => {
    await send()
    expect(JSON.stringify(writer.batches)).not.toContain('secret-of-session-1')
    expect(await refusal(await send({ secret: 'secret-of-somebody-else' }))).toMatchObject({
      status: 409,
      code: 'session-taken',
    })
    expect((await send({ key: 'other', secret: 'secret-of-somebody-else' })).status).toBe(200)
  })

  test('the session record is completed and cleaned', async () => {
    const record = {
      app: 'phone',
      url: 'https://x/?to=13800138000&token=abc12345',
      custom: { tel: '138 0013 8000' },
    }
    await send({ record }, { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/138.0.0.0 Safari/537.36' })
    const stored = writer.batches[0]?.record
    expect(stored).toMatchObject({
      app: 'phone',
      browser: 'Chrome',
      browserVersion: '138.0.0.0',
      os: 'Linux',
    })
    expect(JSON.stringify(stored)).not.toMatch(/13800138000|0013|abc12345/)
  })
})

describe('refused whole', () => {
  test.each<[string, BodyInit, number, string]>([
    ['nothing', '', 400, 'invalid-json'],
    ['no JSON', '{"v":1', 400, 'invalid-json'],
    ['a list', '[]', 400, 'invalid-envelope'],
    ['another version', JSON.stringify(envelope({ v: 2 })), 400, 'unsupported-envelope'],
    ['a bad session', JSON.stringify(envelope({ session: 'a b' })), 400, 'invalid-envelope'],
    ['a short secret', JSON.stringify(envelope({ secret: 'short' })), 400, 'invalid-envelope'],
    ['a floor above', JSON.stringify(envelope({ floor: 9 })), 400, 'invalid-envelope'],
    [
      'a floor beyond reach',
      JSON.stringify(envelope({ floor: 100_000_002, highest: 200_000_000 })),
      400,
      'invalid-envelope',
    ],
    ['a false import', JSON.stringify(envelope({ via: 'import' })), 400, 'invalid-envelope'],
    ['a bad record', JSON.stringify(envelope({ record: { app: {} } })), 400, 'invalid-envelope'],
    ['an unknown key', JSON.stringify(envelope({ key: '__proto__' })), 401, 'unknown-key'],
    ['a depth', `{"a":${'['.repeat(MAX_JSON_DEPTH + 1)}${']'.repeat(MAX_JSON_DEPTH + 1)}}`, 400, 'too-deep'],
    ['only depth', '['.repeat(1_000_000), 400, 'too-deep'],
    ['lists without end', `[${'[],'.repeat(600_000)}[]]`, 413, 'too-large'],
    [
      'too many events',
      JSON.stringify(envelope({ events: Array(MAX_EVENTS_PER_UPLOAD + 1).fill(0) })),
      413,
      'too-many-events',
    ],
    ['too large', 'x'.repeat(MAX_UPLOAD_BYTES + 1), 413, 'too-large'],
    ['a gzip bomb', gzipSync(Buffer.alloc(30_000_000, '[')), 413, 'expands-too-far'],
    ['a gzip of too much', gzipSync(Buffer.alloc(2_000_000, ' ')), 413, 'expands-too-far'],
    ['half a gzip', gzipSync(JSON.stringify(envelope())).subarray(0, 50), 400, 'invalid-gzip'],
    ['gzip in name only', new Uint8Array([0x1f, 0x8b, 0, 0, 0]), 400, 'invalid-gzip'],
    ['gzip twice', gzipSync(gzipSync(JSON.stringify(envelope()))), 400, 'invalid-json'],
  ])('%s', async (_, body, status, code) => {
    expect(await refusal(await post(body))).toMatchObject({ status, code })
    expect(writer.batches).toEqual([])
  })

  test('a stream without length that is too large', async () => {
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        controller.enqueue(new Uint8Array(1_000_000))
      },
    })
    const request = new Request('http://x/v1/events', { method: 'POST', body, duplex: 'half' } as RequestInit)
    expect(await refusal(await app.request(request))).toMatchObject({ status: 413, code: 'too-large' })
  })

  test('a body that never ends', async () => {
    serve({ maxUploadSeconds: 0.02 })
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(1)),
    })
    const request = new Request('http://x/v1/events', { method: 'POST', body, duplex: 'half' } as RequestInit)
    expect(await refusal(await app.request(request))).toMatchObject({ status: 408, code: 'too-slow' })
  })

  test('a body that breaks off', async () => {
    const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('gone')) })
    const request = new Request('http://x/v1/events', { method: 'POST', body, duplex: 'half' } as RequestInit)
    expect(await refusal(await app.request(request))).toMatchObject({ status: 400, code: 'aborted' })
  })

  test('when the store is away: nothing counts as received', async () => {
    writer.fail({ code: 'unavailable', reason: 'The engine restarts.', retryAfterSeconds: 3 })
    const response = await send()
    expect(response.headers.get('retry-after')).toBe('3')
    expect(await refusal(response)).toMatchObject({ status: 503, code: 'store-unavailable' })
    expect(counters.counts(ACME)).toMatchObject({ received: 0, pending: 0, turnedAway: 2 })
  })

  test('when too many bytes are in hand, until they are given back', async () => {
    serve({ maxBytesInHand: 1_000 })
    const response = await send(
      { events: [event(1, { message: 'x'.repeat(2_000) })] },
      { 'content-length': '900' },
    )
    expect(response.headers.get('retry-after')).toBe('1')
    expect(await refusal(response)).toMatchObject({ status: 503, code: 'busy' })
    serve({ maxBytesInHand: 10_000 })
    for (let i = 0; i < 20; i++) expect((await send({}, { 'content-length': '900' })).status).toBe(200)
  })
})

describe('the rate of a key', () => {
  test('is its own, and fills again', async () => {
    const statuses = []
    for (let i = 0; i < 4; i++) statuses.push((await send({ key: 'slow' })).status)
    expect(statuses).toEqual([200, 200, 429, 429])
    expect((await send()).status).toBe(200)
    const response = await send({ key: 'slow' })
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    clock.advance(2_000_000)
    expect((await send({ key: 'slow' })).status).toBe(200)
  })
})

const preflight = (origin: string) => app.request('/v1/events', { method: 'OPTIONS', headers: { origin } })

describe('origins', () => {
  test.each(['https://app.acme.com', 'https://a.acme.cn', 'https://a.b.acme.cn'])(
    '%s may send',
    async (origin) => {
      serve({
        keys: ingestKeys([
          { key: 'pk', tenant: ACME, origins: ['https://app.acme.com', 'https://*.acme.cn'] },
        ]),
      })
      const response = await send({}, { origin })
      expect(response.status).toBe(200)
      expect(response.headers.get('access-control-allow-origin')).toBe(origin)
      expect(response.headers.get('access-control-allow-credentials')).toBeNull()
      expect(response.headers.get('vary')).toContain('origin')
      expect((await preflight(origin)).status).toBe(204)
    },
  )

  test.each([
    'https://evil.com',
    'http://app.acme.com',
    'https://acme.cn.evil.com',
    'https://evilacme.cn',
    'null',
    '',
  ])('%j may not', async (origin) => {
    serve({
      keys: ingestKeys([{ key: 'pk', tenant: ACME, origins: ['https://app.acme.com', 'https://*.acme.cn'] }]),
    })
    const response = await send({}, { origin })
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    expect(await refusal(response)).toMatchObject({ status: 403, code: 'origin-refused' })
    expect((await preflight(origin)).status).toBe(403)
    expect(writer.batches).toEqual([])
  })

  test('a page of another key’s origin can read why it was refused', async () => {
    const response = await send({}, { origin: 'https://elsewhere.com' })
    expect(response.status).toBe(403)
    expect(response.headers.get('access-control-allow-origin')).toBe('https://elsewhere.com')
  })
})

describe('hostile content', () => {
  const HOSTILE = [
    '<img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    '\u001B[31mred\u001B[0m',
    '\u202Egnp.exe',
    'a\u0000b',
    '\uD800',
    '__proto__',
    'constructor',
    "'; DROP TABLE events; --",
    '😀'.repeat(20_000),
    'x'.repeat(5_000_000),
  ]

  test.each(HOSTILE.map((text) => [text.slice(0, 20), text]))(
    '%j is stored as text or refused',
    async (_, text) => {
      const fields = {
        message: text,
        label: text,
        name: text,
        payload: text,
        attrs: { [text]: text, a: text },
      }
      const source = { id: 'i', type: text, name: text }
      const response = await post(
        gzipSync(JSON.stringify(envelope({ events: [event(1, { ...fields, source })] })), { level: 1 }),
      )
      expect([200, 413]).toContain(response.status)
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    },
  )

  test('a key named __proto__ changes nothing but its event', async () => {
    const events = '[{"seq":1,"time":1,"attrs":{"__proto__":"x"},"__proto__":{"seq":2}}]'
    await post(JSON.stringify(envelope({ events: 'EVENTS' })).replace('"EVENTS"', events))
    expect(Object.entries(writer.stored('acme', 's-1')[0]?.attrs ?? {})).toEqual([['__proto__', 'x']])
  })

  test('no body and no events make a 500, and received is always the sum of the rest', async () => {
    const anyEvents = fc.array(
      fc.oneof(
        fc.record({ seq: fc.integer({ min: 1, max: 9 }), time: fc.constant(NOW), message: fc.string() }),
        fc.anything(),
      ),
      { maxLength: 8 },
    )
    const bodies = fc.oneof(
      anyEvents.map((events) => JSON.stringify(envelope({ events }))),
      fc.json(),
      fc.string({ unit: 'binary' }),
      fc.uint8Array().map((bytes) => new Uint8Array([0x1f, 0x8b, ...bytes])),
    )
    const property = fc.asyncProperty(bodies, async (body) => {
      const response = await post(body)
      expect([200, 400, 401, 413]).toContain(response.status)
      const { received, stored, duplicates, rejected, pending } = counters.counts(ACME)
      expect(
        stored + duplicates + pending + rejected.invalid + rejected['too-large'] + rejected.conflict,
      ).toBe(received)
    })
    await fc.assert(property, { numRuns: 300 })
    expect(counters.counts(ACME).received).toBeGreaterThan(50)
  })
})
