import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { storedEvent } from '#testing/arbitraries/event.ts'
import { queryableText } from '#testing/arbitraries/query.ts'
import { aStoredEvent } from '#testing/builders/event.ts'
import { parseQuery } from '#protocol/query-lang/parse.ts'
import { foldText } from '#protocol/text-fold.ts'
import { findQuery } from './find-query.ts'
import { rowTest, textHits } from './row-matching.ts'

describe('what is typed into find', () => {
  test.each([
    ['', ''],
    ['  ', ''],
    ['error', 'error'],
    ['ticket expired', '"ticket expired"'],
    ['a OR b', '"a OR b"'],
    ['-x', '"-x"'],
    ['"quoted"', String.raw`"\"quoted\""`],
    ['level:error', 'level:error'],
    ['level:error ticket', 'level:error ticket'],
    ['-is:late', '-is:late'],
    ['level:(', '"level:("'],
    ['nosuchfield:1', '"nosuchfield:1"'],
    ['坐席 掉线', '"坐席 掉线"'],
  ])('%j is looked for as %j', (typed, query) => {
    expect(findQuery(typed)).toBe(query)
  })

  test('finds exactly its own text in a message', () => {
    fc.assert(
      fc.property(queryableText, fc.string(), fc.string(), (text, before, after) => {
        const query = findQuery(text)
        fc.pre(query !== '' && query !== text.trim())
        expect(parseQuery(query).ok).toBe(true)
        const message = before + text.trim() + after
        const holds = foldText(message).includes(foldText(text.trim()))
        expect(rowTest(query)(aStoredEvent({ message }))).toBe(holds)
      }),
    )
  })
})

describe('rows that are loaded', () => {
  test.each([
    ['payload:x', false],
    ['account:acme', false],
    ['level:(', false],
    ['', false],
    ['name:LOG', true],
    ['id:abc', true],
  ])('are asked %j only where they can answer', (query, matches) => {
    expect(rowTest(query)(aStoredEvent({ attrs: { tracking_id: 'abc' } }))).toBe(matches)
  })

  test('any of them can be asked', () => {
    fc.assert(
      fc.property(storedEvent(), (event) => {
        expect(rowTest('level:debug OR level:>=info')(event)).toBe(true)
      }),
    )
  })
})

const cut = (query: string, text: string) =>
  textHits(query)(text).map(({ start, end }) => text.slice(start, end))

describe('hits in a text', () => {
  test.each([
    ['ticket', 'a Ticket, another TICKET', ['Ticket', 'TICKET']],
    ['掉线', '坐席掉线了', ['掉线']],
    ['école', 'l’E\u0301COLE', ['E\u0301COLE']],
    ['WEB*CONNECT', 'WEBSOCKET_CONNECT', ['WEB', 'CONNECT']],
    ['level:error', 'error', []],
    ['message:fail -gone', 'gone and failed', ['fail']],
    ['ab OR bc', 'abc', ['abc']],
    ['attr.status:503', 'status=503', ['503']],
    ['😀', 'x😀y', ['😀']],
  ])('%s in %j', (query, text, hits) => {
    expect(cut(query, text)).toEqual(hits)
  })

  test('are what was looked for, in order, apart, whatever the text', () => {
    fc.assert(
      fc.property(queryableText, fc.array(queryableText, { maxLength: 5 }), (needle, pieces) => {
        const query = findQuery(needle)
        fc.pre(query !== '' && parseQuery(query).ok)
        const text = pieces.join('') + needle.trim()
        let end = -1
        for (const range of textHits(query)(text)) {
          expect(range.start).toBeGreaterThan(end)
          expect(range.end).toBeGreaterThan(range.start)
          end = range.end
        }
        expect(end).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})
