import { expect, test } from 'vitest'
import { isWholeStream, onlySessionOf } from './one-session.ts'

test.each([
  ['session:abc', 'abc'],
  ['session:abc (level:error OR name:X)', 'abc'],
  ['level:error session:"abc"', 'abc'],
  ['session:abc,def', undefined],
  ['session:a*', undefined],
  ['session:abc OR session:def', undefined],
  ['-session:abc', undefined],
  ['', undefined],
  ['session:(', undefined],
])('%s is of %s', (query, session) => {
  expect(onlySessionOf(query)).toBe(session)
})

test.each([
  ['', true],
  ['session:abc', true],
  ['callid:c-1', true],
  ['session:abc level:error', false],
  ['-session:abc', false],
  ['ticket', false],
])('%s takes a whole stream: %s', (query, whole) => {
  expect(isWholeStream(query)).toBe(whole)
})
