import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RecordedEvent } from '#protocol/event.ts'
import type { TenantId } from '#protocol/ids.ts'
import { normaliseNumber, type PhoneNumber } from '#protocol/phone-number.ts'
import { readEvent } from '#protocol/read-event.ts'
import { eventHash } from './event-hash.ts'
import { createKeyring } from './keyring.ts'
import { prepareEvent } from './prepare-event.ts'

const OLD = { version: 1, secret: new Uint8Array(32).fill(7) }
const NEW = { version: 2, secret: new Uint8Array(32).fill(9) }
const tenant = (name: string) => name as TenantId
const keys = createKeyring([OLD]).of(tenant('local'))
const MOBILE = '+8613800138000' as PhoneNumber
const { full, last4 } = keys.numberKeys(MOBILE)
const TOKEN = `[tel:138****8000:${full.slice(0, 8)}]`

function event(fields: Record<string, unknown>): RecordedEvent {
  const read = readEvent({ seq: 1, time: 1_700_000_000_000_000, mono: 5, ...fields })
  if (!read.ok) throw new Error(read.error.detail)
  return read.value
}
const prepare = (fields: Record<string, unknown>) => prepareEvent(event(fields), keys)

describe('numbers', () => {
  test('a marked attribute in any spelling becomes one token and is found by both keys', () => {
    for (const spelling of [
      '13800138000',
      '+86 138-0013-8000',
      '１３８００１３８０００',
      'sip:13800138000@pbx',
    ]) {
      const prepared = prepare({ attrs: { 'call.number': spelling } })
      expect(prepared.attrs['call.number']).toBe(TOKEN)
      expect(prepared.numbers).toEqual([full, last4])
      expect(keys.unseal(prepared.sealedNumber)).toBe(MOBILE)
    }
  })

  test('are found in message, name, label, attributes, source type, source name and payload', () => {
    const prepared = prepare({
      name: 'DIAL_13800138000',
      label: '13800138000',
      message: '呼叫13800138000',
      attrs: { url: 'https://x/?to=13800138000' },
      source: { id: 's', type: 'CALL 13800138000', name: 'to 13800138000' },
      payload: '{"to":"13800138000","n":13800138000,"s":"a \\" 13800138000, b"}',
    })
    expect(JSON.stringify(prepared)).not.toContain('13800138000')
    expect(prepared.message).toBe(`呼叫${TOKEN}`)
    expect(JSON.parse(prepared.payload ?? '')).toEqual({ to: TOKEN, n: TOKEN, s: `a " ${TOKEN}, b` })
    expect(prepared.numbers).toEqual([full, last4])
    expect(prepared.sealedNumber).toBe('')
  })

  test('the spelling of a marked number is also taken out where no pattern knows it', () => {
    const prepared = prepare({
      message: 'dial 02112345678 or 2112345678',
      payload: '{"to":"02112345678","n":2112345678,"id":"1234567802112345678"}',
      attrs: { 'call.callee': '021-12345678' },
    })
    const token = prepared.attrs['call.callee']
    expect(prepared.message).toBe(`dial ${token} or ${token}`)
    expect(JSON.parse(prepared.payload ?? '')).toEqual({ to: token, n: token, id: '1234567802112345678' })
  })

  test('a number masked by the recorder stays as it is and is found by its last four', () => {
    const prepared = prepare({ attrs: { 'call.number': '138****8000' } })
    expect(prepared.attrs['call.number']).toBe('138****8000')
    expect(prepared.numbers).toEqual([last4])
    expect(prepared.sealedNumber).toBe('')
  })

  test('ids, times and ordinary text stay untouched', () => {
    const fields = {
      callid: '13800138000-1',
      span: '13800138000',
      source: { id: '13800138000', type: 'CALL' },
      message: 'at 1700000000000 ms',
      attrs: { tracking_id: '13800138000' },
    }
    expect(prepare(fields)).toMatchObject({ ...fields, numbers: [], ids: ['13800138000'] })
  })

  test('short values stay where the name only sounds like a phone number', () => {
    expect(prepare({ attrs: { number: '404', mobile: 'true' } }).attrs).toEqual({
      number: '404',
      mobile: 'true',
    })
    expect(prepare({ attrs: { 'call.number': '8001', phone: '95588' } }).attrs).toEqual({
      'call.number': expect.stringMatching(/^\[tel:\*{4}01:/),
      phone: expect.stringMatching(/^\[tel:\*{4}88:/),
    })
  })

  test('an attribute named by a number', () => {
    const prepared = prepare({ attrs: { '13800138000': 'a', 'x 13800138000': 'b' } })
    expect(Object.entries(prepared.attrs)).toEqual([
      [TOKEN, 'a'],
      [`x ${TOKEN}`, 'b'],
    ])
  })

  test('another tenant has other keys and cannot open the seal', () => {
    const other = createKeyring([OLD]).of(tenant('other'))
    expect(other.numberKeys(MOBILE)).not.toEqual(keys.numberKeys(MOBILE))
    expect(other.unseal(keys.seal(MOBILE))).toBeUndefined()
    expect(keys.unseal('AQ==')).toBeUndefined()
    expect(keys.unseal('')).toBeUndefined()
  })

  test('after a rotation the old rows are still found and opened', () => {
    const rotated = createKeyring([OLD, NEW]).of(tenant('local'))
    expect(rotated.numberKeys(MOBILE)).not.toEqual(keys.numberKeys(MOBILE))
    expect(rotated.searchKeys(MOBILE)).toContainEqual(keys.numberKeys(MOBILE))
    expect(rotated.last4Keys('8000')).toContain(last4)
    expect(rotated.unseal(keys.seal(MOBILE))).toBe(MOBILE)
    expect(keys.unseal(rotated.seal(MOBILE))).toBeUndefined()
    const fields = { message: 'to 13800138000', attrs: { token: 'abc' } }
    expect(prepareEvent(event(fields), rotated).hash).toBe(prepare(fields).hash)
  })
})

describe('ids', () => {
  test('values of id attributes, and the parts of a traceparent', () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
    const traceparent = `00-${trace}-00f067aa0ba902b7-01`
    expect(
      prepare({ attrs: { trackingId: 't-1', 'X-Request-Id': 'r-1', traceparent, other: 'o' } }).ids,
    ).toEqual(['t-1', 'r-1', traceparent, trace, '00f067aa0ba902b7'])
  })
})

describe('secrets', () => {
  test('by attribute name: equal ones stay equal, none stays', () => {
    const { attrs } = prepare({
      attrs: {
        Authorization: 'Bearer s3cr3t',
        'x-auth-token': 's3cr3t',
        refreshToken: 's3cr3t',
        ticket: 'true',
        'ticket.state': 'valid',
      },
    })
    expect(JSON.stringify(attrs)).not.toContain('s3cr3t')
    expect(attrs['x-auth-token']).toMatch(/^\[secret:[0-9a-f]{8}\]$/)
    expect(attrs['refreshToken']).toBe(attrs['x-auth-token'])
    expect(attrs['ticket']).toBe('true')
    expect(attrs['ticket.state']).toBe('valid')
  })

  test.each([
    'Authorization: Bearer s3cr3t-value x',
    'GET /a?token=s3cr3t-value&b=1',
    '{"password":"s3cr3t-value"}',
    String.raw`{"body":"{\"password\":\"s3cr3t-value\"}"}`,
    '{"set-cookie":["a=s3cr3t-value; b=c"]}',
    '{"name":"Cookie","value":"a=s3cr3t-value"}',
    'Cookie: sid=s3cr3t-value; x=y',
    'pwd=s3cr3t-value',
    'accessToken: s3cr3t-value',
  ])('in text: %s', (text) => {
    const prepared = prepare({ message: text, payload: text })
    expect(JSON.stringify(prepared)).not.toContain('s3cr3t')
    expect(prepared.message).toContain('[secret:')
  })

  test.each([
    'ticket: expired',
    'ticket refresh in 5 s',
    'cookie: blocked',
    'token=none',
    '{"cookie":null,"a":"b"}',
  ])('not in %s', (text) => {
    expect(prepare({ message: text, payload: text })).toMatchObject({ message: text, payload: text })
  })

  test('JSON stays JSON', () => {
    const payload = '{"password":123456,"token":12345678,"cookie":["a=b"],"authorization":{"x":1}}'
    expect(JSON.parse(prepare({ payload }).payload ?? '')).toMatchObject({
      password: expect.stringContaining('[secret:'),
    })
  })

  test('are counted by rule', () => {
    const own = createKeyring([OLD]).of(tenant('counted'))
    prepareEvent(
      event({ message: 'to 13800138000 pwd=x', attrs: { 'call.number': '13900139000', token: 'x' } }),
      own,
    )
    expect(own.counts()).toEqual({
      'number-attribute': 1,
      'number-text': 1,
      'secret-attribute': 1,
      'secret-text': 1,
    })
  })
})

describe('the checksum', () => {
  test('differs for every field, and not for the order of attributes', () => {
    const base = { message: 'm', attrs: { a: '1', b: '2' }, source: { id: 's', type: 't' } }
    const others: Record<string, unknown>[] = [
      base,
      { ...base, message: 'n' },
      { ...base, attrs: { a: '1', b: '3' } },
      { ...base, attrs: { a: '1' } },
      { ...base, source: { id: 's2', type: 't' } },
      { ...base, epoch: 1 },
      { ...base, mono: 6 },
      { ...base, level: 'warn' },
      { ...base, payload: 'p' },
      { ...base, callid: 'c' },
      { ...base, span: 'c' },
      { ...base, attrs: { a: '2', b: '1' } },
      { ...base, attrs: { a1: '', b: '2' } },
      { ...base, message: '', attrs: { a: '1', b: '2', m: '' } },
    ]
    expect(new Set(others.map((fields) => prepare(fields).hash)).size).toBe(others.length)
    expect(prepare({ ...base, attrs: { b: '2', a: '1' } }).hash).toBe(prepare(base).hash)
  })

  test('is that of what is stored, whether or not something was taken out', () => {
    const part = fc.constantFrom(
      '13800138000',
      '+86 138',
      'x',
      '掉线',
      ' ',
      '[tel:138****8000:1a2b3c4d]',
      '[secret:1a2b3c4d]',
      '[',
      'token=a1234567',
      'Bearer 12345678',
      ':',
      '１３８',
    )
    const text = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(''))
    const key = fc.constantFrom('a', 'b', 'call.number', 'token', 'tracking_id', 'x 13800138000')
    const property = fc.property(
      fc.record(
        { name: text, label: text, message: text, payload: text, callid: text, span: text, epoch: fc.nat() },
        { requiredKeys: [] },
      ),
      fc.option(fc.record({ id: text, type: text, name: text, parent: text }), { nil: undefined }),
      fc.dictionary(key, text),
      (fields, from, attrs) => {
        const source = from && { ...from, id: `i${from.id}` }
        const prepared = prepare({ ...fields, attrs, source })
        expect(prepared.hash).toBe(eventHash(prepared))
      },
    )
    fc.assert(property, { numRuns: 1_000 })
  })

  test('is fixed: otherwise every re-send of a stored event would be a conflict', () => {
    expect(prepare({ message: '掉线', attrs: { a: '1' } }).hash).toBe(1_424_943_084)
  })

  test('seldom collides', () => {
    const hashes = Array.from(
      { length: 20_000 },
      (_, i) => prepare({ message: `frame ${i}`, attrs: { n: String(i) } }).hash,
    )
    // 20,000 of 2^32 collide 0.05 times on average.
    expect(new Set(hashes).size).toBeGreaterThan(19_997)
  })

  test('does not give a number away', () => {
    expect(prepare({ message: 'to 13800138000' }).hash).toBe(prepare({ message: 'to 13812348000' }).hash)
  })
})

test('a planted number is in no field and found by its key, whatever stands around it', () => {
  const planted = fc
    .tuple(
      fc.stringMatching(/^1[3-9][0-9]{9}$/),
      fc.constantFrom('$1$2$3', '+86$1$2$3', '0086$1$2$3', '+86 $1 $2 $3', '$1-$2-$3'),
    )
    .map(([digits, spelling]) => ({ digits, spelling: digits.replace(/^(...)(....)(....)$/, spelling) }))
  const context = fc.stringMatching(/^[^0-9A-Za-z*[\]:+"'\\=-]{0,20}$/)
  const property = fc.property(planted, context, context, ({ digits: plain, spelling }, before, after) => {
    const text = `${before} ${spelling} ${after}`
    const fields = {
      message: text,
      label: spelling,
      attrs: { note: text, phone: spelling },
      payload: JSON.stringify({ text, n: Number(plain), list: [text] }),
      source: { id: '1', type: 'CALL', name: text },
    }
    const prepared = prepare(fields)
    const stored = JSON.stringify(prepared).replaceAll(/[ -]/g, '')
    expect(stored).not.toContain(plain)
    const number = normaliseNumber(plain) as PhoneNumber
    expect(prepared.numbers).toContain(keys.numberKeys(number).full)
    expect(prepare(fields)).toEqual(prepared)
    const again = prepareEvent(prepared, keys)
    expect(again.message).toBe(prepared.message)
    expect(again.payload).toBe(prepared.payload)
    expect(again.attrs).toEqual(prepared.attrs)
    expect(again.hash).toBe(prepared.hash)
    expect(() => JSON.parse(prepared.payload ?? '') as unknown).not.toThrow()
  })
  fc.assert(property, { numRuns: 500 })
})

test('text made of traps: nothing leaks, JSON stays JSON, and a second time changes nothing', () => {
  const traps =
    '138|0013|8000|+|86|-| |(|)|{|}|"|\\|[tel:|[secret:|token=|]|password":|cookie: |Bearer |１|010|a|掉|:|,|\n|00|1a2b3c4d|****|.|\uD800'
  const trap = fc.constantFrom(...traps.split('|'))
  const text = fc.array(trap, { maxLength: 30 }).map((parts) => parts.join(''))
  let json = 0
  const property = fc.property(text, text, text, (a, b, c) => {
    const planted = `${a} 13912345678 ${b}`
    const attrs = { [planted.slice(0, 90)]: 'true', phone: b, token: a, note: planted }
    const original = event({
      message: planted,
      payload: `{"x":"${c}","y":"${planted}"}`,
      attrs,
      source: { id: 'i', name: planted },
    })
    const prepared = prepareEvent(original, keys)
    expect(JSON.stringify(prepared)).not.toContain('13912345678')
    const again = prepareEvent(prepared, keys)
    // Tokens that somebody forged, half of them at that, are not promised to stay the same.
    const kept = (it: typeof prepared) =>
      /secret:|tel:/.test(a + b + c) ? [] : [it.message, it.payload, it.hash]
    expect(kept(again)).toEqual(kept(prepared))
    if (!isJson(original.payload)) return true
    json += 1
    return isJson(prepared.payload)
  })
  fc.assert(property, { numRuns: RUNS })
  expect(json).toBeGreaterThan(RUNS / 100)
})

const RUNS = 2_000

function isJson(text = ''): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
