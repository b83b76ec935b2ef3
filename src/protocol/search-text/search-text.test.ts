import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MICROS_PER_SECOND, type Micros } from '../time.ts'
import { readSearchText, safeSearchText } from './search-text.ts'
import { timeWindows } from './time-window.ts'
import { civilIn, isZone, momentIn, zoneLabel } from './zone-offset.ts'

const SHANGHAI = 'Asia/Shanghai'
/** Friday 20 November 2026, 17:30 in China. */
const NOW = (Date.UTC(2026, 10, 20, 9, 30) * 1_000) as Micros
const MINUTE = 60 * MICROS_PER_SECOND

const two = (it: number) => String(it).padStart(2, '0')

function printed(time: Micros, zone = SHANGHAI): string {
  const { year, month, day, hour, minute, second } = civilIn(zone, time)
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}${second === 0 ? '' : `:${two(second)}`}`
}

/** Moments, or ends of stretches, that a text names: `2026-11-20 15:00`. */
function timesIn(text: string, zone = SHANGHAI, now = NOW): readonly string[] {
  return readSearchText(text)
    .times.flatMap(({ time }) => timeWindows(time, { now, zone }))
    .map(({ from, to, at }) =>
      at === undefined ? `${printed(from, zone)} – ${printed(to, zone)}` : printed(at, zone),
    )
}

describe('times, as people in China and elsewhere write them', () => {
  test.each([
    ['下午三点', '2026-11-20 15:00'],
    ['3pm', '2026-11-20 15:00'],
    ['3 p.m.', '2026-11-20 15:00'],
    ['3:20 PM', '2026-11-20 15:20'],
    ['12am', '2026-11-20 00:00'],
    ['12pm', '2026-11-20 12:00'],
    ['昨天15:20', '2026-11-19 15:20'],
    ['昨天下午3:20', '2026-11-19 15:20'],
    ['昨天下午三点二十', '2026-11-19 15:20'],
    ['昨晚8点半', '2026-11-19 20:30'],
    ['前天上午十点一刻', '2026-11-18 10:15'],
    ['今早9点零5分', '2026-11-20 09:05'],
    ['10:07', '2026-11-20 10:07'],
    ['１０：０７', '2026-11-20 10:07'],
    ['10:02:11.481', '2026-11-20 10:02:11'],
    ['15点20分', '2026-11-20 15:20'],
    ['14 Nov 3pm', '2026-11-14 15:00'],
    ['Nov 14th, 3pm', '2026-11-14 15:00'],
    ['3pm on 14 November 2021', '2021-11-14 15:00'],
    ['27 Dec 2021 10:07', '2021-12-27 10:07'],
    ['2021-12-27 10:07', '2021-12-27 10:07'],
    ['2021/12/27 10:07:30', '2021-12-27 10:07:30'],
    ['2021年12月27日上午10:07', '2021-12-27 10:07'],
    ['十二月二十七号 10:07', '2025-12-27 10:07'],
    ['12-27 10:07', '2025-12-27 10:07'],
    ['27/12 10:07', '2025-12-27 10:07'],
    ['yesterday at 15:20', '2026-11-19 15:20'],
    ['last Friday at 15:20', '2026-11-20 15:20'],
    ['上周五15:20', '2026-11-13 15:20'],
    ['周三 15:20', '2026-11-18 15:20'],
    ['2021-12-27T02:07:30Z', '2021-12-27 10:07:30'],
    ['2021-12-27T10:07:30+08:00', '2021-12-27 10:07:30'],
    ['2021-12-26T23:07:30-03:00', '2021-12-27 10:07:30'],
    ['07:00 UTC', '2026-11-20 15:00'],
    ['15:00 (UTC+8)', '2026-11-20 15:00'],
    ['北京时间下午三点', '2026-11-20 15:00'],
    ['10 分钟前', '2026-11-20 17:20'],
    ['两个半小时前', '2026-11-20 15:00'],
    ['两个小时前', '2026-11-20 15:30'],
    ['2 hours ago', '2026-11-20 15:30'],
    ['刚才', '2026-11-20 17:25'],
    // Later today it cannot have been.
    ['晚上十点', '2026-11-19 22:00'],
    ['23:10', '2026-11-19 23:10'],
    ['今天上午', '2026-11-20 05:00 – 2026-11-20 12:00'],
    ['昨天', '2026-11-19 00:00 – 2026-11-20 00:00'],
    ['2021-12-27', '2021-12-27 00:00 – 2021-12-28 00:00'],
    ['14 Nov', '2026-11-14 00:00 – 2026-11-15 00:00'],
    ['yesterday afternoon', '2026-11-19 12:00 – 2026-11-19 18:00'],
    ['10:00-10:30', '2026-11-20 10:00 – 2026-11-20 10:30'],
    ['昨天23:50到0:10', '2026-11-19 23:50 – 2026-11-20 00:10'],
    ['between 9am and 11am', '2026-11-20 09:00 – 2026-11-20 11:00'],
  ])('%s', (text, expected) => {
    expect(timesIn(text)).toEqual([expected])
  })

  test.each(['3点', '3:20', '三点半'])('%s may be before or after noon: both count', (text) => {
    expect(timesIn(text)).toHaveLength(2)
  })

  test.each([
    'version 3.8.2',
    '192.168.10.7:8080',
    'seat 1007 dropped',
    'trk-10:07a',
    '有一点卡',
    '快一点',
    '3小时',
    '1475338819168979844',
    'a1b2-2021-12-27x',
    'may I call',
    'code 4000:12345',
    '25:61',
    '31 Feb',
    '13月45日',
    'UTC',
  ])('%s names no time', (text) => {
    expect(readSearchText(text).times).toEqual([])
  })

  test('the same words are another moment in another zone', () => {
    expect(timesIn('下午三点', 'UTC', NOW)).toEqual(['2026-11-19 15:00'])
    expect(timesIn('3pm', 'America/New_York')).toEqual(['2026-11-19 15:00'])
    expect(timesIn('3pm UTC', 'America/New_York')).toEqual(['2026-11-19 10:00'])
  })
})

describe('a pasted sentence', () => {
  test.each([
    ['客户13800138000昨天15:20打不通电话', ['138****8000'], '客户 打不通电话', 1],
    [
      'Client +86 138-0013-8000 says the call dropped at 3pm',
      ['138****8000'],
      'Client says the call dropped',
      1,
    ],
    ['手机尾号8000的客户说下午三点掉线', ['****8000'], '的客户说 掉线', 1],
    ['number ending in 8000, around 10:07', ['****8000'], ',', 1],
    ['138 •••• 8000', ['138****8000'], '', 0],
    ['last four digits 8000', ['****8000'], '', 0],
    ['client 138xxxx8000 at 10:07', ['138****8000'], 'client', 1],
    ['[tel:138****8000:1a2b3c4d] dropped', ['138****8000'], 'dropped', 0],
    ['8000', ['****8000'], '', 0],
    ['8000 昨天下午三点', ['****8000'], '', 1],
    ['3pm 8000', ['****8000'], '', 1],
    ['seat 8000 at 3pm', [], 'seat 8000', 1],
    ['1475338819168979844', [], '1475338819168979844', 0],
    ['坐席掉线', [], '坐席掉线', 0],
  ])('%s', (text, numbers, rest, times) => {
    const read = readSearchText(text)
    expect(read.numbers.map(({ masked }) => masked)).toEqual(numbers)
    expect(read.times).toHaveLength(times)
    expect(read.rest).toBe(rest)
  })
})

test('numbers, masked numbers and tokens of one sentence', () => {
  const text = '客户 138-0013-8000 说 139****9000 掉线 3 次，见 [tel:137****7000:1a2b3c4d] 2026'
  expect(readSearchText(text).numbers.map(({ query }) => query)).toEqual([
    { kind: 'full', number: '+8613800138000' },
    { kind: 'masked', prefix: '139', last4: '9000' },
    { kind: 'masked', prefix: '137', last4: '7000', tag: '1a2b3c4d' },
  ])
})

const aZone = fc.constantFrom('UTC', SHANGHAI, 'America/New_York', 'Asia/Kolkata', 'UTC+08:00', 'UTC-03:30')
const aMoment = fc
  .integer({ min: Date.UTC(1990, 0, 2) / 60_000, max: Date.UTC(2026, 10, 18) / 60_000 })
  .map((minutes) => (minutes * MINUTE) as Micros)

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const PRINTERS: Readonly<Record<string, (time: ReturnType<typeof civilIn>) => string>> = {
  iso: ({ year, month, day, hour, minute }) =>
    `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`,
  english: ({ year, month, day, hour, minute }) =>
    `${day} ${MONTHS[month - 1]} ${year} at ${hour % 12 || 12}:${two(minute)} ${hour < 12 ? 'am' : 'pm'}`,
  american: ({ year, month, day, hour, minute }) =>
    `${MONTHS[month - 1]} ${day}, ${year}, ${two(hour)}:${two(minute)}`,
  chinese: ({ year, month, day, hour, minute }) =>
    `${year}年${month}月${day}日${hour < 6 ? '凌晨' : hour < 12 ? '上午' : hour < 13 ? '中午' : hour < 18 ? '下午' : '晚上'}${hour % 12 || 12}点${two(minute)}分`,
}

describe('laws', () => {
  test('any minute, in any of the usual spellings and zones, is read as itself', () => {
    fc.assert(
      fc.property(
        aMoment,
        aZone,
        fc.constantFrom(...Object.entries(PRINTERS)),
        (moment, zone, [name, print]) => {
          const civil = civilIn(zone, moment)
          // Chinese has no common word for midnight that is said with twelve.
          fc.pre(name !== 'chinese' || civil.hour !== 0)
          // Shown twice when clocks go back.
          fc.pre(momentIn(zone, civil) === moment)
          const text = `客户 ${print(civil)} says`
          const { times } = readSearchText(text)
          expect(times).toHaveLength(1)
          const windows = times.flatMap(({ time }) => timeWindows(time, { now: NOW, zone }))
          expect(windows.map(({ at }) => at)).toEqual([moment])
        },
      ),
      { numRuns: 400 },
    )
  })

  test('a civil time and its moment are inverse', () => {
    fc.assert(
      fc.property(aMoment, aZone, (moment, zone) => {
        const back = momentIn(zone, civilIn(zone, moment))
        expect(civilIn(zone, back)).toEqual(civilIn(zone, moment))
      }),
    )
  })

  test('a number in any spelling is taken out, and never shown or kept in clear', () => {
    const digits = fc.tuple(fc.constantFrom('138', '186', '199'), fc.integer({ min: 0, max: 99_999_999 }))
    const spelling = fc.constantFrom<(n: string) => string>(
      (n) => n,
      (n) => `+86 ${n.slice(0, 3)} ${n.slice(3, 7)} ${n.slice(7)}`,
      (n) => `0086-${n.slice(0, 3)}-${n.slice(3, 7)}-${n.slice(7)}`,
      (n) => `86${n}`,
      (n) => n.replace(/\d/g, (it) => String.fromCharCode(it.charCodeAt(0) + 0xfe_e0)),
    )
    const words = fc.constantFrom('', '客户', 'call at 3pm ', '昨天15:20 ')
    fc.assert(
      fc.property(digits, spelling, words, ([prefix, rest], spell, before) => {
        const number = prefix + String(rest).padStart(8, '0')
        const read = readSearchText(`${before}${spell(number)}`)
        expect(read.numbers.map(({ masked }) => masked)).toEqual([`${prefix}****${number.slice(-4)}`])
        const safe = safeSearchText(read) ?? ''
        expect(safe.replace(/\D/g, '')).not.toContain(number)
        expect(readSearchText(safe).numbers.map(({ masked }) => masked)).toEqual(
          read.numbers.map(({ masked }) => masked),
        )
        expect(read.rest).not.toMatch(/\d{4}/)
      }),
    )
  })

  test('of many numbers none is left among the words', () => {
    const numbers = Array.from({ length: 12 }, (_, index) => `138001380${10 + index}`)
    const read = readSearchText(`客户 ${numbers.join(' ')} 掉线`)
    expect(read.rest).toBe('客户 掉线')
    expect(safeSearchText(read)).not.toMatch(/\d{11}/)
  })

  test('every text is read: spans in order, inside, apart; windows not empty', () => {
    const scrap = fc.constantFrom(
      '下午',
      '三点',
      '3',
      ':',
      '20',
      'pm',
      '昨天',
      '-',
      '138',
      '00138000',
      '月',
      '号',
      'Nov',
      ' ',
      'UTC',
      '+8',
      '****8000',
      '半',
      'T',
      '2021-12-27',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(scrap, { maxLength: 30 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(text, aZone, (any, zone) => {
        const read = readSearchText(any)
        const spans = [...read.numbers, ...read.times].toSorted((a, b) => a.start - b.start)
        let end = 0
        for (const span of spans) {
          expect(span.start).toBeGreaterThanOrEqual(end)
          expect(span.end).toBeGreaterThan(span.start)
          end = span.end
        }
        expect(end).toBeLessThanOrEqual(any.length)
        for (const { time } of read.times)
          for (const { from, to } of timeWindows(time, { now: NOW, zone })) expect(from).toBeLessThan(to)
      }),
      { numRuns: 500 },
    )
  })

  test('a long hostile text takes no long time', () => {
    for (const piece of ['1', '1:', '下午', '12-', 'x', '* ', '3点', '1 Nov ', '十'.repeat(7)]) {
      const started = performance.now()
      readSearchText(piece.repeat(2_000 / piece.length))
      expect(performance.now() - started).toBeLessThan(500)
    }
  })
})

test('zones are named as clocks stand', () => {
  expect(zoneLabel(SHANGHAI, NOW)).toBe('UTC+8')
  expect(zoneLabel('UTC', NOW)).toBe('UTC')
  expect(zoneLabel('America/St_Johns', NOW)).toBe('UTC-3:30')
  expect([isZone('Asia/Tokyo'), isZone('Mars/Base'), isZone('UTC+05:30')]).toEqual([true, false, true])
})
