import { describe, expect, test } from 'vitest'
import { FACETS } from '#protocol/facets.ts'
import { FIELD_NAMES } from '#protocol/query-lang/fields.ts'
import { en } from '../../../i18n/en.ts'
import { words as chinese } from '../../../i18n/zh/words.ts'
import { facetField, facetText, facetTitle, inReadingOrder, valueWords, withChosen } from './facet-fields.ts'

const zh = { ...en, words: chinese }

describe('fields of facets', () => {
  test('every facet that the list is counted by is a field of the language', () => {
    expect(FACETS.filter((name) => facetField(name) === undefined)).toEqual([])
  })

  test('a text names one field or none, and back', () => {
    for (const name of FIELD_NAMES) {
      const field = facetField(name)
      expect(field === undefined || facetText(field) === name).toBe(true)
    }
    expect(facetField('attr.a.b')).toEqual({ name: 'attr', key: 'a.b' })
    expect(['attr', 'attr.', 'nothere', 'constructor'].map(facetField)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  test('foreign keys cannot reorder the screen', () => {
    expect(facetTitle({ name: 'attr', key: 'a\u202eb' }, 'en')).toBe('a⟨U+202E⟩b')
    expect(facetTitle({ name: 'session.browser' }, 'zh')).toBe('浏览器')
  })

  test('values are said in words where there are any, and only then', () => {
    expect(valueWords({ name: 'level' }, 'warn', en)).toBe('warning')
    expect(valueWords({ name: 'level' }, 'constructor', en)).toBe('constructor')
    expect(valueWords({ name: 'name' }, 'warn', en)).toBe('warn')
    expect(valueWords({ name: 'phase' }, 'none', zh)).toBe('瞬时')
    expect(valueWords({ name: 'via' }, 'next-visit', zh)).toBe('下次访问补报')
    expect(valueWords({ name: 'form' }, 'toString', zh)).toBe('toString')
  })

  test('what is chosen shows with its own count, however rare it is', () => {
    const counts = new Map([
      ['b', 2],
      ['c', 0],
    ])
    expect(withChosen([{ value: 'a', count: 3 }], ['a', 'b', 'c', 'd'], counts)).toEqual([
      { value: 'a', count: 3 },
      { value: 'b', count: 2 },
      { value: 'c', count: 0 },
      { value: 'd', count: undefined },
    ])
  })

  test('what narrows most comes first', () => {
    expect(inReadingOrder(FACETS.map((name) => ({ name })))[0]?.name).toBe('level')
  })
})
