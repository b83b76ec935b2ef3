import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_RECENT, mayBeKept, readRecent, readSaved } from './query-memory.ts'

test('what another build or a person wrote there never breaks the box', () => {
  expect(readRecent('[1,"level:error",null,""]')).toEqual(['level:error'])
  expect(readSaved('[{"name":"a","query":"x"},{"name":"","query":"x"},{"name":"b"},7,null]')).toEqual([
    { name: 'a', query: 'x' },
  ])
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.constant(undefined)), (text) => {
      expect(readRecent(text).length).toBeLessThanOrEqual(MAX_RECENT)
      expect(readSaved(text).every(({ name, query }) => name !== '' && query !== '')).toBe(true)
    }),
  )
})

test.each([
  ['level:error', true],
  ['trackingId:1234567890', true],
  ['', false],
  ['number:8000', false],
  ['level:error (a OR number:138****8000)', false],
  ['13800138000', false],
  ['level:error "+86 138 0013 8000"', false],
])('a phone number stays out of what the browser keeps: %s', (query, isKept) => {
  expect(mayBeKept(query)).toBe(isKept)
  expect(readRecent(JSON.stringify([query]))).toHaveLength(isKept ? 1 : 0)
})
