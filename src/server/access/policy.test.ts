import { describe, expect, test } from 'vitest'
import { admit, type AccessPolicy } from './policy.ts'
import { createTokenGuard, SIGN_IN_SECONDS, tokenDigest } from './token.ts'

const NOW = 1_800_000_000
const TOKEN = 'correct-horse-battery'
const guard = createTokenGuard(tokenDigest(TOKEN))
const otherGuard = createTokenGuard(tokenDigest('another-token-entirely'))

const open: AccessPolicy = {}
const published: AccessPolicy = { publicUrl: new URL('https://logs.example.com/') }
const token: AccessPolicy = { guard }
const proxied: AccessPolicy = { proxy: { header: 'x-forwarded-user' }, publicUrl: published.publicUrl as URL }
const secretProxy: AccessPolicy = {
  proxy: { header: 'x-forwarded-user', secretDigest: tokenDigest('proxy-secret') },
  guard,
}

const here = { host: '127.0.0.1:4680' }
const mine = { ...here, 'x-clueline': '1' }

interface Case {
  readonly why: string
  readonly policy: AccessPolicy
  readonly headers: Readonly<Record<string, string>>
  readonly path?: string
  readonly method?: string
  readonly peer?: string
  readonly cookie?: string
  /** Name of who is let in ('' on a path open to all), or the code of the refusal. */
  readonly want: string
}

const CASES: readonly Case[] = [
  { why: 'loopback address', policy: open, headers: here, want: 'local' },
  { why: 'localhost, forwarded port', policy: open, headers: { host: 'localhost:9999' }, want: 'local' },
  { why: 'IPv6 loopback', policy: open, headers: { host: '[::1]:4680' }, want: 'local' },
  { why: 'host in capitals', policy: open, headers: { host: 'LOCALHOST:4680' }, want: 'local' },
  { why: 'rebound name', policy: open, headers: { host: 'evil.example:4680' }, want: 'host-not-allowed' },
  {
    why: 'rebound page',
    policy: open,
    path: '/',
    headers: { host: 'evil.example' },
    want: 'host-not-allowed',
  },
  {
    why: 'rebound upload',
    policy: open,
    path: '/v1/events',
    headers: { host: 'evil.example' },
    want: 'host-not-allowed',
  },
  {
    why: 'rebound health',
    policy: open,
    path: '/api/health',
    headers: { host: 'evil.example' },
    want: 'host-not-allowed',
  },
  {
    why: 'name that starts like loopback',
    policy: open,
    headers: { host: '127.0.0.1.evil.example' },
    want: 'host-not-allowed',
  },
  {
    why: 'name before an at sign',
    policy: open,
    headers: { host: '127.0.0.1@evil.example' },
    want: 'host-not-allowed',
  },
  { why: 'no host', policy: open, headers: {}, want: 'host-not-allowed' },
  { why: 'empty host', policy: open, headers: { host: '' }, want: 'host-not-allowed' },
  { why: 'public address', policy: published, headers: { host: 'logs.example.com' }, want: 'local' },
  {
    why: 'public name, other port',
    policy: published,
    headers: { host: 'logs.example.com:81' },
    want: 'host-not-allowed',
  },

  { why: 'own origin', policy: open, headers: { ...here, origin: 'http://127.0.0.1:4680' }, want: 'local' },
  {
    why: 'other port of this machine',
    policy: open,
    headers: { ...here, origin: 'http://127.0.0.1:3000' },
    want: 'origin-not-allowed',
  },
  {
    why: 'other site',
    policy: open,
    headers: { ...here, origin: 'https://evil.example' },
    want: 'origin-not-allowed',
  },
  { why: 'sandboxed page', policy: open, headers: { ...here, origin: 'null' }, want: 'origin-not-allowed' },
  {
    why: 'public origin behind a proxy that changes Host',
    policy: published,
    headers: { ...here, origin: 'https://logs.example.com' },
    want: 'local',
  },
  {
    why: 'image of another site',
    policy: open,
    headers: { ...here, 'sec-fetch-site': 'cross-site' },
    want: 'origin-not-allowed',
  },
  {
    why: 'image of another port',
    policy: open,
    headers: { ...here, 'sec-fetch-site': 'same-site' },
    want: 'origin-not-allowed',
  },
  { why: 'typed address', policy: open, headers: { ...here, 'sec-fetch-site': 'none' }, want: 'local' },
  {
    why: 'link from a ticket to a page',
    policy: open,
    path: '/logs',
    headers: { ...here, 'sec-fetch-site': 'cross-site' },
    want: '',
  },
  {
    why: 'upload from a customer page',
    policy: open,
    path: '/v1/events',
    method: 'POST',
    headers: { ...here, origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' },
    want: '',
  },

  { why: 'change without the header', policy: open, method: 'POST', headers: here, want: 'header-required' },
  { why: 'change with the header', policy: open, method: 'POST', headers: mine, want: 'local' },
  {
    why: 'delete without the header',
    policy: open,
    method: 'DELETE',
    headers: here,
    want: 'header-required',
  },
  { why: 'made-up method', policy: open, method: 'PURGE', headers: here, want: 'header-required' },
  {
    why: 'sign-in without the header',
    policy: token,
    path: '/api/sign-in',
    method: 'POST',
    headers: here,
    want: 'header-required',
  },

  { why: 'no token', policy: token, headers: here, want: 'sign-in-required' },
  {
    why: 'right bearer',
    policy: token,
    headers: { ...here, authorization: `Bearer ${TOKEN}` },
    want: 'token',
  },
  {
    why: 'right bearer, any host',
    policy: token,
    headers: { host: 'box.lan', authorization: `bearer ${TOKEN}` },
    want: 'token',
  },
  {
    why: 'wrong bearer',
    policy: token,
    headers: { ...here, authorization: 'Bearer correct-horse-batterx' },
    want: 'sign-in-required',
  },
  {
    why: 'empty bearer',
    policy: token,
    headers: { ...here, authorization: 'Bearer ' },
    want: 'sign-in-required',
  },
  {
    why: 'basic instead',
    policy: token,
    headers: { ...here, authorization: `Basic ${btoa(`x:${TOKEN}`)}` },
    want: 'sign-in-required',
  },
  { why: 'cookie', policy: token, headers: here, cookie: guard.issue(NOW), want: 'token' },
  {
    why: 'cookie cannot change without the header',
    policy: token,
    method: 'POST',
    headers: here,
    cookie: guard.issue(NOW),
    want: 'header-required',
  },
  {
    why: 'cookie of last week',
    policy: token,
    headers: here,
    cookie: guard.issue(NOW - SIGN_IN_SECONDS),
    want: 'sign-in-required',
  },
  {
    why: 'cookie of another token',
    policy: token,
    headers: here,
    cookie: otherGuard.issue(NOW),
    want: 'sign-in-required',
  },
  {
    why: 'cookie with a later end',
    policy: token,
    headers: here,
    cookie: guard.issue(NOW).replace(/^1\.\d+/, '1.9999999999'),
    want: 'sign-in-required',
  },
  { why: 'token as cookie', policy: token, headers: here, cookie: TOKEN, want: 'sign-in-required' },
  { why: 'health for all', policy: token, path: '/api/health', headers: { host: 'box.lan' }, want: '' },
  { why: 'page for all', policy: token, path: '/logs', headers: { host: 'box.lan' }, want: '' },
  {
    why: 'upload has its own key',
    policy: token,
    path: '/v1/events',
    method: 'POST',
    headers: { host: 'box.lan' },
    want: '',
  },
  {
    why: 'unknown address under /api/',
    policy: token,
    path: '/api/nothing',
    headers: here,
    want: 'sign-in-required',
  },

  {
    why: 'proxy on this machine',
    policy: proxied,
    peer: '127.0.0.1',
    headers: { ...here, 'x-forwarded-user': 'mei' },
    want: 'mei',
  },
  {
    why: 'proxy over mapped IPv6',
    policy: proxied,
    peer: '::ffff:127.0.0.1',
    headers: { ...here, 'x-forwarded-user': 'mei' },
    want: 'mei',
  },
  {
    why: 'claim from the network',
    policy: proxied,
    peer: '10.0.0.9',
    headers: { ...here, 'x-forwarded-user': 'mei' },
    want: 'sign-in-required',
  },
  {
    why: 'claim from nobody knows where',
    policy: proxied,
    headers: { ...here, 'x-forwarded-user': 'mei' },
    want: 'sign-in-required',
  },
  { why: 'past the proxy', policy: proxied, peer: '127.0.0.1', headers: here, want: 'sign-in-required' },
  {
    why: 'name too long',
    policy: proxied,
    peer: '127.0.0.1',
    headers: { ...here, 'x-forwarded-user': 'm'.repeat(129) },
    want: 'sign-in-required',
  },
  {
    why: 'rebound page claims a name',
    policy: proxied,
    peer: '127.0.0.1',
    headers: { host: 'evil.example', 'x-forwarded-user': 'mei' },
    want: 'host-not-allowed',
  },
  {
    why: 'proxy with its secret',
    policy: secretProxy,
    peer: '10.0.0.9',
    headers: { host: 'logs', 'x-forwarded-user': 'mei', 'x-clueline-proxy-secret': 'proxy-secret' },
    want: 'mei',
  },
  {
    why: 'claim without the secret',
    policy: secretProxy,
    peer: '127.0.0.1',
    headers: { ...here, 'x-forwarded-user': 'mei' },
    want: 'sign-in-required',
  },
  {
    why: 'claim with a wrong secret',
    policy: secretProxy,
    peer: '127.0.0.1',
    headers: { ...here, 'x-forwarded-user': 'mei', 'x-clueline-proxy-secret': 'x' },
    want: 'sign-in-required',
  },
  {
    why: 'token beside the proxy',
    policy: secretProxy,
    headers: { ...here, authorization: `Bearer ${TOKEN}` },
    want: 'token',
  },
]

describe('who is let in', () => {
  test.each(CASES)('$why', ({ policy, headers, path = '/api/rows', method = 'GET', peer, cookie, want }) => {
    const decision = admit(policy, { method, path, peer, cookie, header: (name) => headers[name] }, NOW)
    const got = decision.ok ? (decision.value.actor ?? '') : decision.error.problem.code
    expect(got).toBe(want)
  })

  test('a wrong token counts as an attempt, also on a path that is open', () => {
    const headers: Record<string, string> = { ...here, authorization: 'Bearer wrong' }
    const approach = {
      method: 'GET',
      peer: undefined,
      cookie: undefined,
      header: (name: string) => headers[name],
    }
    expect(admit(token, { ...approach, path: '/api/rows' }, NOW)).toMatchObject({
      error: { attempt: 'wrong' },
    })
    expect(admit(token, { ...approach, path: '/api/me' }, NOW)).toMatchObject({ value: { attempt: 'wrong' } })
  })
})
