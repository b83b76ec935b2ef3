import { expect, test } from 'vitest'
import { parseUserAgent, withUserAgent } from './user-agent.ts'

const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.7204.100 Safari/537.36'

test.each([
  [CHROME, ['Chrome', '138.0.7204.100', 'Linux', undefined]],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.2210.91',
    ['Edge', '120.0.2210.91', 'Windows', '10.0'],
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1',
    ['Safari', '17.4', 'iOS', '17.4'],
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15',
    ['Safari', '17.0', 'macOS', '10.15.7'],
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; rv:121.0) Gecko/20100101 Firefox/121.0',
    ['Firefox', '121.0', 'Windows', '10.0'],
  ],
  [
    'Mozilla/5.0 (Linux; Android 13; V2) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/107.0 Mobile Safari/537.36 MicroMessenger/8.0.42(0x28)',
    ['WeChat', '8.0.42', 'Android', '13'],
  ],
  ['curl/8.5.0', [undefined, undefined, undefined, undefined]],
  ['', [undefined, undefined, undefined, undefined]],
  [`${'('.repeat(500)}iPhone${' OS'.repeat(100_000)}`, [undefined, undefined, undefined, undefined]],
])('%.80s', (text, expected) => {
  const { browser, browserVersion, os, osVersion } = parseUserAgent(text)
  expect([browser, browserVersion, os, osVersion]).toEqual(expected)
})

test('what the client says itself stays', () => {
  expect(withUserAgent({ browser: 'Own', app: 'a' }, CHROME)).toEqual({
    browser: 'Own',
    browserVersion: '138.0.7204.100',
    os: 'Linux',
    app: 'a',
    userAgent: CHROME,
  })
  expect(withUserAgent({ app: 'a' }, undefined)).toEqual({ app: 'a' })
  expect(withUserAgent({ userAgent: 'curl/8' }, CHROME)).toEqual({ userAgent: 'curl/8' })
})
