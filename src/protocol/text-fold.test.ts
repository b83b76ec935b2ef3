import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asciiLower, caseFoldPairs, foldedEntries, foldText } from './text-fold.ts'
import { wellFormed } from './well-formed.ts'

describe('foldText', () => {
  test.each([
    ['Ticket_EXPIRED', 'ticket_expired', 'ASCII'],
    ['ÉCOLE', 'école', 'Latin capital'],
    ['E\u0301cole', 'école', 'decomposed'],
    ['İstanbul', 'istanbul', 'dotted capital I'],
    ['I\u0307', 'i', 'dotted capital I, decomposed'],
    ['ısı', 'isi', 'dotless i'],
    ['ΣΟΦΟΣ σοφος σοφοσ', 'σοφοσ σοφοσ σοφοσ', 'three sigmas'],
    ['Straße STRAẞE', 'straße straße', 'sharp s stays one letter'],
    ['ЁЖ Щ', 'ёж щ', 'Cyrillic'],
    ['ＡＢＣ１２３：', 'abc123：', 'full-width letters and digits, not punctuation'],
    ['掉话之后再上线', '掉话之后再上线', 'Chinese'],
    ['\uF900', '豈', 'compatibility ideograph composes to its canonical one'],
    ['\u212A\u017F', 'ks', 'Kelvin sign and long s'],
    ['Ꭰ', 'Ꭰ', 'Cherokee capital folds to itself'],
    ['ꭰ', 'Ꭰ', 'Cherokee small letter folds to the capital'],
    ['𐐀𐐨 😀', '𐐨𐐨 😀', 'beyond the basic plane'],
    ['a\uD800b', 'a\uFFFDb', 'lone surrogate'],
    ['A\0B', 'a\0b', 'NUL'],
    ['', '', 'empty'],
  ])('%j -> %j (%s)', (text, folded) => {
    expect(foldText(text)).toBe(folded)
  })

  const anyText = fc.string({ unit: 'binary', maxLength: 20 })

  test('does not see composition', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(foldText(text.normalize('NFD'))).toBe(foldText(text))
      }),
    )
  })

  test('keeps the length of composed text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(foldText(text)).toHaveLength(wellFormed(text).normalize('NFC').length)
      }),
    )
  })

  test('does not see simple case', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const upper = Array.from(text, (it) => {
          const capital = it.toUpperCase()
          return Array.from(capital).length === 1 && capital.toLowerCase() === it ? capital : it
        }).join('')
        expect(foldText(upper)).toBe(foldText(text))
      }),
    )
  })

  test('folds every pair, on its own, to the same letter', () => {
    const pairs = caseFoldPairs()
    expect(pairs.length).toBeGreaterThan(1400)
    for (const [from, to] of pairs) {
      expect(foldText(from)).toBe(to)
      expect(foldText(to)).toBe(to)
    }
  })
})

describe('foldedEntries', () => {
  const event = { name: 'WS', attrs: {} }

  test('is empty where ASCII lower case is the fold', () => {
    expect(foldedEntries({ ...event, message: '坐席 TICKET 掉线', attrs: { a: 'Ticket', é: 'x' } })).toEqual(
      [],
    )
  })

  test('names what it folded', () => {
    const entries = foldedEntries({
      ...event,
      label: 'Él',
      message: 'ÉCOLE',
      payload: 'e\u0301',
      attrs: { 'x.y': 'İ', __proto__: 'ignored' },
    })
    expect(entries).toEqual([
      ['label', 'él'],
      ['message', 'école'],
      ['payload', 'é'],
      ['attr.x.y', 'i'],
    ])
  })

  test('gives back F by the rule of the column', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (message) => {
        const folded = new Map(foldedEntries({ ...event, message }))
        expect(folded.get('message') ?? asciiLower(message)).toBe(foldText(message))
      }),
    )
  })
})
