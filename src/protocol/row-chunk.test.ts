import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import { storedEvents } from '#testing/arbitraries/event.ts'
import { aStoredEvent } from '#testing/builders/event.ts'
import { DEFAULT_TENANT } from './ids.ts'
import { decodeRows, encodeRows, sourceOf, type RowChunk } from './row-chunk.ts'
import { RowChunkSchema } from './schema/query-answers.ts'

const wire = (chunk: RowChunk): RowChunk => JSON.parse(JSON.stringify(chunk)) as RowChunk

test('rows come back as they went in, over JSON, whatever they hold', () => {
  fc.assert(
    fc.property(storedEvents(), (events) => {
      const own = events.map((event) => ({ ...event, tenant: DEFAULT_TENANT }))
      const chunk = wire(encodeRows(DEFAULT_TENANT, own))
      expect(decodeRows(chunk)).toEqual(own)
      expect(RowChunkSchema.safeParse(chunk).success).toBe(true)
    }),
  )
})

test('keys that JavaScript has a meaning for stay keys', () => {
  const attrs = Object.fromEntries([
    ['__proto__', 'x'],
    ['constructor', 'y'],
    ['', 'z'],
  ])
  const [event] = decodeRows(wire(encodeRows(DEFAULT_TENANT, [aStoredEvent({ attrs })])))
  expect(Object.entries(event?.attrs ?? {})).toEqual([
    ['__proto__', 'x'],
    ['constructor', 'y'],
    ['', 'z'],
  ])
})

test('texts that repeat are sent once', () => {
  const events = Array.from({ length: 100 }, (_, index) =>
    aStoredEvent({ seq: index + 1, name: 'SAME', callid: 'c-1' }),
  )
  const { strings } = encodeRows(DEFAULT_TENANT, events)
  expect(strings.filter((text) => text === 'SAME' || text === 'c-1')).toHaveLength(2)
  expect(strings[0]).toBe('')
})

test('a chunk of no rows is a chunk', () => {
  expect(decodeRows(encodeRows(DEFAULT_TENANT, []))).toEqual([])
})

test('a chunk that nobody could have encoded is refused', () => {
  const chunk = encodeRows(DEFAULT_TENANT, [aStoredEvent()])
  expect(() => decodeRows({ ...chunk, rows: 2 })).toThrow(RangeError)
  expect(() => decodeRows({ ...chunk, strings: [''] })).toThrow(RangeError)
  expect(() => decodeRows({ ...chunk, v: 2 as 1 })).toThrow(RangeError)
})

test('a source without an id is none', () => {
  expect(sourceOf('', 'REQUEST', 'p', 'n')).toBeUndefined()
  expect(sourceOf('a', 'REQUEST', '', '')).toEqual({ id: 'a', type: 'REQUEST' })
})
