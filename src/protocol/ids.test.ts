import { describe, expect, test } from 'vitest'
import { isReservedSessionId, isSessionId, type SessionId } from './ids.ts'
import { readEnvelope } from './read-envelope.ts'

const DIGEST = '0123456789abcdef0123456789abcdef'

describe('session ids', () => {
  test.each(['a', 'A-z_9', 'x'.repeat(64)])('%s is one', (text) => {
    expect(isSessionId(text)).toBe(true)
  })

  test.each(['', 'x'.repeat(65), 'a b', 'é', '../a', 'a\n'])('%j is none', (text) => {
    expect(isSessionId(text)).toBe(false)
  })

  test.each([
    [`netlog-${DIGEST}`, true],
    [`imp-${DIGEST}`, true],
    ['sample-healthy', true],
    ['netlog-short', false],
    [`tab-${DIGEST}`, false],
  ])('%s reserved: %s', (session, isReserved) => {
    expect(isReservedSessionId(session as SessionId)).toBe(isReserved)
    const read = readEnvelope({
      v: 1,
      key: 'k',
      session,
      secret: 's'.repeat(16),
      floor: 1,
      highest: 1,
      sent: 1,
      via: 'live',
      events: [],
    })
    expect(read.ok).toBe(!isReserved)
  })
})
