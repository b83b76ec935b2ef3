import { describe, expect, test } from 'vitest'
import { isLoopback, readConfig, type Environment } from './config.ts'

const faultsOf = (env: Environment) => {
  const config = readConfig(env, '/home/me')
  return config.ok ? [] : config.error
}
const TOKEN = 'a-token-of-some-length'

test('without any variable the server is for this machine alone', () => {
  expect(readConfig({}, '/home/me')).toEqual({
    ok: true,
    value: {
      port: 4680,
      host: '127.0.0.1',
      data: '/home/me/.clueline',
      logLevel: 'warn',
      loadSample: true,
      tenant: 'local',
    },
  })
})

test('an empty variable is as none', () => {
  const empty = { PORT: '', HOST: ' ', CLUELINE_DATA: '', CLUELINE_TOKEN: '' }
  expect(readConfig(empty, '/home/me')).toEqual(readConfig({}, '/home/me'))
})

test('reads everything', () => {
  const env = {
    PORT: '0',
    HOST: '[::1]',
    CLUELINE_DATA: '/data',
    CLUELINE_CLICKHOUSE_URL: 'http://me:pw@db:8123',
    CLUELINE_CLICKHOUSE_READER_USER: 'ro',
    CLUELINE_CLICKHOUSE_READER_PASSWORD: 'rw',
    CLUELINE_TOKEN: TOKEN,
    CLUELINE_TRUSTED_PROXY_HEADER: 'X-Forwarded-User',
    CLUELINE_TRUSTED_PROXY_SECRET: TOKEN,
    CLUELINE_PUBLIC_URL: 'https://logs.example.com',
    CLUELINE_INGEST_KEYS: 'k=local',
    CLUELINE_RETENTION_DAYS: '30',
    CLUELINE_RETENTION_DISK_PERCENT: '80',
    CLUELINE_LOG: 'debug',
    CLUELINE_SAMPLE: 'off',
    CLUELINE_TENANT: 'acme',
  }
  expect(readConfig(env, '/')).toEqual({
    ok: true,
    value: {
      port: 0,
      host: '::1',
      data: '/data',
      external: {
        mode: 'external',
        url: 'http://db:8123',
        headers: {},
        database: 'clueline',
        writer: { username: 'me', password: 'pw' },
        reader: { username: 'ro', password: 'rw' },
      },
      token: { kind: 'given', token: TOKEN },
      proxy: { header: 'x-forwarded-user', secret: TOKEN },
      publicUrl: new URL('https://logs.example.com'),
      ingestKeys: 'k=local',
      retentionDays: 30,
      retentionDiskPercent: 80,
      logLevel: 'debug',
      loadSample: false,
      tenant: 'acme',
    },
  })
})

test.each([
  ['PORT', '70000', '0 to 65535'],
  ['PORT', '1e3', '"1e3"'],
  ['CLUELINE_TOKEN', 'short', '16 characters'],
  ['CLUELINE_TOKEN', 'with spaces in the middle', 'no spaces'],
  ['CLUELINE_CLICKHOUSE_URL', 'db:8123', 'http or https'],
  ['CLUELINE_PUBLIC_URL', 'logs.example.com', 'http or https'],
  ['CLUELINE_TRUSTED_PROXY_HEADER', 'a b', 'name of a header'],
  ['CLUELINE_TRUSTED_PROXY_SECRET', TOKEN, 'needs CLUELINE_TRUSTED_PROXY_HEADER'],
  ['CLUELINE_RETENTION_DAYS', '0', '1 to'],
  ['CLUELINE_RETENTION_DISK_PERCENT', '99', '10 to 95'],
  ['CLUELINE_LOG', 'loud', 'debug, info'],
  ['CLUELINE_INGEST_KEYS', 'nokey', 'entry 1'],
  ['CLUELINE_TENANT', 'Acme!', '1 to 32'],
  ['CLUELINE_SAMPLE', 'no', '"on" or "off"'],
])('%s=%s is refused in words', (name, value, words) => {
  const faults = faultsOf({ [name]: value })
  expect(faults).toHaveLength(1)
  expect(faults[0]).toContain(words)
  expect(faults[0]).toContain(name)
})

test('a password in a wrong address is not repeated', () => {
  expect(faultsOf({ CLUELINE_CLICKHOUSE_URL: 'tcp://me:hunter2@db' }).join()).not.toContain('hunter2')
})

describe('an address that others reach', () => {
  test.each([
    ['0.0.0.0', {}],
    ['::', {}],
    ['box.lan', {}],
    ['127.0.0.1.evil.example', {}],
    ['0.0.0.0', { CLUELINE_TRUSTED_PROXY_HEADER: 'x-user' }],
  ])('%s %o is refused, and the way out is said', (HOST, env) => {
    expect(faultsOf({ HOST, ...env }).join()).toContain('CLUELINE_TOKEN=generate')
  })
  test.each([
    { CLUELINE_TOKEN: TOKEN },
    { CLUELINE_TOKEN: 'generate' },
    { CLUELINE_TRUSTED_PROXY_HEADER: 'x-user', CLUELINE_TRUSTED_PROXY_SECRET: TOKEN },
  ])('is taken with %o', (env) => {
    expect(faultsOf({ HOST: '0.0.0.0', ...env })).toEqual([])
  })
})

test.each([
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['localhost', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['128.0.0.1', false],
])('%s is loopback: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected)
})
