import { queryableText, queryNode } from '#testing/arbitraries/query.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allOf, withoutPositions, type QueryNode } from './ast.ts'
import {
  addTerm,
  chosenValues,
  excludeValue,
  filterFor,
  filterOut,
  includeValue,
  removeValue,
  termOf,
  toggleValue,
  withoutChosen,
  type FieldValue,
} from './edit.ts'
import { MAX_QUERY_CHARS } from './limits.ts'
import { parseQuery } from './parse.ts'
import { printQuery } from './print.ts'

const value: fc.Arbitrary<FieldValue> = fc.oneof(
  fc.record({
    name: fc.constantFrom('name', 'label', 'callid', 'source.type', 'message'),
    value: queryableText,
  }),
  fc.record({ name: fc.constant('level'), value: fc.constantFrom('debug', 'info', 'warn', 'error') }),
  fc.record({
    name: fc.constant('attr'),
    key: fc.constantFrom('status', 'x y', 'a"b'),
    value: fc.oneof(queryableText, fc.constant('')),
  }),
) as fc.Arbitrary<FieldValue>

/** As people write: not in the one canonical spelling. */
const written = fc
  .tuple(queryNode(), fc.constantFrom('', ' ', '  '), fc.constantFrom(' ', '   ', ' AND '))
  .map(([node, edge, gap]) => edge + printQuery(node).replaceAll(' -', `${gap}-`) + edge)
const text = fc
  .oneof(
    { weight: 6, arbitrary: written },
    {
      weight: 2,
      arbitrary: fc
        .array(
          fc.constantFrom(
            'a',
            'level:error',
            '-level:warn,info',
            'OR',
            'AND',
            '(',
            ')',
            ' ',
            'NOT ',
            '-',
            '"x"',
          ),
          { maxLength: 8 },
        )
        .map((pieces) => pieces.join(' ')),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 20 }) },
  )
  .filter((it) => it.length < MAX_QUERY_CHARS / 2)

const read = (query: string): QueryNode | undefined => {
  const parsed = parseQuery(query)
  return parsed.ok ? withoutPositions(parsed.value) : undefined
}
const both = (query: string, term: string) => {
  const [rest, added] = [read(query), read(term)]
  if (!rest || !added) throw new Error('both are queries')
  return withoutPositions(allOf([rest, added], { start: 0, end: 0 }))
}
/** An AND of the same terms, whatever their order; a star says nothing. */
const asSet = (node: QueryNode | undefined) =>
  new Set(
    (node?.kind === 'and' ? node.items : [node]).flatMap((it) =>
      it?.kind === 'all' ? [] : JSON.stringify(it),
    ),
  )

describe('an edit of a query', () => {
  test.each([
    ['', 'error', 'level:error'],
    ['timeout', 'error', 'timeout level:error'],
    ['level:warn timeout', 'error', 'level:warn,error timeout'],
    ['level:>=warn', 'error', 'level:>=warn level:error'],
    ['a OR b', 'error', 'level:error (a OR b)'],
    ['-level:error x', 'error', 'x level:error'],
    ['（level：warn）', 'error', '（level：warn,error）'],
  ])('includes in %j the level %s: %j', (before, level, after) => {
    expect(includeValue(before, { name: 'level', value: level })).toBe(after)
  })

  test.each([
    ['level:error', '-level:error'],
    ['level:warn,error x', 'level:warn x -level:error'],
    ['x -level:debug', 'x -level:debug,error'],
    ['level:error AND x', 'x -level:error'],
    ['x AND (level:error)', 'x -level:error'],
  ])('excludes an error from %j: %j', (before, after) => {
    expect(filterOut(before, { name: 'level', value: 'error' })).toBe(after)
  })

  test('narrows to the one value of several that is filtered for', () => {
    const it = { name: 'level', value: 'warn' } as const
    expect(filterFor('a level:info,warn,error b', it)).toBe('a level:warn b')
    expect(filterFor('level:warn', it)).toBe('level:warn')
  })

  test('text that must be contained is never joined: another beside it would widen', () => {
    expect(filterFor('message:ice', { name: 'message', value: 'ice failed' })).toBe(
      'message:ice message:"ice failed"',
    )
  })

  test('asks for what is absent', () => {
    const it = { name: 'session.browser', value: '' } as const
    expect(includeValue('x', it)).toBe('x session.browser:""')
    expect(excludeValue('x', it)).toBe('x -session.browser:""')
  })

  test.each(['a (b)(level:error)(c)', '(level:error)-b', 'NOT NOT level:error', '((level:error)) x'])(
    'takes a term out of %j with what stood around it for nothing',
    (before) => {
      const after = removeValue(before, { name: 'level', value: 'error' })
      expect(after).not.toContain('level')
      expect(read(after)).toBeDefined()
    },
  )

  test('toggled twice gives back the same text', () => {
    fc.assert(
      fc.property(text, value, fc.constantFrom('include' as const, 'exclude' as const), (query, it, sign) => {
        const { included, excluded } = chosenValues(query, it)
        fc.pre(included.length + excluded.length === 0 && read(query) !== undefined)
        expect(toggleValue(toggleValue(query, it, sign), it, sign)).toBe(query)
      }),
      { numRuns: 500 },
    )
  })

  test('adds exactly its term', () => {
    fc.assert(
      fc.property(text, value, fc.constantFrom('include' as const, 'exclude' as const), (query, it, sign) => {
        fc.pre(read(query) !== undefined)
        const term = termOf(it, sign)
        expect(asSet(read(addTerm(query, term)))).toEqual(asSet(both(query, term)))
      }),
      { numRuns: 500 },
    )
  })

  test('what is included is chosen, and what is removed is not; both can be read', () => {
    fc.assert(
      fc.property(text, value, (query, it) => {
        fc.pre(read(query) !== undefined)
        const included = includeValue(query, it)
        expect(read(included)).toBeDefined()
        expect(includeValue(included, it)).toBe(included)
        const excluded = excludeValue(included, it)
        expect(read(excluded)).toBeDefined()
        expect(chosenValues(excluded, it).included).not.toContain(it.value)
        const removed = removeValue(excluded, it)
        expect(read(removed)).toBeDefined()
        expect(removeValue(removed, it)).toBe(removed)
      }),
      { numRuns: 500 },
    )
  })

  test('without what was chosen of a field nothing of it is chosen, and nothing else changed', () => {
    expect(withoutChosen('level:warn,error x -level:debug', { name: 'level' })).toBe('x')
    fc.assert(
      fc.property(text, value, (query, it) => {
        fc.pre(read(query) !== undefined)
        const rest = withoutChosen(includeValue(query, it), it)
        expect(read(rest)).toBeDefined()
        expect(chosenValues(rest, it)).toEqual({ included: [], excluded: [] })
      }),
    )
  })

  test('never loses a text that cannot be read', () => {
    fc.assert(
      fc.property(text, value, (query, it) => {
        fc.pre(read(query) === undefined)
        expect(includeValue(query, it)).toContain(query)
      }),
    )
  })
})
