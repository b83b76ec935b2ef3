import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Seq, SessionId } from '../ids.ts'
import { parseSearchParams, printSearchParams } from '../search-params.ts'
import { isMicros, type DurationMicros, type Micros } from '../time.ts'
import {
  DEFAULT_VIEW,
  MARK_COLOURS,
  MAX_MARK_NAME_CHARS,
  printView,
  readView,
  type LogsView,
} from './logs-view.ts'
import { printMicros, printTimeBound, readTimeBound, resolveRange } from './time-range.ts'

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((it) => it.isWellFormed())
const micros = fc.integer({ min: -62_135_596_800_000_000, max: 9_007_199_254_740_991 }).filter(isMicros)
const sessionId = fc.stringMatching(/^[0-9A-Za-z_-]{1,64}$/).map((it) => it as SessionId)
const seq = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).map((it) => it as Seq)
const bound = fc.oneof(
  micros.map((at) => ({ kind: 'at' as const, at })),
  fc
    .tuple(fc.integer({ min: 0, max: 999_999 }), fc.constantFrom(1, 60, 3_600, 86_400))
    .map(([amount, unit]) => ({ kind: 'ago' as const, back: (amount * unit * 1_000_000) as DurationMicros }))
    .filter(({ back }) => printTimeBound({ kind: 'ago', back }).length <= 11),
)
const optional = { noNullPrototype: true } as const

const view: fc.Arbitrary<LogsView> = fc.record(
  {
    query: fc.oneof(fc.constant(''), text),
    range: fc.record({ from: bound, to: bound }, { requiredKeys: [], ...optional }),
    order: fc.constantFrom('asc' as const, 'desc' as const),
    zone: fc.constantFrom('UTC', 'Asia/Shanghai', 'America/Argentina/Buenos_Aires'),
    row: fc.record({ session: sessionId, seq }, optional),
    anchor: fc.record({ ts: micros, session: sessionId, seq }, optional),
    columns: fc.array(
      fc.record(
        { field: text, width: fc.integer({ min: 10, max: 9_999 }) },
        { requiredKeys: ['field'], ...optional },
      ),
      { minLength: 1, maxLength: 5 },
    ),
    marks: fc.uniqueArray(fc.constantFrom(...MARK_COLOURS), { maxLength: 8 }).chain((colours) =>
      fc.tuple(
        ...[...colours].sort().map((colour) =>
          fc.record(
            {
              colour: fc.constant(colour),
              query: text,
              name: text.filter(({ length }) => length <= MAX_MARK_NAME_CHARS),
            },
            { requiredKeys: ['colour', 'query'], ...optional },
          ),
        ),
      ),
    ),
    find: text,
    wrap: fc.boolean(),
    beside: fc.array(fc.oneof(fc.constant(''), text), { maxLength: 2 }),
  },
  { requiredKeys: ['query', 'range', 'order', 'marks', 'wrap', 'beside'], ...optional },
)

describe('a link to a list', () => {
  test('comes back as the same view through an address', () => {
    fc.assert(
      fc.property(view, (it) => {
        expect(readView(parseSearchParams(printSearchParams(printView(it))))).toEqual({ ok: true, view: it })
      }),
    )
  })

  test('of the usual view is empty', () => {
    expect(printView(DEFAULT_VIEW)).toEqual({})
    expect(readView({})).toEqual({ ok: true, view: DEFAULT_VIEW })
  })

  test('of version 1 keeps its meaning for ever', () => {
    const link =
      '?v=1&q=callid%3A123&from=now-15m&to=2021-12-27T02:02:11.481007Z&order=asc&zone=Asia/Shanghai&asOf=7' +
      '&row=s-1.42&at=1640570531481007.s-1.40&cols=time,name*240,attr.a%252Cb&m1=error&m3=level%3Awarn&m3name=slow%20ones&find=ice&wrap=1&q2=level:error&q3='
    expect(readView(parseSearchParams(link))).toEqual({
      ok: true,
      view: {
        query: 'callid:123',
        range: {
          from: { kind: 'ago', back: 900_000_000 },
          to: { kind: 'at', at: 1_640_570_531_481_007 },
        },
        order: 'asc',
        zone: 'Asia/Shanghai',
        asOf: 7,
        row: { session: 's-1', seq: 42 },
        anchor: { ts: 1_640_570_531_481_007, session: 's-1', seq: 40 },
        columns: [{ field: 'time' }, { field: 'name', width: 240 }, { field: 'attr.a,b' }],
        marks: [
          { colour: '1', query: 'error' },
          { colour: '3', query: 'level:warn', name: 'slow ones' },
        ],
        find: 'ice',
        wrap: true,
        beside: ['level:error', ''],
      },
    })
  })

  test('of a newer version is refused, not misread', () => {
    expect(readView({ v: '2', q: 'x' })).toEqual({ ok: false, version: '2' })
  })

  test('with nonsense in it opens without the nonsense', () => {
    expect(readView({ v: 'x', row: '../../1', at: '1.2', asOf: '-1', zone: '<b>', from: 'soon' })).toEqual({
      ok: true,
      view: DEFAULT_VIEW,
    })
  })
})

describe('a time range', () => {
  test.each([
    ['now', 'now'],
    ['now-15m', 'now-15m'],
    ['now-60m', 'now-1h'],
    ['now-7d', 'now-1w'],
    ['2021-12-27', '2021-12-27T00:00:00Z'],
    ['2021-12-27T10:02:11+08:00', '2021-12-27T02:02:11Z'],
    ['1640570531481007', '2021-12-27T02:02:11.481007Z'],
  ])('%s prints as %s', (text, printed) => {
    const read = readTimeBound(text)
    expect(read && printTimeBound(read)).toBe(printed)
  })

  test('prints every moment as the platform does', () => {
    fc.assert(
      fc.property(micros, (time) => {
        const platform = new Date(Math.floor(time / 1_000)).toISOString()
        const whole = platform.slice(0, 19)
        const printed = printMicros(time)
        if (!/^\d{4}-/.test(platform)) return
        expect(printed.slice(0, 19)).toBe(whole)
        expect(readTimeBound(printed)).toEqual({ kind: 'at', at: time })
      }),
    )
  })

  test('is fixed against one moment', () => {
    const now = 1_000_000_000_000_000 as Micros
    const range = { from: { kind: 'ago', back: 900_000_000 as DurationMicros } } as const
    expect(resolveRange(range, now)).toEqual({ from: now - 900_000_000 })
  })
})
