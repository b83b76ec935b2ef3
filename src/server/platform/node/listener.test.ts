import { connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listen, peerOf, type Listener } from './listener.ts'

let listener: Listener

beforeEach(async () => {
  const opened = await listen(
    (_request, bindings) => new Response(peerOf(bindings) ?? 'nobody'),
    '127.0.0.1',
    0,
  )
  if (!opened.ok) throw new Error(opened.error)
  listener = opened.value
})
afterEach(() => listener.close(0))

/** What comes back for these bytes until the other side closes. */
function exchange(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(listener.port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (part: Buffer) => (answer += part.toString()))
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}

test('knows who is at the other end', async () => {
  const answer = await exchange('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  expect(answer).toMatch(/127\.0\.0\.1$/)
})

test.each([
  ['no HTTP', 'hello\r\n\r\n', 400, 'invalid-request'],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    400,
    'invalid-request',
  ],
  [
    'length and chunks: smuggling',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG',
    400,
    'invalid-request',
  ],
  ['an address without end', `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 413, 'too-large'],
  ['a NUL in a header', 'GET / HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n', 400, 'invalid-request'],
])('%s is refused as a problem', async (_why, bytes, status, code) => {
  const answer = await exchange(bytes)
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  expect(answer).toContain('content-type: application/problem+json')
  expect(answer).toContain(`"code":"${code}"`)
})

test.each([
  ['a port in use', () => listener.port, '127.0.0.1', /is in use.*PORT=/],
  ['an address of another machine', () => 0, '192.0.2.1', /no address of this machine/],
  ['a name that nobody has', () => 0, 'nowhere.invalid', /no address of this machine|cannot be opened/],
])('%s is said in words', async (_why, port, host, words) => {
  const opened = await listen(() => new Response(), host, port())
  expect(opened).toMatchObject({ ok: false, error: expect.stringMatching(words) as unknown })
})
