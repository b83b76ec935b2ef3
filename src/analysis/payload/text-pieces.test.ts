import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutText, findPieces, isMidLine, pieceText } from './text-pieces.ts'

const pieces = (text: string) => {
  const starts = cutText(text)
  return Array.from(starts, (_, piece) => text.slice(starts[piece], starts[piece + 1] ?? text.length))
}

test('the pieces are the text, and none is large', () => {
  const lines = fc.array(
    fc.oneof(
      fc.string(),
      fc.string().map((it) => it.repeat(700)),
    ),
    { maxLength: 80 },
  )
  fc.assert(
    fc.property(lines, fc.constantFrom('\n', '\r\n', '\n\n\n'), (all, newline) => {
      const text = all.join(newline)
      expect(pieces(text).join('')).toBe(text)
      for (const piece of pieces(text)) {
        expect(piece.length).toBeLessThanOrEqual(2_001)
        expect(piece.split('\n').length).toBeLessThanOrEqual(81)
      }
    }),
  )
})

test('short lines are cut at their ends, a long one in the middle', () => {
  const short = 'line\n'.repeat(1_000)
  expect(pieces(short).every((it) => it.endsWith('\n'))).toBe(true)
  const long = 'x'.repeat(5_000)
  const starts = cutText(long)
  expect(isMidLine(long, starts, 0)).toBe(false)
  expect(isMidLine(long, starts, 1)).toBe(true)
  expect(pieceText('a\nb', cutText('a\nb'), 0)).toBe('a\nb')
})

test('finds words also over a cut', () => {
  const text = `${'x'.repeat(1_998)}Needle${'y'.repeat(3_000)}`
  expect([...findPieces(text, cutText(text), 'needle')]).toEqual([0])
  expect([...findPieces(text, cutText(text), 'absent')]).toEqual([])
})
