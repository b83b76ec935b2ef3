import { expect, test } from 'vitest'
import { DEFAULT_VIEW } from '#protocol/permalink/logs-view.ts'
import { shareAddress } from './share-address.ts'

const view = { ...DEFAULT_VIEW, query: 'level:error' }

test.each([
  ['http://127.0.0.1:4680', undefined, 'http://127.0.0.1:4680/logs?v=1&q=level:error', true],
  ['http://localhost:4680', undefined, 'http://localhost:4680/logs?v=1&q=level:error', true],
  ['http://[::1]:4680', undefined, 'http://[::1]:4680/logs?v=1&q=level:error', true],
  [
    'http://127.0.0.1:4680',
    'https://logs.example.com/',
    'https://logs.example.com/logs?v=1&q=level:error',
    false,
  ],
  ['http://10.0.0.7:4680', undefined, 'http://10.0.0.7:4680/logs?v=1&q=level:error', false],
])('%s, public %s', (origin, publicUrl, href, isLocal) => {
  expect(shareAddress(origin, publicUrl, '/logs', view)).toEqual({ href, isLocal })
})
