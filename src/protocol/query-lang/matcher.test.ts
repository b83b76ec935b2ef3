import { describe, expect, test } from 'vitest'
import { aSessionRecord, aStoredEvent, TEST_TIME } from '#testing/builders/event.ts'
import { compileMatcher } from './matcher.ts'
import { parseQuery } from './parse.ts'
import type { QueryableEvent } from './queryable-event.ts'

const EVENT: QueryableEvent = {
  event: aStoredEvent({
    session: 's-1',
    seq: 42,
    ts: TEST_TIME,
    time: TEST_TIME - 5_000_000,
    category: 'request',
    form: 'alarm',
    level: 'warn',
    phase: 'begin',
    via: 'late',
    name: 'TICKET_Expired',
    label: 'Softphone',
    callid: 'Call-1',
    span: 'sp-9',
    source: { id: '29', type: 'URL_REQUEST', parent: '7', name: '/api/Ticket/refresh' },
    message: '票据过期 ÉCOLE 100%_off',
    attrs: { status: '503', rtt: '4.50', hex: '0x10', 'x y': 'Straße', empty: '', url: 'http://a/b?c=1,2' },
  }),
  payload: '{"candidate":"UDP"}',
  ids: ['trace-1'],
  numbers: ['key 8000'],
  session: {
    record: aSessionRecord({ browser: 'Chrome', browserVersion: '96', custom: { region: 'CN' } }),
    accounts: ['Acme', 'Globex'],
    staffs: [],
    devices: ['d-1'],
  },
}

const numberKeysOf = (written: string) => [`key ${written.slice(-4)}`]

function matches(query: string, event = EVENT): boolean {
  const parsed = parseQuery(query)
  if (!parsed.ok) throw new Error(`${query}: ${parsed.error.message}`)
  return compileMatcher(parsed.value, numberKeysOf)(event)
}

describe('a query finds the event', () => {
  test.each([
    '',
    'ticket',
    'expired ticket',
    'école',
    'E\u0301COLE',
    '过期',
    '票据*école',
    '"100%_off"',
    'refresh',
    'STRASSE OR straße',
    '503',
    'a/b?c=1,2',
    'message:过期',
    'name:ticket_expired',
    'name:ticket_*',
    'name:*expired',
    'label:SOFTPHONE',
    'attr.status:503',
    'attr.status:500,503',
    'attr.status:>=503',
    'attr.status:>502.9',
    'attr.status:500..599',
    'attr.status:404,500..599',
    'attr.rtt:<4.6',
    'attr.rtt:4.5..4.5',
    'attr.hex:0X10',
    'attr."x y":STRAẞE',
    'attr.empty:""',
    'attr.missing:""',
    '-has:attr.empty',
    'has:attr.status',
    'has:nothing,attr.status'.replace('nothing', 'staff'),
    'attr.status:*',
    'level:warn',
    'level:>=warn',
    'level:>info',
    'level:<error',
    'level:info..error',
    'category:call,request',
    'form:alarm phase:begin via:late',
    'is:alarm is:warn is:begin is:late',
    'is:error,warn',
    'seq:42',
    'seq:40..',
    'ts:2021-12-27',
    'ts:2021-12-27T02:00Z',
    'ts:2021-12-27T10:00:00+08:00',
    `ts:${TEST_TIME}`,
    'ts:>=2021-12-27',
    'ts:<=2021-12-27',
    'ts:>2021-12-26',
    'time:<2021-12-27T02:00Z',
    'session:s-1 callid:Call-1 span:sp-9 source.id:29 source.parent:7',
    'callid:Call-*',
    'id:trace-1',
    'id:29',
    'id:7',
    'id:trace*',
    'source:29',
    'source:/API/ticket',
    'source.type:url_request',
    'number:"138 0013 8000"',
    'number:8000',
    'has:number',
    'account:acme',
    'account:glob*',
    'staff:""',
    'device:D-1',
    'session.browser:chrome',
    'session.browserVersion:>=90',
    'session.custom.region:cn',
    'session.custom.other:""',
    'payload:udp',
    '-(missing OR nowhere)',
    'NOT missing',
    'ticket -missing',
  ])('%s', (query) => {
    expect(matches(query)).toBe(true)
    expect(matches(`-(${query === '' ? '*' : query})`)).toBe(false)
  })
})

describe('a query passes the event by', () => {
  test.each([
    '-*',
    'udp',
    'softphone',
    'strasse',
    '过期票据',
    '"%off"',
    'École*票据',
    'name:ticket',
    'label:soft',
    'attr.hex:>=0',
    'attr.hex:..99',
    'attr.missing:>=0',
    'attr.missing:*',
    'attr.empty:*',
    'attr.status:5',
    'attr.rtt:4.5',
    'attr.Status:503',
    'attr.toString:*',
    'level:error',
    'is:error',
    'is:end,instant',
    'is:sample',
    'seq:..41',
    'ts:>2021-12-27',
    'ts:<2021-12-27',
    'callid:call-1',
    'callid:Call',
    'id:trace',
    'source:2',
    'number:9999',
    'account:initech',
    'has:staff',
    'has:session.network',
    'session.browser:chro',
  ])('%s', (query) => {
    expect(matches(query)).toBe(false)
    expect(matches(`-(${query})`)).toBe(true)
  })
})

test('a star takes any text, line breaks too, but parts never share characters', () => {
  const event = { ...EVENT, event: aStoredEvent({ name: 'aba\nc' }) }
  expect(matches('name:a*c', event)).toBe(true)
  expect(matches('name:ab*ba*c', event)).toBe(false)
  expect(matches('name:aba*a*', event)).toBe(false)
})
