import { ClickHouseError } from '@clickhouse/client'
import { expect, test } from 'vitest'
import { storeFailureOf } from './store-failure.ts'

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
