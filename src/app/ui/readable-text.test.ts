import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readableText } from './readable-text.ts'

describe('readable text', () => {
  test.each([
    ['plain 坐席掉线 é', 'plain 坐席掉线 é'],
    ['a\u202eb', 'a⟨U+202E⟩b'],
    ['one\r\ntwo', 'one ⏎ two'],
    ['\u001b[31mred', '⟨U+001B⟩[31mred'],
    ['nul\u0000', 'nul⟨U+0000⟩'],
  ])('%j', (text, shown) => {
    expect(readableText(text)).toBe(shown)
  })

  test('shows no control character of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 5_000 }), (text) => {
        expect(readableText(text)).not.toMatch(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/)
      }),
    )
  })
})
