import { createRoute, z } from '@hono/zod-openapi'
import { describe, expect, test } from 'vitest'
import { DEFAULT_TENANT } from '#protocol/ids.ts'
import { fakeClock } from '#testing/clock.ts'
import type { AccessPolicy } from './access/policy.ts'
import { createThrottle } from './access/throttle.ts'
import { createTokenGuard, tokenDigest } from './access/token.ts'
import { createApp, type AppDeps } from './app.ts'
import type { Asset } from './http/assets.ts'
import { silentLog } from './http/log.ts'
import { ProblemError, type Problem } from './http/problem.ts'
import { MAX_COMMAND_BYTES } from './http/request-limits.ts'
import { newRoutes } from './http/routes.ts'
import type { Health } from './status/health.ts'

const TOKEN = 'correct-horse-battery'
const START = 1_800_000_000_000_000

function probeRoutes() {
  const routes = newRoutes()
  const echo = createRoute({
    method: 'post',
    path: '/api/echo',
    request: {
      body: { required: true, content: { 'application/json': { schema: z.object({ n: z.int() }) } } },
    },
    responses: {
      200: { description: 'ok', content: { 'application/json': { schema: z.object({ n: z.int() }) } } },
    },
  })
  routes.openapi(echo, (c) => c.json(c.req.valid('json'), 200))
  routes.get('/api/whoami', (c) => c.json({ tenant: c.get('tenant'), actor: c.get('actor') }))
  routes.get('/api/known', () => {
    throw new ProblemError({ status: 409, code: 'known', title: 'Known', more: { position: 3 } })
  })
  routes.get('/api/bug/13800138000', () => {
    throw new Error('secret detail')
  })
  routes.get('/api/away', () => {
    throw new RangeError('the store went away')
  })
  routes.get('/api/foreign', (c) => c.text('nope', 400))
  routes.post('/v1/events', (c) => c.text('taken'))
  return routes
}

const asset = (text: string, type: string): Asset => ({
  body: new TextEncoder().encode(text),
  type,
  etag: `"${text.length}"`,
})

function makeApp(over: Partial<AppDeps> & { readonly policy?: AccessPolicy } = {}) {
  const clock = fakeClock(START)
  const logged: unknown[] = []
  const health: Health = {
    status: 'ready',
    version: '1.2.3',
    engine: { mode: 'embedded', version: '26.7', restarts: 0 },
    uptime: 1,
    disk: null,
  }
  const app = createApp({
    version: '1.2.3',
    log: { ...silentLog, error: (fields) => logged.push(fields), debug: (fields) => logged.push(fields) },
    access: {
      policy: over.policy ?? {},
      tenant: DEFAULT_TENANT,
      clock,
      throttle: createThrottle(),
      peerOf: () => '127.0.0.1',
    },
    health: () => health,
    closed: () => undefined,
    problemOf: (error) =>
      error instanceof RangeError
        ? { status: 503, code: 'away', title: 'Away', retryAfterSeconds: 1 }
        : undefined,
    modules: [probeRoutes()],
    assets: new Map([
      ['/index.html', asset('<html>__CSP_NONCE__</html>', 'text/html; charset=utf-8')],
      ['/assets/a-1.js', asset('js', 'text/javascript')],
    ]),
    ...over,
  })
  const ask = (path: string, init: RequestInit = {}) => {
    const headers = new Headers({ host: '127.0.0.1:4680', 'x-clueline': '1' })
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value)
    return app.request(`http://127.0.0.1:4680${path}`, { ...init, headers })
  }
  return { ask, clock, logged }
}

const problemOf = async (response: Response) => {
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  return (await response.json()) as {
    code: string
    detail?: string
    id?: string
    position?: number
    type: string
  }
}
const post = (body: string): RequestInit => ({
  method: 'POST',
  body,
  headers: { 'content-type': 'application/json' },
})

describe('errors are problem details', () => {
  test.each([
    ['unknown address', '/api/nothing', {}, 404, 'not-found'],
    ['unknown method', '/api/echo', { method: 'PUT' }, 404, 'not-found'],
    ['unknown upload address', '/v1/nothing', { method: 'POST' }, 404, 'not-found'],
    ['expected failure', '/api/known', {}, 409, 'known'],
    ['failure that is no bug', '/api/away', {}, 503, 'away'],
    ['refusal in another form', '/api/foreign', {}, 400, 'invalid-request'],
    ['wrong body', '/api/echo', post('{"n":"x"}'), 400, 'invalid-request'],
    ['no JSON', '/api/echo', post('{'), 400, 'invalid-request'],
    ['too large', '/api/echo', post(`{"n":1,"x":"${'y'.repeat(MAX_COMMAND_BYTES)}"}`), 413, 'too-large'],
  ])('%s', async (_why, path, init, status, code) => {
    const response = await makeApp().ask(path, init)
    expect(response.status).toBe(status)
    expect(await problemOf(response)).toMatchObject({ code, type: `urn:clueline:${code}` })
  })

  test('a bug tells the client an id and the log the rest, the address excepted', async () => {
    const { ask, logged } = makeApp()
    const response = await ask('/api/bug/13800138000?q=secret')
    expect(response.status).toBe(500)
    const text = JSON.stringify(await problemOf(response))
    expect(text).not.toContain('secret')
    const entry = logged.find((it) => (it as { err?: unknown }).err !== undefined) as {
      id: string
      err: Error
    }
    expect(text).toContain(entry.id)
    expect(entry.err.message).toBe('secret detail')
    const withoutError = logged.map((it) => ({ ...(it as object), err: undefined }))
    expect(JSON.stringify(withoutError)).not.toMatch(/13800138000|secret/)
  })
})

describe('headers', () => {
  test.each([
    '/',
    '/api/health',
    '/api/nothing',
    '/api/bug/13800138000',
    '/assets/a-1.js',
    '/api/openapi.json',
  ])('%s is protected', async (path) => {
    const { headers } = await makeApp().ask(path)
    const csp = headers.get('content-security-policy') ?? ''
    expect(csp).toMatch(/^default-src 'none'; script-src 'self';/)
    expect(csp).toContain("frame-ancestors 'none'")
    expect(csp).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  })
})

describe('the app', () => {
  test('every other address is its page, with a nonce of its own', async () => {
    const { ask } = makeApp()
    const [one, two] = await Promise.all([ask('/logs?q=a.b'), ask('/session/x')])
    const html = await one.text()
    expect(html).toMatch(/^<html>[\w+/=]{20,}<\/html>$/)
    expect(one.headers.get('content-security-policy')).toContain(`'nonce-${html.slice(6, -7)}'`)
    expect(one.headers.get('cache-control')).toBe('no-cache')
    expect(await two.text()).not.toBe(html)
  })

  test('files are cached for ever by the hash in their name; a missing one is no page', async () => {
    const { ask } = makeApp()
    const file = await ask('/assets/a-1.js')
    expect(await file.text()).toBe('js')
    expect(file.headers.get('cache-control')).toContain('immutable')
    const again = await ask('/assets/a-1.js', {
      headers: { 'if-none-match': file.headers.get('etag') ?? '' },
    })
    expect(again.status).toBe(304)
    expect((await ask('/assets/a-2.js')).status).toBe(404)
    expect((await ask('/logs', { method: 'POST' })).status).toBe(404)
  })

  test('says so when it is not built', async () => {
    const { ask } = makeApp({ assets: new Map() })
    expect(await problemOf(await ask('/'))).toMatchObject({ code: 'app-not-built' })
  })
})

describe('access', () => {
  test('a route learns tenant and actor', async () => {
    expect(await (await makeApp().ask('/api/whoami')).json()).toEqual({ tenant: 'local', actor: 'local' })
  })

  test('an encoded address is judged as the router reads it', async () => {
    const { ask } = makeApp({ policy: { guard: createTokenGuard(tokenDigest(TOKEN)) } })
    expect((await ask('/%61pi/whoami')).status).toBe(401)
    expect((await ask('/api/%77hoami')).status).toBe(401)
  })

  test('sign in, be known, sign out', async () => {
    const { ask, clock } = makeApp({ policy: { guard: createTokenGuard(tokenDigest(TOKEN)) } })
    expect(await problemOf(await ask('/api/me'))).toMatchObject({ code: 'sign-in-required', method: 'token' })
    const signedIn = await ask('/api/sign-in', post(JSON.stringify({ token: TOKEN })))
    expect(signedIn.status).toBe(200)
    const cookie = signedIn.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/^clueline_session=.*; Path=\/; HttpOnly; SameSite=Strict$/)
    const headers = { cookie: cookie.split(';')[0] ?? '' }
    expect(await (await ask('/api/me', { headers })).json()).toMatchObject({ actor: 'token' })
    expect((await ask('/api/whoami', { headers })).status).toBe(200)
    const out = await ask('/api/sign-out', { method: 'POST', headers })
    expect(out.headers.get('set-cookie')).toMatch(/^clueline_session=; Max-Age=0/)
    clock.advance(8 * 86_400 * 1_000_000)
    expect((await ask('/api/whoami', { headers })).status).toBe(401)
  })

  test('the cookie is for https only where people use https', async () => {
    const policy = {
      guard: createTokenGuard(tokenDigest(TOKEN)),
      publicUrl: new URL('https://logs.example.com'),
    }
    const { ask } = makeApp({ policy })
    const signedIn = await ask('/api/sign-in', post(JSON.stringify({ token: TOKEN })))
    expect(signedIn.headers.get('set-cookie')).toContain('; Secure')
  })

  test('wrong tokens are throttled, at the door and by bearer alike', async () => {
    const { ask, clock } = makeApp({ policy: { guard: createTokenGuard(tokenDigest(TOKEN)) } })
    const statuses: number[] = []
    for (let i = 0; i < 3; i += 1) {
      statuses.push((await ask('/api/sign-in', post('{"token":"wrong"}'))).status)
      statuses.push((await ask('/api/whoami', { headers: { authorization: 'Bearer wrong' } })).status)
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
    const refused = await ask('/api/sign-in', post('{"token":"wrong"}'))
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    clock.advance(2_000_000)
    expect((await ask('/api/sign-in', post('{"token":"wrong"}'))).status).toBe(401)
  })

  test('wrong tokens of one never lock out others at the same address', async () => {
    const { ask } = makeApp({ policy: { guard: createTokenGuard(tokenDigest(TOKEN)) } })
    for (let i = 0; i < 50; i += 1) await ask('/api/sign-in', post('{"token":"wrong"}'))
    expect((await ask('/api/sign-in', post('{"token":"wrong"}'))).status).toBe(429)
    expect((await ask('/api/sign-in', post(JSON.stringify({ token: TOKEN })))).status).toBe(200)
    const headers = { authorization: `Bearer ${TOKEN}` }
    expect((await ask('/api/whoami', { headers })).status).toBe(200)
  })

  test('without a token there is nothing to sign in to', async () => {
    expect(await problemOf(await makeApp().ask('/api/sign-in', post('{"token":"x"}')))).toMatchObject({
      code: 'no-sign-in',
    })
  })
})

test('while the engine is away, what needs it says when to come back; the rest answers', async () => {
  const closed: Problem = { status: 503, code: 'starting', title: 'Starting', retryAfterSeconds: 2 }
  const { ask } = makeApp({ closed: () => closed })
  for (const path of ['/api/whoami', '/v1/events']) {
    const response = await ask(path, path === '/v1/events' ? { method: 'POST' } : {})
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('2')
  }
  for (const path of ['/', '/api/health', '/api/me']) {
    expect((await ask(path)).status).toBe(200)
  }
})

test('the surface is described by OpenAPI 3.1', async () => {
  const document = (await (await makeApp().ask('/api/openapi.json')).json()) as {
    openapi: string
    paths: Record<string, unknown>
  }
  expect(document.openapi).toBe('3.1.0')
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining(['/api/health', '/api/me', '/api/sign-in', '/api/sign-out', '/api/echo']),
  )
})
