import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LambdaEvent } from 'hono/aws-lambda'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLambdaHandlers } from './aws-lambda/handler.ts'
import { createFunctionInstance, FunctionConfigError } from './function-instance.ts'
import { startWebFunction } from './tencent-scf/web-function.ts'

const TOKEN = 'a-token-of-some-length'
let data = ''
let env: Record<string, string> = {}

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'clueline-function-'))
  env = {
    CLUELINE_DATA: data,
    CLUELINE_TOKEN: TOKEN,
    // Nothing listens on port 1: the function must say so, not hang or crash.
    CLUELINE_CLICKHOUSE_URL: 'http://user:password@127.0.0.1:1',
    CLUELINE_LOG: 'silent',
    CLUELINE_SINGLE_WRITER: '1',
  }
})
afterEach(() => {
  rmSync(data, { recursive: true })
})

function gatewayEvent(path: string, headers: Record<string, string>): LambdaEvent {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: '',
    headers: { host: 'abc.execute-api.example', ...headers },
    queryStringParameters: null,
    requestContext: {
      http: { method: 'GET', path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
    },
    body: null,
    isBase64Encoded: false,
  } as unknown as LambdaEvent
}

describe('the same app answers on', () => {
  test('AWS Lambda', async () => {
    const { handler } = createLambdaHandlers(env)
    const health = await handler(gatewayEvent('/api/health', {}))
    expect(health.statusCode).toBe(503)
    expect(JSON.parse(health.body)).toMatchObject({ status: 'failed', engine: { mode: 'external' } })
    expect(JSON.parse(health.body)).toMatchObject({
      reason: expect.stringContaining('127.0.0.1:1') as unknown,
    })
    expect(health.body).not.toContain('password')
    expect((await handler(gatewayEvent('/api/rows', {}))).statusCode).toBe(401)
    const me = await handler(gatewayEvent('/api/me', { authorization: `Bearer ${TOKEN}` }))
    expect(JSON.parse(me.body)).toMatchObject({ actor: 'token' })
  })

  test('a Tencent web function', async () => {
    const listener = await startWebFunction(env, 0)
    if (!listener.ok) throw new Error(listener.error)
    try {
      const ask = (path: string) => fetch(`http://127.0.0.1:${listener.value.port}${path}`)
      const health = await ask('/api/health')
      expect(health.status).toBe(503)
      expect(await health.json()).toMatchObject({ engine: { mode: 'external' } })
      expect((await ask('/api/rows')).status).toBe(401)
      expect(health.headers.get('content-security-policy')).toContain("default-src 'none'")
    } finally {
      await listener.value.close(0)
    }
  })
})

test('the retention function tells its scheduler when the store is away', async () => {
  await expect(createLambdaHandlers(env).retention()).rejects.toThrow('127.0.0.1:1')
})

test('a function that may run many times at once answers 503 and says how to make it one', async () => {
  const { CLUELINE_SINGLE_WRITER: _, ...many } = env
  const { handler, retention } = createLambdaHandlers(many)
  const sentence = expect.stringContaining('CLUELINE_SINGLE_WRITER=1') as unknown
  const health = await handler(gatewayEvent('/api/health', {}))
  expect(health.statusCode).toBe(503)
  expect(JSON.parse(health.body)).toMatchObject({ status: 'failed', reason: sentence })
  const answer = await handler(gatewayEvent('/api/rows', { authorization: `Bearer ${TOKEN}` }))
  expect(answer.statusCode).toBe(503)
  expect(JSON.parse(answer.body)).toMatchObject({ detail: sentence })
  await expect(retention()).rejects.toThrow('CLUELINE_SINGLE_WRITER=1')
})

test.each([
  ['no store', { CLUELINE_CLICKHOUSE_URL: '' }, 'CLUELINE_CLICKHOUSE_URL'],
  ['no sign-in', { CLUELINE_TOKEN: '' }, 'CLUELINE_TOKEN'],
])('a function with %s does not start', (_why, change, word) => {
  const start = () => createFunctionInstance({ ...env, ...change }, () => undefined)
  expect(start).toThrow(FunctionConfigError)
  expect(start).toThrow(word)
})
