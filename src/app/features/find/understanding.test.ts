import { describe, expect, test } from 'vitest'
import { parseQuery } from '#protocol/query-lang/parse.ts'
import type { Micros } from '#protocol/time.ts'
import { mayBeInAddress, onDay, rememberable, understand, without } from './understanding.ts'

const NOW = (Date.UTC(2026, 10, 20, 9, 30) * 1_000) as Micros
const read = (text: string) => understand(text, NOW, 'Asia/Shanghai')

describe('what a text means', () => {
  test.each([
    ['客户13800138000昨天15:20打不通电话', '客户13800138000 打不通电话', 1],
    ['下午三点', '', 1],
    ['10:07 ,', '', 1],
    ['1475338819168979844', '1475338819168979844', 0],
    ['', '', 0],
  ])('%s', (text, lookup, windows) => {
    const understood = read(text)
    expect(understood.lookup).toBe(lookup)
    expect(understood.windows).toHaveLength(windows)
  })

  test.each([
    ['坐席掉线', '坐席掉线'],
    ['13800138000', ''],
    ['level:error "quoted', '"level:error" "\\"quoted"'],
    ['ticket expired 10:07', 'ticket expired'],
  ])('words of %s may be looked for in the log', (text, query) => {
    const { logQuery } = read(text)
    expect(logQuery).toBe(query)
    expect(parseQuery(logQuery).ok).toBe(true)
    expect(logQuery).not.toMatch(/\d{5}/)
  })

  test('words with signs of the query language are words', () => {
    const parsed = parseQuery(read('level:error').logQuery)
    expect(parsed.ok && parsed.value.kind).toBe('word')
  })
})

describe('what leaves the page', () => {
  test.each(['13800138000', '客户138****8000', '8000', '尾号8000'])('%s stays out of the address', (text) => {
    expect(mayBeInAddress(read(text).read)).toBe(false)
  })

  test.each([
    ['客户13800138000昨天15:20', '客户138****8000昨天15:20'],
    ['call-42 at 3pm', 'call-42 at 3pm'],
    // All that could be kept of a short number would not find it again.
    ['80012', undefined],
    ['', undefined],
  ])('%s is remembered as %s', (text, kept) => {
    expect(rememberable(read(text).read)).toBe(kept)
  })
})

test('what was understood can be taken away', () => {
  const understood = read('客户13800138000昨天15:20打不通')
  const [time] = understood.read.times
  expect(time && without(understood.read, time)).toBe('客户13800138000 打不通')
})

test.each(['下午三点 13800138000', '13800138000下午三点', 'dropped at 3pm'])('%s is given a day', (text) => {
  const { times, read: parsed } = read(text)
  expect(times.map((it) => it.namesDay)).toEqual([false])
  const dated = read(times[0] ? onDay(parsed, times[0].found, '2021-12-27') : '')
  expect(dated.times.map((it) => it.namesDay)).toEqual([true])
  expect(dated.windows.map(({ at }) => at)).toEqual([Date.UTC(2021, 11, 27, 7) * 1_000])
  expect(dated.read.numbers).toHaveLength(parsed.numbers.length)
})
