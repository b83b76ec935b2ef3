import { afterEach, expect, test, vi } from 'vitest'
import { ApiError, request } from './client.ts'

afterEach(() => vi.unstubAllGlobals())

const answering = (response: () => Response) => vi.stubGlobal('fetch', () => Promise.resolve(response()))

const brokenOff = () => {
  const body = new ReadableStream({
    pull: (controller) => controller.error(new TypeError('network error')),
  })
  return new Response(body)
}

test.each([
  ['no JSON', () => new Response('<h1>Sign in</h1>'), 'unreadable-answer'],
  ['nothing', () => new Response(''), 'unreadable-answer'],
  ['half of it', brokenOff, 'no-answer'],
])('a body that is %s is an answer that failed, and no bug of the page', async (_, response, code) => {
  answering(response)
  const failure = await request('/api/health').catch((cause: unknown) => cause)
  expect(failure).toBeInstanceOf(ApiError)
  expect(failure).toHaveProperty('code', code)
})

test('who leaves while the body arrives is told of nothing but that', async () => {
  const leaving = new AbortController()
  answering(() => {
    leaving.abort(new DOMException('gone', 'AbortError'))
    return brokenOff()
  })
  await expect(request('/api/health', { signal: leaving.signal })).rejects.not.toBeInstanceOf(ApiError)
})
