import { gzipSync } from 'node:zlib'
import { HOSTILE_TEXTS } from '#testing/arbitraries/text.ts'

const MEBIBYTE = 1024 * 1024
/** Deeper than any parser of ours goes, and than a naive recursive one survives. */
const DEEP = 100_000

const bytes = (text: string) => Buffer.from(text, 'utf8')

/** Whole bodies that have brought parsers and unpackers down. */
export const HOSTILE_BODIES: readonly (readonly [name: string, body: Buffer])[] = [
  ['nothing', Buffer.alloc(0)],
  ['NUL', Buffer.alloc(1)],
  ['not UTF-8', Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80])],
  ['half JSON', bytes('{"v":1,"events":[{"seq":')],
  ['null', bytes('null')],
  ['number', bytes('1e999')],
  ['array', bytes('[]')],
  ['deep arrays', bytes('['.repeat(DEEP))],
  ['deep objects', bytes(`${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`)],
  ['__proto__', bytes('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}')],
  ['5 MB line', Buffer.alloc(5 * MEBIBYTE, 'x')],
  ['5 MB string', bytes(`{"message":"${'掉'.repeat((5 * MEBIBYTE) / 3)}"}`)],
  ['many members', bytes(`{${Array.from({ length: 20_000 }, (_, i) => `"k${i}":${i}`).join()}}`)],
  ['gzip bomb', gzipSync(Buffer.alloc(64 * MEBIBYTE))],
  ['half gzip', gzipSync(bytes('{"v":1}')).subarray(0, 15)],
  ['gzip of gzip', gzipSync(gzipSync(bytes('{"v":1}')))],
  ['gzip magic alone', Buffer.from([0x1f, 0x8b])],
  [
    'NetLog without end',
    bytes('{"constants":{"logEventTypes":{"A":1}},"events":[\n{"type":1,"time":"x"},\n'),
  ],
  [
    'NetLog of nonsense',
    bytes('{"constants":{"timeTickOffset":"inf"},"events":[null,1,[],{"source":null}]}'),
  ],
  ['lines', bytes(HOSTILE_TEXTS.map((text) => JSON.stringify({ time: text, message: text })).join('\n'))],
  ['log lines', bytes('{"session":"a","seq":1e99}\n{"seq":-1}\n{"time":1e308,"message":null}\n')],
]

/** For a parameter: every hostile text, and numbers at and over the edges. */
export const HOSTILE_VALUES: readonly string[] = [
  ...HOSTILE_TEXTS,
  '-1',
  '0',
  '1',
  '1.5',
  '1e3',
  '9007199254740991',
  '9007199254740992',
  '18446744073709551616',
  'true',
  'null',
  '[]',
  '..',
  '../../etc/passwd',
  '%00',
  'now-15m',
  'now-99999999999y',
  '2021-13-45',
  'a:(b',
  '((((((((((',
  `${'('.repeat(2_000)}a${')'.repeat(2_000)}`,
  '-'.repeat(3_000),
  'x OR '.repeat(800),
  'attr.a:>1 '.repeat(200),
  '*'.repeat(500),
  'level:>=nothing',
  'number:13800138000',
  'x'.repeat(8_000),
]

/** By name of a parameter: what is right in form, so that a hostile value beside it meets more than the first check. */
export const PLAUSIBLE: Readonly<Record<string, readonly string[]>> = {
  q: [
    '',
    'ticket',
    'level:>=warn',
    'number:13800138000',
    'has:callid',
    '-category:page',
    'session:a OR id:x',
    '掉线',
  ],
  find: ['ticket', 'level:error'],
  from: ['2021-12-27', '0', '1640570400000000'],
  to: ['2021-12-28T00:00Z', '9007199254740991'],
  ts: ['1640570400000000'],
  asOf: ['0', '1', '9007199254740991'],
  sample: ['0', '1'],
  queryId: ['abcdefgh', 'Z_-34567'],
  order: ['asc', 'desc'],
  direction: ['after', 'before'],
  cursor: ['1640570400000000.a.1', '-1.a.1'],
  position: ['0', '1', '1000000'],
  limit: ['1', '10', '1000'],
  bins: ['1', '300'],
  values: ['1', '200'],
  session: ['a', 'sample-seat-drops'],
  seq: ['1', '2', '9007199254740991'],
  id: ['a', 'sample-seat-drops', 'c-1', 'abcdefgh'],
  before: ['0', '500'],
  after: ['0', '500'],
  text: ['13800138000', 'call c-1 dropped at 10:00', '掉线'],
  kind: ['live', 'import', 'sample'],
}
