import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fuzzyScore } from './fuzzy.ts'

const best = (query: string, texts: readonly string[]) =>
  texts
    .map((text) => ({ text, score: fuzzyScore(query, text) }))
    .filter((it) => it.score !== undefined)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map((it) => it.text)

describe('fuzzy', () => {
  test.each([
    ['logs', ['Go to logs', 'Load older gaps'], 'Go to logs'],
    ['gl', ['Toggle wrapping of lines', 'Go to logs'], 'Go to logs'],
    ['ne', ['Open the event', 'Next error'], 'Next error'],
    ['ee', ['Open the event here', 'Export every row'], 'Export every row'],
    ['导出', ['导入', '导出为 CSV'], '导出为 CSV'],
    ['出表', ['导出为 CSV', '导出表格'], '导出表格'],
  ])('%s', (query, texts, first) => {
    expect(best(query, texts)[0]).toBe(first)
  })

  test('a missing letter is no match', () => {
    expect(fuzzyScore('logx', 'Go to logs')).toBeUndefined()
  })

  test('every text is found by any of its letters in order', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.boolean()), (text, keep) => {
        const query = text
          .toLowerCase()
          .split('')
          .filter((_, index) => keep[index] ?? false)
          .join('')
        expect(fuzzyScore(query, text)).toBeDefined()
      }),
    )
  })
})
