import { expect, test } from 'vitest'
import { readHeaders, requestFacts, type RequestPart } from './request-facts.ts'

const part = (name: string, attrs: Record<string, string>, payload = ''): RequestPart => ({
  event: { name, phase: 'none', attrs, payloadBytes: payload.length },
  payload,
})

test('a request is put together from its events', () => {
  expect(
    requestFacts([
      part('REQUEST', { method: 'post', url: 'https://a.example/x' }),
      part('REQUEST_HEADERS_SENT', {}, 'x-a: 1\nauthorization: [secret:0011aabb]'),
      part('REQUEST_BODY_SENT', { content_type: 'application/json' }, '{"a":1}'),
      part('RESPONSE_HEADERS', { status: '200', ttfb: '94' }),
      part('REQUEST_TIMING', { dns: '3', ttfb: '90', download: '1' }),
      part('REQUEST', { status: '401', duration: '120' }),
    ]),
  ).toEqual({
    curl: {
      method: 'POST',
      url: 'https://a.example/x',
      headers: [
        { name: 'x-a', value: '1' },
        { name: 'authorization', value: '[secret:0011aabb]' },
        { name: 'content-type', value: 'application/json' },
      ],
      body: '{"a":1}',
    },
    phases: {
      total: 120,
      parts: [
        { phase: 'dns', from: 0, length: 3 },
        { phase: 'ttfb', from: 3, length: 90 },
        { phase: 'download', from: 93, length: 1 },
      ],
    },
    status: '401',
  })
})

test('without an address there is no command', () => {
  expect(requestFacts([part('REQUEST', { status: '200' })])).toEqual({
    curl: undefined,
    phases: undefined,
    status: '200',
  })
})

test.each([
  ['A: 1\nb: 2', 2],
  ['{"a":"1","b":{"c":1}}', 1],
  ['{"headers":["a: 1",":method: GET"]}', 2],
  ['{"headers":{"a":"1"}}', 1],
  ['nothing', 0],
  ['{broken', 0],
])('headers of %j', (payload, count) => expect(readHeaders(payload)).toHaveLength(count))
