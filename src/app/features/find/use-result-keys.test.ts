import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseKept } from './recent-searches.ts'
import { target } from './use-result-keys.ts'

describe('keys among the results', () => {
  test('go to a row that exists, or to the box', () => {
    const keys = fc.constantFrom('ArrowDown', 'ArrowUp', 'j', 'k', 'Home', 'End', 'Escape')
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 50 }), fc.nat(49), (key, count, at) => {
        fc.pre(at < count)
        const to = target(key, at, count, false)
        expect(to).toBeGreaterThanOrEqual(-1)
        expect(to).toBeLessThan(count)
      }),
    )
  })

  test('letters typed in the box are letters', () => {
    for (const key of ['j', 'k', 'Home', 'End', 'Escape', 'ArrowUp'])
      expect(target(key, -1, 5, true)).toBeUndefined()
    expect(target('ArrowDown', -1, 5, true)).toBe(0)
    expect(target('ArrowDown', -1, 0, true)).toBeUndefined()
  })
})

test.each([undefined, '', '{', '{"a":1}', '[1,null]'])(
  '%j is no list of searches, and no failure',
  (kept) => {
    expect(parseKept(kept)).toEqual([])
  },
)
