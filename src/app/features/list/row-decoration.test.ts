import { expect, test } from 'vitest'
import type { EventKey } from '#protocol/event.ts'
import type { SessionId, SourceId } from '#protocol/ids.ts'
import { aStoredEvent } from '#testing/builders/event.ts'
import { decorationOf, type RowFocus } from './row-decoration.ts'

const NOBODY: RowFocus = { cursor: undefined, open: undefined, lit: undefined, isolated: undefined }
const PLAIN = { selection: undefined, finding: undefined, marks: [] }
const event = aStoredEvent({ seq: 7, source: { id: 's1', type: 'SOCKET' } })
const key: EventKey = { session: event.session, seq: event.seq }

test('a row without anything over it', () => {
  expect(Object.values(decorationOf(event, 5, PLAIN, NOBODY)).some(Boolean)).toBe(false)
})

test('the first mark that matches gives the colour', () => {
  const marks = [
    { colour: '2', matches: () => false },
    { colour: '5', matches: () => true },
    { colour: '1', matches: () => true },
  ] as const
  expect(decorationOf(event, 5, { ...PLAIN, marks }, NOBODY).mark).toBe('5')
})

test.each([
  [{ anchor: 5, head: 5 }, true],
  [{ anchor: 9, head: 3 }, true],
  [{ anchor: 6, head: 9 }, false],
])('row 5 in %o: %s', (selection, selected) => {
  expect(decorationOf(event, 5, { ...PLAIN, selection }, NOBODY).selected).toBe(selected)
})

const isolated = (session: string, source: string): RowFocus => ({
  ...NOBODY,
  isolated: { session: session as SessionId, source: source as SourceId },
})

test('isolating a source dims the others, also the same id in another session', () => {
  expect(decorationOf(event, 5, PLAIN, isolated('session-1', 's1')).dimmed).toBe(false)
  expect(decorationOf(event, 5, PLAIN, isolated('session-1', 's2')).dimmed).toBe(true)
  expect(decorationOf(event, 5, PLAIN, isolated('session-2', 's1')).dimmed).toBe(true)
})

test('cursor, open row, lit row and current hit are found by identity', () => {
  const finding = { matches: () => true, ranges: () => [], current: key }
  const focus = { cursor: key, open: key, lit: key, isolated: undefined }
  expect(decorationOf(event, 5, { ...PLAIN, finding }, focus)).toMatchObject({
    cursor: true,
    open: true,
    lit: true,
    hit: true,
    currentHit: true,
  })
})
