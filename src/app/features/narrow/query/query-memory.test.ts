import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  MAX_RECENT,
  readRecent,
  readSaved,
  rememberQuery,
  saveQuery,
  useQueryMemory,
} from './query-memory.ts'

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

test('a phone number is remembered masked, and one that was kept in clear is forgotten', () => {
  rememberQuery('level:error number:13800138000')
  saveQuery({ name: 'theirs', query: 'number:13800138000' })
  expect(useQueryMemory.getState()).toEqual({
    recent: ['level:error number:138****8000'],
    saved: [{ name: 'theirs', query: 'number:138****8000' }],
  })
  expect(readRecent('["number:13800138000","number:8000"]')).toEqual(['number:8000'])
})
