import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkJson } from './json-fault.ts'

const parses = (text: string) => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** JSON texts with something wrong somewhere, most of the time. */
const damaged = fc
  .tuple(
    fc.json(),
    fc.nat(),
    fc.constantFrom('', '"', '\\', ',', '}', ']', ':', '1', '-', '\n', '\u0000', 'e', '{'),
  )
  .map(([text, at, insert]) => {
    const index = at % (text.length + 1)
    return text.slice(0, index) + insert + text.slice(index + (insert === '' ? 1 : 0))
  })

describe('checkJson', () => {
  test('agrees with JSON.parse', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), damaged, fc.string()), (text) => {
        expect(checkJson(text).fault === undefined).toBe(parses(text))
      }),
    )
  })

  test('calls every beginning of valid JSON cut off', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, at) => {
        const { fault } = checkJson(text.slice(0, at % text.length))
        expect(fault?.atEnd ?? true).toBe(true)
      }),
    )
  })

  test.each<[text: string, index: number, atEnd: boolean]>([
    ['{"a": "W/\\\\"12\\\\""}', 12, false],
    ['{"a":1,}', 7, false],
    ['[1 2]', 3, false],
    ['{"a" 1}', 5, false],
    ['{"a":tru', 8, true],
    ['{"a":trx}', 5, false],
    ['["\\x"]', 2, false],
    ['["\\u12', 6, true],
    ['["a\nb"]', 3, false],
    ['', 0, true],
    ['{}{}', 2, false],
    ['[01]', 2, false],
  ])('points into %j', (text, index, atEnd) => {
    expect(checkJson(text).fault).toMatchObject({ index, atEnd })
  })

  test('takes any nesting and any length', () => {
    const deep = 200_000
    expect(checkJson('['.repeat(deep) + ']'.repeat(deep))).toEqual({ depth: deep })
    expect(checkJson('['.repeat(deep)).fault?.atEnd).toBe(true)
    expect(checkJson(JSON.stringify('x"\\\n'.repeat(400_000))).fault).toBeUndefined()
  })
})
