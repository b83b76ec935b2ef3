import { describe, expect, test } from 'vitest'
import { complete, completingAt } from '#protocol/query-lang/completion.ts'
import { parseQuery } from '#protocol/query-lang/parse.ts'
import { en } from '../../../i18n/en.ts'
import { zh } from '../../../i18n/zh.ts'
import { proposalsFor, queryProposals, valuesField } from './proposals.ts'

const at = (text: string) => {
  const found = completingAt(text, text.length)
  if (!found) throw new Error(`nothing may stand in ${text}`)
  return found
}
const texts = (text: string, language: 'en' | 'zh' = 'en') =>
  proposalsFor(at(text), undefined, language, language === 'en' ? en : zh).map((it) => it.text)

describe('proposals', () => {
  test('begin with what begins with it, then with a part that does', () => {
    expect(texts('na').slice(0, 2)).toEqual(['name', 'source.name'])
    expect(texts('browser')[0]).toBe('session.browser')
  })

  test('are found by the description in the language of the reader', () => {
    expect(texts('级别', 'zh')).toContain('level')
    expect(texts('级别', 'en')).toEqual([])
  })

  test('of a fixed list are whole, with counts', () => {
    const known = { values: [{ value: 'error', count: 3 }] }
    expect(proposalsFor(at('level:'), known, 'en', en).map(({ text, count }) => [text, count])).toEqual([
      ['debug', 0],
      ['info', 0],
      ['warn', 0],
      ['error', 3],
    ])
  })

  test('of values and keys give queries, whatever the data holds', () => {
    const hostile = ['', 'a"b', '-x', 'a,b', '(', 'AND', '“”', 'a\\', '\u202e', '*', 'x y', ':']
    const known = { values: hostile.filter((it) => it !== '').map((value) => ({ value, count: 1 })) }
    for (const text of ['name:', 'x -label:a,']) {
      for (const { insertion } of proposalsFor(at(text), known, 'en', en)) {
        expect(parseQuery(complete(text, at(text), insertion).text).ok).toBe(true)
      }
    }
    for (const { insertion } of proposalsFor(at('attr.'), known, 'en', en)) {
      expect(parseQuery(`${complete('attr.', at('attr.'), insertion).text}1`).ok).toBe(true)
    }
  })

  test('ask the data only where it knows more than the language', () => {
    expect(
      ['attr.', 'attr."x y":', 'level:', 'number:', 'ts:', 'is:', 'le'].map((it) => valuesField(at(it))),
    ).toEqual(['attr.', 'attr.x y', 'level', undefined, undefined, undefined, undefined])
  })

  test('of recent queries leave out what cannot be run', () => {
    expect(queryProposals('', ['level:error', 'level:('], []).map((it) => it.text)).toEqual(['level:error'])
  })
})
