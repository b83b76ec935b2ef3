import { describe, expect, test } from 'vitest'
import type { IngestPosition, TenantId } from '#protocol/ids.ts'
import type { EventPosition } from '#protocol/event.ts'
import { ProblemError } from '../http/problem.ts'
import { cursorFrom, filterFrom, printCursor, scopeFrom, timeFrom } from './scope-params.ts'

const LOCAL = 'local' as TenantId
const at = (position: number) => position as IngestPosition

function problemOf(work: () => unknown) {
  try {
    work()
  } catch (cause) {
    if (cause instanceof ProblemError) return cause.problem
    throw cause
  }
  throw new Error('it was accepted')
}

test.each([
  { ts: 1_764_000_000_000_000, session: 's-1', seq: 1 },
  { ts: -5, session: '_', seq: Number.MAX_SAFE_INTEGER },
  { ts: 0, session: 'Z'.repeat(64), seq: 7 },
])('a cursor comes back as it was printed', (position) => {
  expect(cursorFrom(printCursor(position as EventPosition))).toEqual(position)
})

test.each([
  '1',
  '1.s',
  'x.s.1',
  '1.s s.1',
  '1.s.0',
  '1.s.-1',
  '1.s.1.1',
  `${2 ** 53}0.s.1`,
  '1.中.1',
  '1..1',
])('the cursor %s is refused', (text) => {
  expect(problemOf(() => cursorFrom(text))).toMatchObject({ status: 400, more: { parameter: 'cursor' } })
})

test('no cursor is the beginning', () => {
  expect([cursorFrom(undefined), cursorFrom('')]).toEqual([undefined, undefined])
})

test.each([
  ['1764000000000000', 1_764_000_000_000_000],
  ['2025-11-24', 1_763_942_400_000_000],
  ['2025-11-24T16:00:00.5+08:00', 1_763_971_200_500_000],
])('the time %s is read', (text, micros) => {
  expect(timeFrom(text, 'from')).toBe(micros)
})

test('a time that is none names its parameter', () => {
  expect(problemOf(() => timeFrom('yesterday', 'to'))).toMatchObject({
    status: 400,
    more: { parameter: 'to' },
  })
})

describe('the snapshot', () => {
  test.each([
    [undefined, 7],
    [3, 3],
    [99, 7],
  ])('asked for %s is %s', (asOf, expected) => {
    expect(scopeFrom({ asOf }, LOCAL, at(7)).asOf).toBe(expected)
  })
})

describe('the sample', () => {
  test.each([
    ['', false],
    ['level:error', false],
    ['session:s-1', true],
    ['level:error session:s-1,s-2', true],
    ['session:s-1 OR level:error', false],
    ['-session:s-1', false],
    ['session:s*', false],
  ])('of "%s" counts: %s', (q, sample) => {
    expect(scopeFrom({ q }, LOCAL, at(1)).sample).toBe(sample)
    expect(scopeFrom({ q, sample: '1' }, LOCAL, at(1)).sample).toBe(true)
    expect(scopeFrom({ q, sample: '0' }, LOCAL, at(1)).sample).toBe(false)
  })
})

test('a query fault carries code, place and sentence', () => {
  expect(problemOf(() => filterFrom('ok (level:error', 'find'))).toMatchObject({
    status: 400,
    code: 'query-syntax',
    detail: expect.stringContaining('bracket'),
    more: { parameter: 'find', position: 3, reason: 'missing-close' },
  })
})
