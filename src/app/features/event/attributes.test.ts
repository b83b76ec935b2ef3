import { describe, expect, test } from 'vitest'
import { attributeOf } from '#protocol/vocabulary/lookup.ts'
import { findAttributes, groupAttributes } from './attribute-groups.ts'
import { attributeText } from './attribute-text.ts'

const words = { yes: 'yes', no: 'no' }

describe('groups of attributes', () => {
  const groups = groupAttributes('request', 'REQUEST', {
    zebra: '1',
    trace_id: 'abc',
    status: '200',
    url: 'https://a.example',
    apple: '2',
  })

  test('usual ones in the order of the vocabulary, then ids, then the rest by name', () => {
    expect(groups.usual.map(({ key }) => key)).toEqual(['url', 'status'])
    expect(groups.ids.map(({ key }) => key)).toEqual(['trace_id'])
    expect(groups.others.map(({ key }) => key)).toEqual(['apple', 'zebra'])
  })

  test('each is in one group, whatever its name', () => {
    const odd = JSON.parse('{"__proto__":"1","constructor":"2","x-request-id":"3"}') as Record<string, string>
    const all = Object.values(groupAttributes('app', 'LOG', odd)).flat()
    expect(all.map(({ key }) => key).sort()).toEqual(['__proto__', 'constructor', 'x-request-id'])
  })

  test('are found by name, value and both labels', () => {
    expect(findAttributes(groups.usual, 'STATUS').map(({ key }) => key)).toEqual(['status'])
    expect(findAttributes(groups.usual, '状态').map(({ key }) => key)).toEqual(['status'])
    expect(findAttributes(groups.usual, 'example').map(({ key }) => key)).toEqual(['url'])
    expect(findAttributes(groups.usual, ' ')).toHaveLength(2)
  })
})

describe('what a value says', () => {
  test.each([
    ['duration', '338', '338 ms'],
    ['size', '1234', '1.2 kB'],
    ['loss', '0.22', '0.22 %'],
    ['result', 'error', 'failed'],
    ['result', 'unheard-of', undefined],
    ['online', 'true', 'yes'],
    ['duration', 'soon', undefined],
    ['duration', '12345678901234567890', undefined],
    ['never-heard', '1', undefined],
  ])('%s=%s: %s', (name, text, said) => {
    expect(attributeText(attributeOf(name), text, (it) => it.en, words)).toBe(said)
  })
})
