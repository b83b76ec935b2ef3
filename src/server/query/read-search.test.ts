import { expect, test } from 'vitest'
import { holdsNoNumber, readSearch } from './read-search.ts'

const KEYS = {
  searchKeys: (number: string) => [{ full: `full ${number}`, last4: '' }],
  last4Keys: (last4: string) => [`last4 ${last4}`],
}
const lookup = (text: string, by: string) =>
  readSearch(text, KEYS).lookups.find((it) => it.by === by)?.values ?? []

test.each([
  '13800138000',
  '+86 138 0013 8000',
  '0086-138-0013-8000',
  '１３８００１３８０００',
  'tel:13800138000',
])('the number %s is one number', (text) => {
  expect(lookup(text, 'number')).toEqual(['full +8613800138000'])
  expect(readSearch(text, KEYS).numbers).toEqual(['138****8000'])
})

test('four digits alone are the last four; in a sentence they are not', () => {
  expect(lookup('8000', 'number')).toEqual(['last4 8000', 'full 8000'])
  expect(lookup('Error 8000 came at 1007', 'number')).toEqual([])
})

test('a masked number is looked up by its end, and held against its beginning', () => {
  expect(lookup('138****8000', 'number')).toEqual(['last4 8000'])
  expect(readSearch('138****8000', KEYS).masks).toMatchObject([{ prefix: '138', last4: '8000' }])
})

test.each(['手机尾号8000的客户', 'a number ending in 8000', '138 •••• 8000', 'client 138xxxx8000 called'])(
  'in a sentence, %s names the end of a number',
  (text) => {
    expect(lookup(text, 'number')).toContain('last4 8000')
  },
)

test.each(['138****8000', '138 •••• 8000', 'tail 138xxxx8000', '[tel:138****8000:1a2b3c4d]'])(
  'the digits around the stars of %s are no ids',
  (text) => {
    expect(readSearch(text, KEYS).words.filter((word) => /\d/.test(word))).toEqual([])
  },
)

test('four digits alone may be a seat, an account or an id as well', () => {
  expect(lookup('1007', 'staff')).toEqual(['1007'])
})

test('a token of a number is looked up by its tag', () => {
  expect(lookup('[tel:138****8000:1a2b3c4d]', 'number-tag')).toEqual(['1a2b3c4d'])
})

test.each([
  ['客户13800138000说会话s-abc-1掉线', 's-abc-1'],
  ['see trackingId=trk-42, please', 'trk-42'],
  ['session:s-9.', 's-9'],
  ['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', '4bf92f3577b34da6a3ce929d0e0e4736'],
  ['王小明', '王小明'],
  ['user@example.com', 'user@example.com'],
])('%s holds the word %s', (text, word) => {
  expect(lookup(text, 'id')).toContain(word)
  expect(lookup(text, 'account')).toContain(word)
})

test('a long text stays a bounded number of lookups', () => {
  const text = Array.from({ length: 400 }, (_, index) => `word-${index}`).join(' ')
  expect(readSearch(text, KEYS).words.length).toBeLessThanOrEqual(20)
})

test.each([
  ['call 13800138000 now', false],
  ['13800138000', false],
  ['8000', false],
  ['s-call-1', true],
])('%s may be shown: %s', (word, shown) => {
  expect(holdsNoNumber(word)).toBe(shown)
})

test('a phone number alone is looked up as an id only where it was seen nowhere', () => {
  const alone = readSearch('+86 138-0013-8000', KEYS)
  expect(alone.lookups.map(({ by }) => by)).toEqual(['number'])
  expect(alone.otherwise.map(({ by }) => by)).toContain('id')
  for (const text of ['8001', '138001', 'call 13800138000 now']) {
    expect(readSearch(text, KEYS).lookups.map(({ by }) => by)).toContain('id')
    expect(readSearch(text, KEYS).otherwise).toEqual([])
  }
})

test('a session is also looked up as its imported copy', () => {
  const values = lookup('s-abc-1', 'session')
  expect(values).toEqual(['s-abc-1', expect.stringMatching(/^imp-[0-9a-f]{32}$/)])
  expect(lookup(String(values[1]), 'session')).toEqual([values[1]])
})
