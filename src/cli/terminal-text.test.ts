import { describe, expect, test } from 'vitest'
import { fitColumns, terminalText } from './terminal-text.ts'

test.each([
  ['\u001b]0;owned\u0007\u001b[2Jtext', ' ]0;owned  [2Jtext'],
  ['one\ntwo\r\tthree', 'one two  three'],
  ['\u009b31m', ' 31m'],
  ['abc\u202edcba', 'abc dcba'],
  ['NUL\u0000', 'NUL '],
  ['\ud800 lone', '\ufffd lone'],
  ['掉线 😀', '掉线 😀'],
])('%j cannot act on a terminal', (text, expected) => {
  expect(terminalText(text)).toBe(expected)
})

describe('fits', () => {
  test.each([
    ['abc', 5, 'abc  '],
    ['abcde', 5, 'abcde'],
    ['abcdef', 5, 'abcd…'],
    ['掉线了', 6, '掉线了'],
    ['掉线了', 5, '掉线…'],
    ['掉线了', 4, '掉… '],
    ['', 2, '  '],
  ])('%s in %i columns', (text, columns, expected) => {
    expect(fitColumns(text, columns)).toBe(expected)
  })
})
