import { describe, expect, test } from 'vitest'
import type { StoredEvent } from '#protocol/event.ts'
import type { SessionId } from '#protocol/ids.ts'
import { aStoredEvent, TEST_TIME } from '#testing/builders/event.ts'
import { gapsAbove, sessionsWithJumps, type GapContext, type MissingRange } from './gaps.ts'

const at = (session: string, seq: number, second: number) =>
  aStoredEvent({ session, seq, ts: TEST_TIME + second * 1_000_000 })

function context(
  rows: readonly (StoredEvent | undefined)[],
  missing: Readonly<Record<string, readonly MissingRange[]>> = {},
): GapContext {
  return {
    eventAt: (position) => rows[position],
    missing: new Map(Object.entries(missing).map(([session, ranges]) => [session as SessionId, ranges])),
    isWholeSession: false,
    order: 'asc',
    expectedBefore: () => [],
  }
}
const kinds = (rows: GapContext, position: number) => gapsAbove(rows, position).map(({ kind }) => kind)
const lost = (from: number, to: number): MissingRange => ({ from, to, because: 'lost' })

describe('silence', () => {
  test('begins beyond ten seconds, in either order', () => {
    const rows = [at('a', 1, 0), at('a', 2, 10), at('a', 3, 20.1)]
    expect(kinds(context(rows), 1)).toEqual([])
    expect(gapsAbove(context(rows), 2)).toEqual([{ kind: 'silence', micros: 10_100_000 }])
    expect(kinds(context(rows.toReversed()), 1)).toEqual(['silence'])
  })

  test('is unknown while the row above is not loaded, and at the first row', () => {
    expect(kinds(context([undefined, at('a', 2, 100)]), 1)).toEqual([])
    expect(kinds(context([at('a', 2, 100)]), 0)).toEqual([])
  })
})

describe('loss', () => {
  const missing = { a: [lost(3, 4), lost(9, 9)] }

  test('stands where its seqs would be, in either order', () => {
    const rows = [at('a', 2, 0), at('a', 5, 1), at('a', 8, 2)]
    expect(gapsAbove(context(rows, missing), 1)).toEqual([{ kind: 'lost', range: lost(3, 4) }])
    expect(kinds(context(rows, missing), 2)).toEqual([])
    expect(kinds(context(rows.toReversed(), missing), 2)).toEqual(['lost'])
  })

  test('looks past the rows of other sessions', () => {
    const rows = [at('a', 2, 0), at('b', 1, 1), at('b', 7, 2), at('a', 5, 3)]
    expect(kinds(context(rows, missing), 3)).toEqual(['lost'])
    expect(kinds(context(rows, missing), 2)).toEqual([])
  })

  test('is not guessed across rows that are not loaded', () => {
    expect(kinds(context([at('a', 2, 0), undefined, at('a', 5, 1)], missing), 2)).toEqual([])
  })

  test('stands in front of the list where the list is the whole session', () => {
    const whole = { ...context([at('a', 6, 0)], missing), isWholeSession: true }
    expect(gapsAbove(whole, 0)).toEqual([{ kind: 'lost', range: lost(3, 4) }])
    expect(gapsAbove({ ...whole, order: 'desc' }, 0)).toEqual([{ kind: 'lost', range: lost(9, 9) }])
    expect(kinds(context([at('a', 6, 0)], missing), 0)).toEqual([])
  })

  test('comes below the silence, and what a rule expects below both', () => {
    const rows = [at('a', 2, 0), at('a', 5, 60)]
    const all = { ...context(rows, missing), expectedBefore: () => ['ticket refresh'] }
    expect(kinds(all, 1)).toEqual(['silence', 'lost', 'expected'])
  })
})

test('sessions whose seqs jump are asked about, the others not', () => {
  const rows = [at('a', 1, 0), at('b', 1, 0), at('a', 2, 0), at('b', 5, 0), undefined, at('a', 9, 0)]
  expect(sessionsWithJumps((position) => rows[position], { first: 0, last: 5 })).toEqual(['b'])
})
