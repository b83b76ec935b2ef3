import { expect, test } from 'vitest'
import { together, type Found } from './find.ts'

const found = (sessions: readonly string[], truncated = false) =>
  ({
    calls: sessions.map((session) => ({ callid: `call-${session}` })),
    sessions: sessions.map((session) => ({ session })),
    ofCalls: [],
    truncated,
    words: [],
    millis: sessions.length,
    byTimeOnly: true,
  }) as unknown as Found

test('a session that lasts from three at night to three in the afternoon is found once', () => {
  const both = together([found(['night', 'long']), found(['long', 'day'], true)])
  expect(both.sessions.map(({ session }) => session)).toEqual(['night', 'long', 'day'])
  expect(both.calls.map(({ callid }) => callid)).toEqual(['call-night', 'call-long', 'call-day'])
  expect(both).toMatchObject({ truncated: true, millis: 2 })
})
