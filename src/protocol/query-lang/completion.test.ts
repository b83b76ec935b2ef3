import { queryableText, queryNode } from '#testing/arbitraries/query.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withoutPositions } from './ast.ts'
import { complete, completingAt } from './completion.ts'
import { FIELD_NAMES, fieldDefinition, FLAG_NAMES } from './fields.ts'
import { parseQuery } from './parse.ts'
import { printFieldName, printQuery, printText } from './print.ts'

/** The caret is where the bar stands. */
const at = (marked: string) => {
  const caret = marked.indexOf('|')
  const text = marked.replace('|', '')
  const found = completingAt(text, caret)
  return found && { ...found, range: text.slice(found.range.start, found.range.end) }
}

describe('what may stand at the caret', () => {
  test.each([
    ['|', { kind: 'field', prefix: '', range: '', startsTerm: true, suffix: ':' }],
    ['lev|', { kind: 'field', prefix: 'lev', range: 'lev', startsTerm: true, suffix: ':' }],
    ['x -le|v:error', { kind: 'field', prefix: 'le', range: 'lev', startsTerm: true, suffix: '' }],
    ['(na|', { kind: 'field', prefix: 'na', range: 'na', startsTerm: true, suffix: ':' }],
    ['level:|', { kind: 'value', field: { name: 'level' }, prefix: '', range: '' }],
    ['level：er|', { kind: 'value', field: { name: 'level' }, prefix: 'er', range: 'er' }],
    ['level:>=w|', { kind: 'value', field: { name: 'level' }, prefix: 'w', range: 'w' }],
    ['level:info..er|', { kind: 'value', field: { name: 'level' }, prefix: 'er', range: 'er' }],
    ['level:warn,|', { kind: 'value', field: { name: 'level' }, prefix: '', range: '' }],
    ['name:A, B|c x', { kind: 'value', field: { name: 'name' }, prefix: 'B', range: 'Bc' }],
    [
      'name:"seat dr|op" x',
      { kind: 'value', field: { name: 'name' }, prefix: 'seat dr', range: '"seat drop"' },
    ],
    ['name:“坐席 掉|', { kind: 'value', field: { name: 'name' }, prefix: '坐席 掉', range: '“坐席 掉' }],
    ['name:"a| level:b', { kind: 'value', field: { name: 'name' }, prefix: 'a', range: '"a' }],
    ['attr.st|', { kind: 'key', family: 'attr', prefix: 'st', range: 'st', suffix: ':' }],
    ['attr."x y|', { kind: 'key', family: 'attr', prefix: 'x y', range: '"x y', suffix: ':' }],
    ['attr.status:5|', { kind: 'value', field: { name: 'attr', key: 'status' }, prefix: '5', range: '5' }],
    ['has:cal|', { kind: 'field', prefix: 'cal', range: 'cal', startsTerm: false, suffix: '' }],
    ['has:attr.|', { kind: 'key', family: 'attr', prefix: '', range: '', suffix: '' }],
    ['is:er|', { kind: 'flag', prefix: 'er', range: 'er' }],
    ['level:error |', { kind: 'field', prefix: '', range: '', startsTerm: true, suffix: ':' }],
  ])('%s', (marked, expected) => {
    expect(at(marked)).toEqual(expected)
  })

  test.each(['"seat dr|', '(a)|', 'nothere:x|', '|level:error'])('nothing in %s', (marked) => {
    expect(at(marked)).toBeUndefined()
  })
})

describe('completing', () => {
  const texts = fc.oneof(queryNode().map(printQuery), fc.string({ unit: 'binary', maxLength: 30 }))

  test('never throws, and keeps what stands around the piece', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.string({ maxLength: 5 }), (text, place, insertion) => {
        const caret = place % (text.length + 1)
        const found = completingAt(text, caret)
        if (!found) return
        const { start, end } = found.range
        expect(start <= caret && caret <= end).toBe(true)
        const done = complete(text, found, insertion)
        expect(done.text.slice(0, start)).toBe(text.slice(0, start))
        expect(done.text.slice(done.caret)).toBe(text.slice(end))
      }),
      { numRuns: 1_000 },
    )
  })

  const field = fc
    .constantFrom(
      ...FIELD_NAMES.filter((name) => ['text', 'keyword', 'id'].includes(fieldDefinition(name).type)),
    )
    .map((name) => (fieldDefinition(name).keyed ? { name, key: 'x y' } : { name }))
  const around = fc.tuple(queryNode({ maxDepth: 1 }).map(printQuery), fc.constantFrom('', 'a', '"b c"'))

  test('with any value of any field gives a query with that value, whatever was begun', () => {
    fc.assert(
      fc.property(
        around,
        field,
        queryableText,
        fc.constantFrom('', 'a', '"a b"', 'a,', '"'),
        (rest, of, value, begun) => {
          const front = `${rest[0]} ${printFieldName({ ...of, start: 0, end: 0 })}:${begun}`
          fc.pre(begun !== '"' || rest[1] === '')
          const text = `${front} ${rest[1]}`
          const found = completingAt(text, front.length)
          expect(found).toMatchObject({ kind: 'value', field: of })
          if (!found) return
          const written = printText({ kind: 'text', text: value, start: 0, end: 0 })
          const parsed = parseQuery(complete(text, found, written).text)
          if (!parsed.ok) throw new Error(parsed.error.message)
          expect(JSON.stringify(withoutPositions(parsed.value))).toContain(JSON.stringify(value))
        },
      ),
      { numRuns: 300 },
    )
  })

  test('with any field or flag gives what can be read once its value is there', () => {
    for (const name of FIELD_NAMES.filter((it) => !fieldDefinition(it).keyed)) {
      const found = completingAt('x ', 2)
      if (found?.kind !== 'field') throw new Error('a field may stand there')
      const { example } = fieldDefinition(name)
      const value = example.slice(name.length + 1)
      expect(parseQuery(complete('x ', found, name + found.suffix).text + value).ok).toBe(true)
    }
    for (const flag of FLAG_NAMES) {
      const found = completingAt('is:', 3)
      if (!found) throw new Error('a flag may stand there')
      expect(parseQuery(complete('is:', found, flag).text).ok).toBe(true)
    }
  })
})
