import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { queryNode } from '#testing/arbitraries/query.ts'
import { allOf, withoutPositions } from './ast.ts'
import { joinQuery } from './join-query.ts'
import { parseQuery } from './parse.ts'
import { printQuery } from './print.ts'

const tree = (text: string) => {
  const parsed = parseQuery(text)
  return parsed.ok ? withoutPositions(parsed.value) : parsed.error.code
}

describe('two queries joined', () => {
  test('mean both', () => {
    fc.assert(
      fc.property(queryNode(), queryNode(), (a, b) => {
        fc.pre(a.kind !== 'all' && b.kind !== 'all')
        expect(tree(joinQuery(printQuery(a), printQuery(b)))).toEqual(
          withoutPositions(allOf([a, b], { start: 0, end: 0 })),
        )
      }),
    )
  })

  test.each(['a) OR (b', 'level:error) OR (level:debug', 'a OR', '"b'])(
    'the fault of %j is not mended by what stands around it',
    (query) => {
      expect(tree(joinQuery('session:s1', query))).toBe(tree(query))
      expect(parseQuery(joinQuery('session:s1', query)).ok).toBe(parseQuery(query).ok)
    },
  )

  test.each([
    ['', '', ''],
    ['callid:c1', '', 'callid:c1'],
    ['', 'a OR b', 'a OR b'],
    ['callid:c1', 'a OR b', 'callid:c1 (a OR b)'],
    ['a OR b', 'level:error', '(a OR b) level:error'],
  ])('%j and %j are %j', (scope, query, joined) => {
    expect(joinQuery(scope, query)).toBe(joined)
  })
})
