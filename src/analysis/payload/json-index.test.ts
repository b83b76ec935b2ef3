import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { indexJson } from './json-index.ts'
import { prettyJson } from './json-print.ts'
import { findTable, tableRow } from './json-table.ts'
import {
  EVERYTHING_FOLDED,
  EVERYTHING_OPEN,
  findValues,
  firstFolding,
  isFolded,
  press,
  reveal,
  visibleValues,
} from './json-tree.ts'
import { childrenOf, keyText, kindOf, memberOf, pathOf, rawValue, rootsOf, valueText } from './json-values.ts'

/** What the table says, as JavaScript values: the slow and obvious reading. */
function valueAt(text: string, at = 0, index = indexJson(text)): unknown {
  const kind = kindOf(index, at)
  if (kind === 'array') return childrenOf(index, at).map((node) => valueAt(text, node, index))
  if (kind !== 'object') return JSON.parse(rawValue(text, index, at))
  return Object.fromEntries(
    childrenOf(index, at).map((node) => [keyText(text, index, node), valueAt(text, node, index)]),
  )
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('index of a JSON text', () => {
  test('holds what JSON.parse reads, in any layout', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('', '  ', '\t'), (value, space) => {
        const text = JSON.stringify(value, undefined, space)
        expect(indexJson(text).fault).toBeUndefined()
        expect(valueAt(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  test('finds a fault exactly where JSON.parse refuses one value', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'{}[],:"\\0-1e.tnull '.split('')) }),
    )
    fc.assert(
      fc.property(anything, (text) => {
        const index = indexJson(text)
        const isWhole = index.fault === undefined && rootsOf(index).length === 1
        // Ours takes control characters and odd escapes within a text, which JSON forbids and logs have.
        return isJson(text) ? isWhole : !isWhole || /[\u0000-\u001f]|\\/.test(text)
      }),
    )
    expect(indexJson('{"a":tru}').fault).toEqual({ reason: 'syntax', at: 5 })
  })

  test('every prefix of a text gives what stood before the cut', () => {
    const text = '{"a":[1,{"b":"c\\"d"}],"e":true}'
    for (let end = 0; end < text.length; end++) {
      const index = indexJson(text.slice(0, end))
      expect(index.fault === undefined).toBe(end === 0)
      expect(index.next.every((next, node) => next > node && next <= index.length)).toBe(true)
    }
  })

  test('numbers beyond 2^53, duplicate keys and spellings stay', () => {
    const text = '{"id":12345678901234567890,"id":1.50e+1}'
    const index = indexJson(text)
    expect(childrenOf(index, 0).map((node) => rawValue(text, index, node))).toEqual([
      '12345678901234567890',
      '1.50e+1',
    ])
    expect(memberOf(text, index, 0, 'id')).toBe(2)
  })

  test('ten thousand levels need no stack', () => {
    const depth = 10_000
    const text = '['.repeat(depth) + ']'.repeat(depth)
    const index = indexJson(text)
    expect(index.length).toBe(depth)
    expect(index.fault).toBeUndefined()
    expect(index.depth.at(-1)).toBe(depth - 1)
    expect(pathOf(text, index, depth - 1)).toBe(`$${'[0]'.repeat(depth - 1)}`)
    expect(prettyJson(text, index).split('\n')).toHaveLength(2 * depth - 1)
    expect(visibleValues(index, reveal(index, EVERYTHING_FOLDED, depth - 1))).toHaveLength(depth)
  })

  test('more values than the limit are said, and those before it shown', () => {
    const index = indexJson('[1,2,3,4]', 3)
    expect(index).toMatchObject({ length: 3, fault: { reason: 'limit', at: 5 } })
  })

  test('lines of JSON are all at the top', () => {
    const index = indexJson('{"a":1}\n{"a":2}\n')
    expect(rootsOf(index)).toEqual([0, 2])
    expect(index.fault).toBeUndefined()
  })
})

describe('tree', () => {
  const text = '{"a":{"b":[1,2,{"from-to":"x"}]},"d":"Ünï"}'
  const index = indexJson(text)

  test('paths read as JavaScript', () => {
    expect(pathOf(text, index, 6)).toBe('$.a.b[2]["from-to"]')
  })

  test('folding hides what is within, and revealing opens the way to a value', () => {
    expect([...visibleValues(index, EVERYTHING_OPEN)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect([...visibleValues(index, EVERYTHING_FOLDED)]).toEqual([0, 1, 7])
    const opened = reveal(index, EVERYTHING_FOLDED, 6)
    expect([...visibleValues(index, opened)]).toContain(6)
    expect(isFolded(index, press(opened, 1), 1)).toBe(true)
    expect(firstFolding(index)).toBe(EVERYTHING_OPEN)
  })

  test('finds keys and values in any case', () => {
    expect([...findValues(text, index, 'FROM')]).toEqual([6])
    expect([...findValues(text, index, 'x')]).toEqual([6])
    expect([...findValues(text, index, '')]).toEqual([])
  })

  test('the content of a text, also of one that is cut off', () => {
    expect(valueText(text, index, 7)).toBe('Ünï')
    const cut = '{"a":"b\\"c'
    expect(valueText(cut, indexJson(cut), 1)).toBe('b\\"c')
  })
})

describe('table', () => {
  test.each([
    '[{"a":1,"b":2},{"a":3}]',
    '{"items":[{"a":1,"b":2},{"a":3}],"total":2}',
    '{"a":1,"b":2}\n{"a":3}',
  ])('%s', (text) => {
    const index = indexJson(text)
    const table = findTable(text, index)
    expect(table?.columns).toEqual(['a', 'b'])
    const cells = table?.rows.map((row) => tableRow(text, index, table, row))
    expect(cells?.map((row) => row.map((it) => it && rawValue(text, index, it)))).toEqual([
      ['1', '2'],
      ['3', undefined],
    ])
  })

  test.each(['[1,2]', '{}', '', '[{"a":1}]', '[{"a":1},{"b":1},{"c":1},{"d":1}]'])('%s is none', (text) => {
    expect(findTable(text, indexJson(text))).toBeUndefined()
  })
})

test('pretty printing changes nothing but space', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value)
      expect(JSON.stringify(JSON.parse(prettyJson(text, indexJson(text))))).toBe(text)
    }),
  )
})
