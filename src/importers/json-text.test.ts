import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { memberText, parseExact } from './json-text.ts'

const layouts = fc.constantFrom(undefined, 1, '\t')

test('finds the raw text of a member in any layout', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('params', 'a', 'b"', 'c\\'), fc.jsonValue()),
      layouts,
      (object, indent) => {
        const text = ` ${JSON.stringify(object, null, indent)},`
        const found = memberText(text, 1, text.length - 1, 'params')
        const expected = JSON.stringify(object['params'])
        expect(found === undefined ? undefined : JSON.stringify(JSON.parse(found))).toBe(expected)
      },
    ),
  )
})

test('the last of two members of one name wins, as with JSON.parse', () => {
  const text = '{"params":{"a":1},"x":{"params":2},"params": [3] }'
  expect(memberText(text, 0, text.length, 'params')).toBe('[3]')
})

test('numbers that a double rounds come as their text, others as numbers', () => {
  expect(
    parseExact(
      '{"id":9007199254740993,"b":[-12345678901234567890],"t":1708053600000000,"s":"9007199254740993"}',
    ),
  ).toEqual({
    id: '9007199254740993',
    b: ['-12345678901234567890'],
    t: 1_708_053_600_000_000,
    s: '9007199254740993',
  })
})

test('parseExact is JSON.parse where nothing is rounded', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value)
      expect(parseExact(text)).toEqual(JSON.parse(text))
    }),
  )
})
