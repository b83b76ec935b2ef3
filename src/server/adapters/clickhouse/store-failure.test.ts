import { ClickHouseError } from '@clickhouse/client'
import { expect, test } from 'vitest'
import { storeFailureOf, writeFailureOf } from './store-failure.ts'

const engineError = (code: string) => new ClickHouseError({ code, type: 'X', message: 'm' })
const socketError = (code: string) => Object.assign(new Error('m'), { code })

test.each([
  [engineError('243'), 'disk-full'],
  [engineError('159'), 'time-limit'],
  [engineError('241'), 'memory-limit'],
  [engineError('202'), 'busy'],
  [engineError('252'), 'busy'],
  [engineError('394'), 'killed'],
  [engineError('62'), 'rejected'],
  [engineError('497'), 'rejected'],
  [socketError('ECONNREFUSED'), 'unreachable'],
  [socketError('ECONNRESET'), 'unreachable'],
  [new Error('Timeout error.'), 'unreachable'],
  [new Error('socket hang up'), 'unreachable'],
  [new TypeError('fetch failed', { cause: socketError('ECONNREFUSED') }), 'unreachable'],
  [new TypeError('x is not a function'), 'rejected'],
  ['text', 'rejected'],
  [undefined, 'rejected'],
] as const)('%s is %s', (error, failure) => {
  expect(storeFailureOf(error)).toBe(failure)
})

test.each([
  [new Error('<html><h1>504 Gateway Time-out</h1></html>'), 'unreachable'],
  [new Error(''), 'unreachable'],
  [new Error('the client', { cause: new Error('a proxy') }), 'unreachable'],
  [engineError('62'), 'rejected'],
  [engineError('243'), 'disk-full'],
  [new TypeError('x is not a function'), 'rejected'],
  [new RangeError('NaN'), 'rejected'],
] as const)('of a write, %s is %s', (error, failure) => {
  expect(writeFailureOf(error)).toBe(failure)
})
