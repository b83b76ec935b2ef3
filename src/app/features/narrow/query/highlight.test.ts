import { queryNode } from '#testing/arbitraries/query.ts'
import { printQuery } from '#protocol/query-lang/print.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changedSpan, highlight } from './highlight.ts'

const texts = fc.oneof(queryNode().map(printQuery), fc.string({ unit: 'binary', maxLength: 40 }))

describe('a highlighted query', () => {
  test('is its text, piece by piece', () => {
    fc.assert(
      fc.property(texts, fc.nat(60), fc.nat(60), (text, a, b) => {
        const wrong = { start: Math.min(a, b, text.length), end: Math.min(Math.max(a, b), text.length) }
        const pieces = highlight(text, { wrong })
        expect(pieces.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text)
        expect(pieces.every(({ start, end }) => end > start)).toBe(true)
      }),
    )
  })

  test('tells fields, values, operators and words apart', () => {
    const text = '-attr."x y":1,“b” OR (foo "c")'
    const kinds = highlight(text).flatMap(({ kind, start, end }) =>
      kind === 'space' ? [] : [[kind, text.slice(start, end)]],
    )
    expect(kinds).toEqual([
      ['minus', '-'],
      ['field', 'attr.'],
      ['field', '"x y"'],
      ['mark', ':'],
      ['value', '1'],
      ['mark', ','],
      ['value', '“b”'],
      ['operator', 'OR'],
      ['mark', '('],
      ['word', 'foo'],
      ['phrase', '"c"'],
      ['mark', ')'],
    ])
  })

  test('shows what is missing at the character in front of it', () => {
    const wrong = highlight('level:', { wrong: { start: 6, end: 6 } }).filter((piece) => piece.wrong)
    expect(wrong).toMatchObject([{ start: 5, end: 6 }])
  })

  test('the change from one text to another is what was put in', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (front, added, back) => {
        const { start, end } = changedSpan(front + back, front + added + back)
        expect(end - start).toBe(added.length)
      }),
    )
  })
})
