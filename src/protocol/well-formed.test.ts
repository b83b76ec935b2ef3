import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutText, utf8Bytes, wellFormed } from './well-formed.ts'

const anyText = fc.string({
  unit: fc.integer({ min: 0, max: 0xff_ff }).map((unit) => String.fromCharCode(unit)),
})
const texts = fc.sample(
  fc.oneof(anyText, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })),
  3_000,
)

test('halves that stand alone become U+FFFD, pairs stay', () => {
  expect(wellFormed('a\uD83Db\uDE00c😀')).toBe('a\uFFFDb\uFFFDc😀')
  expect(texts.map(wellFormed)).toEqual(texts.map((text) => text.toWellFormed()))
})

test('counts bytes as the encoder does', () => {
  const encoder = new TextEncoder()
  expect(texts.map(utf8Bytes)).toEqual(texts.map((text) => encoder.encode(text).length))
})

test('cuts between characters only', () => {
  expect(cutText('a😀b', 2)).toBe('a')
  expect(cutText('a😀b', 3)).toBe('a😀')
  const whole = texts.map(wellFormed)
  expect(whole.filter((text) => !cutText(text, 5).isWellFormed() || cutText(text, 5).length > 5)).toEqual([])
})
