import { expect, test } from 'vitest'
import { onlySessionOf } from './one-session.ts'

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
