import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  findNumberQueries,
  findNumbers,
  maskNumber,
  normaliseNumber,
  NUMBER_TOKEN,
  numberToken,
  readNumberQuery,
  type PhoneNumber,
} from './phone-number.ts'

const MOBILE = '+8613800138000'

describe('normaliseNumber', () => {
  test.each([
    '13800138000',
    '+86 138-0013-8000',
    '+86 (138) 0013 8000',
    '008613800138000',
    '8613800138000',
    '013800138000',
    '１３８００１３８０００',
    '＋８６　１３８　００１３　８０００',
    '138.0013.8000',
    'tel:+8613800138000',
    'sip:13800138000@pbx.example.com',
    '\u202D13800138000\u202C',
    ' 138 0013 8000 ',
    '1380-013-8000',
    '٠١٣٨٠٠١٣٨٠٠٠',
  ])('%s', (spelling) => {
    expect(normaliseNumber(spelling)).toBe(MOBILE)
  })

  test.each([
    ['010-12345678', '+861012345678'],
    ['+86 (0)10 1234 5678', '+861012345678'],
    ['+86 10 1234 5678', '+861012345678'],
    ['0755 8123 4567', '+8675581234567'],
    ['400-800-1234', '+864008001234'],
    ['+1 (415) 555-0100', '+14155550100'],
    ['0014155550100', '+14155550100'],
    ['8001', '8001'],
    ['95588', '95588'],
    ['+86 00 138 0013 8000', '+8613800138000'],
  ])('%s is %s', (spelling, number) => {
    expect(normaliseNumber(spelling)).toBe(number)
  })

  test.each(['', '12', 'anonymous', '138****8000', 'a13800138000', '1'.repeat(19), '1'.repeat(5_000)])(
    'not a number: %s',
    (text) => {
      expect(normaliseNumber(text)).toBeUndefined()
    },
  )

  test('never throws, and what it gives it keeps', () => {
    const spelling = fc.oneof(fc.string(), fc.stringMatching(/^[0-9+() .８-]{3,20}$/))
    const numbers = fc.sample(spelling, 5_000).flatMap((text) => normaliseNumber(text) ?? [])
    expect(numbers.length).toBeGreaterThan(10)
    expect(numbers.map((number) => normaliseNumber(number))).toEqual(numbers)
  })
})

describe('findNumbers', () => {
  test.each([
    ['call 13800138000 failed', '13800138000'],
    ['呼叫13800138000失败', '13800138000'],
    ['tel=13800138000&x=1', '13800138000'],
    ['to +86 138-0013-8000, 12 s', '+86 138-0013-8000'],
    ['8613800138000', '8613800138000'],
    ['sip:013800138000@host', '013800138000'],
    ['号码：１３８００１３８０００。', '１３８００１３８０００'],
    ['(138)0013-8000', '(138)0013-8000'],
    ['1.13800138000', '13800138000'],
    ['callee13800138000', '13800138000'],
    ['to=%2013800138000&', '13800138000'],
    ['%22to%22%3A%2213800138000%22', '13800138000'],
    ['abcdef%2013800138000abc', '13800138000'],
    ['tel=%2B8613800138000', '%2B8613800138000'],
    ['tel=%2B%2086%20138%200013%208000', '86%20138%200013%208000'],
    ['tel=%2b86+138+0013+8000', '%2b86+138+0013+8000'],
    ['138%C2%A00013%e2%80%908000', '138%C2%A00013%e2%80%908000'],
    [String.raw`{"a":"138\t0013\u00a08000"}`, String.raw`138\t0013\u00a08000`],
    ['138\t0013\t8000', '138\t0013\t8000'],
    ['138\r\n0013\n8000', '138\r\n0013\n8000'],
    ['138  0013 - 8000', '138  0013 - 8000'],
    ['138--0013--8000', '138--0013--8000'],
    ['138\u00AD0013\u00AD8000', '138\u00AD0013\u00AD8000'],
    ['138\u00A00013\u20018000', '138\u00A00013\u20018000'],
    ['138\uFEFF0013\u16808000', '138\uFEFF0013\u16808000'],
    ['138\u22120013\uFE638000', '138\u22120013\uFE638000'],
  ])('in %j', (text, spelling) => {
    const found = findNumbers(text)
    expect(found.map((it) => [text.slice(it.start, it.end), it.number])).toEqual([[spelling, MOBILE]])
  })

  test.each([
    ['ring +1 415 555 0100 12 ms', '+14155550100'],
    ['ring +86 10 1234 5678 12:30', '+861012345678'],
    ['ring +442079460958.', '+442079460958'],
    ['ring 010-12345678 now', '+861012345678'],
    ['ring (010)12345678 now', '+861012345678'],
    ['ring 010--12345678 now', '+861012345678'],
    ['to=010%2D12345678', '+861012345678'],
    ['to=%2B14155550100', '+14155550100'],
    ['q=to%3D%2B14155550100', '+14155550100'],
    ['to=%2B1%20%28415%29%20555-0100', '+14155550100'],
    ['+1 - 415 - 555 - 0100', '+14155550100'],
    ['+44%20%20%2020%20%20%207946%20%20%200958', '+442079460958'],
    ['+442079460958\n12:30', '+442079460958'],
  ])('in %j', (text, number) => {
    expect(findNumbers(text).map((it) => it.number)).toEqual([number])
  })

  test.each([
    'at 1700000000000 ms',
    'at 1700000000000123 µs',
    'id 1380013800013800138',
    'from 192.168.138.1:13800',
    '163.177.65.160:8080',
    '2026-11-20T13:18:00.138+08:00',
    'Chrome/138.0.7204.100 Safari/537.36',
    'a=candidate:842163049 1 udp 1677729535 192.168.1.13 50123 typ host',
    'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
    'trace 4bf92f13800138000c9e16a7b0e47361',
    '0af7651916cd43dd8448eb13800138000f9319c0',
    'abcde138-0013-4000-8abc-13800138000f',
    '1e+12345678',
    '0.138',
    '12800138000',
    '[138,0013,8000]',
    '%138001380001',
    'x%2013800138000123',
    'abcdef0013800138000%20',
  ])('nothing in %s', (text) => {
    expect(findNumbers(text)).toEqual([])
  })

  test('finds every one, in order', () => {
    const text = '13800138000,13900139000 13700137000'
    expect(findNumbers(text).map((it) => it.number)).toEqual([
      '+8613800138000',
      '+8613900139000',
      '+8613700137000',
    ])
  })

  test('does not hit its own tokens', () => {
    const token = numberToken(MOBILE as PhoneNumber, '1a2b3c4d5e6f7081')
    expect(token).toBe('[tel:138****8000:1a2b3c4d]')
    expect(findNumbers(`a ${token} b`)).toEqual([])
    expect([...token.matchAll(NUMBER_TOKEN)]).toHaveLength(1)
    const digitsOnly = numberToken(MOBILE as PhoneNumber, '13800138')
    expect(findNumbers(digitsOnly)).toEqual([])
  })

  test('a planted number is always found when no digit or hex word touches it', () => {
    const missed = fc
      .sample(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string()), 2_000)
      .filter(([before, after]) => {
        const text = `${before} 13800138000 ${after}`
        const hidden = findNumbers(text).map((it) => text.slice(it.start, it.end).replaceAll(/\D/g, ''))
        return !hidden.some((digits) => digits.includes('13800138000'))
      })
    expect(missed).toEqual([])
  })
})

test.each([
  [MOBILE, '138****8000'],
  ['+861012345678', '010****5678'],
  ['+14155550100', '+141****0100'],
  ['+864008001234', '400****1234'],
  ['8001', '****01'],
  ['95588', '****88'],
])('%s is shown as %s', (number, masked) => {
  expect(maskNumber(number as PhoneNumber)).toBe(masked)
})

test.each([
  ['+86 138 0013 8000', { kind: 'full', number: MOBILE }],
  ['8000', { kind: 'last4', last4: '8000' }],
  ['138****8000', { kind: 'masked', prefix: '138', last4: '8000' }],
  ['138 **** 8000', { kind: 'masked', prefix: '138', last4: '8000' }],
  ['****8000', { kind: 'masked', prefix: '', last4: '8000' }],
  ['[tel:138****8000:1a2b3c4d]', { kind: 'masked', prefix: '138', last4: '8000', tag: '1a2b3c4d' }],
  ['138****8000:1a2b3c4d', { kind: 'masked', prefix: '138', last4: '8000', tag: '1a2b3c4d' }],
  ['hello', undefined],
])('a search for %j', (text, query) => {
  expect(readNumberQuery(text)).toEqual(query)
})

test('a pasted sentence', () => {
  expect(
    findNumberQueries('客户 138-0013-8000 说 139****9000 掉线 3 次，见 [tel:137****7000:1a2b3c4d] 2026'),
  ).toEqual([
    { kind: 'full', number: MOBILE },
    { kind: 'masked', prefix: '139', last4: '9000' },
    { kind: 'masked', prefix: '137', last4: '7000', tag: '1a2b3c4d' },
  ])
})
