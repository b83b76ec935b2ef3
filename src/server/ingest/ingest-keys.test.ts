import { describe, expect, test } from 'vitest'
import type { Micros } from '#protocol/time.ts'
import { allowsOrigin, parseIngestKeys, type IngestKeys } from './ingest-keys.ts'
import { tokenBucket } from './rate-limit.ts'

function keysOf(text: string | undefined, loopback = true): IngestKeys {
  const read = parseIngestKeys(text, loopback)
  if (!read.ok) throw new Error(read.error.join(' '))
  return read.value
}

describe('CLUELINE_INGEST_KEYS', () => {
  test('holds keys with tenant, origins and rate', () => {
    const keys = keysOf('pk_1=acme@https://app.acme.com|http://[::1]:8080#500; pk_2=beta,\n pk_3=acme@*')
    expect(keys.find('pk_1')).toEqual({
      key: 'pk_1',
      tenant: 'acme',
      origins: ['https://app.acme.com', 'http://[::1]:8080'],
      eventsPerSecond: 500,
    })
    expect(keys.find('pk_2')).toEqual({ key: 'pk_2', tenant: 'beta', origins: [] })
    expect(keys.find('pk_3')?.origins).toEqual(['*'])
    expect(keys.find('local')).toBeUndefined()
  })

  test('unset: the key local for this machine only', () => {
    expect(keysOf(undefined).find('local')).toMatchObject({ tenant: 'local' })
    expect(keysOf(undefined).anyAllows('http://localhost:5173')).toBe(true)
    expect(keysOf(undefined).anyAllows('https://evil.com')).toBe(false)
    expect(keysOf(undefined).anyAllows('http://localhost.evil.com')).toBe(false)
    expect(keysOf(undefined, false).find('local')).toBeUndefined()
  })

  test.each([
    ['acme', 'entry 1: expected KEY=TENANT'],
    ['k=Acme', 'entry 1: "Acme" is no tenant'],
    ['a=b, k!=b', 'entry 2: a key has'],
    ['k=acme@app.acme.com', 'entry 1: "app.acme.com" is no origin'],
    ['k=acme@https://app.acme.com/', 'is no origin'],
    ['k=acme#0', '"0" is no rate'],
    ['k=a k=b', 'the key k stands there twice'],
  ])('%s is refused in words', (text, fault) => {
    const read = parseIngestKeys(text, true)
    expect(read.ok ? [] : read.error).toEqual([expect.stringContaining(fault)])
  })

  test('a key without origins is for programs, not for pages', () => {
    const key = keysOf('k=acme').find('k')
    expect(key && allowsOrigin(key, undefined)).toBe(true)
    expect(key && allowsOrigin(key, 'https://app.acme.com')).toBe(false)
  })
})

const at = (seconds: number) => (seconds * 1_000_000) as Micros

describe('the rate', () => {
  test('lets a burst through, then the rate', () => {
    const bucket = tokenBucket(10)
    expect(bucket.take(40, at(0))).toBe(0)
    expect(bucket.take(1, at(0))).toBe(1)
    expect(bucket.take(1, at(0.1))).toBe(0)
  })

  test('a batch larger than the rate passes and is paid for afterwards', () => {
    const bucket = tokenBucket(10)
    expect(bucket.take(100, at(0))).toBe(0)
    expect(bucket.take(1, at(1))).toBe(5)
    expect(bucket.take(1, at(6.1))).toBe(0)
  })

  test('a clock that steps back neither fills nor blocks', () => {
    const bucket = tokenBucket(10)
    expect(bucket.take(41, at(100))).toBe(0)
    expect(bucket.take(1, at(0))).toBe(1)
    expect(bucket.take(1, at(1))).toBe(0)
  })
})
