import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_RECENT, readRecent, readSaved } from './query-memory.ts'

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
