import { describe, expect, test } from 'vitest'
import type { Micros } from '#protocol/time.ts'
import { aBatch, aPreparedEvent } from '#testing/builders/event.ts'
import { SessionLedger, tombstone, UNKNOWN_SESSION } from './ledger.ts'

const unknownHash = () => undefined
const events = (...seqs: number[]) => seqs.map((seq) => aPreparedEvent({ seq }))
const ledger = (facts: Partial<typeof UNKNOWN_SESSION> = {}) =>
  new SessionLedger({ ...UNKNOWN_SESSION, ...facts })

describe('SessionLedger', () => {
  test('admits each seq once, in order, and resolves it', () => {
    const it = ledger({ stored: [[1, 2]] })
    const plan = it.admit(aBatch({ events: events(4, 2, 3) }), unknownHash)
    expect(plan.fresh.map(({ event }) => event.seq)).toEqual([3, 4])
    expect(plan.duplicates).toBe(1)
    expect(it.resolution(10)).toEqual({ resolvedThrough: 4, resolved: [] })
  })

  test('tells a conflict by the hash, once', () => {
    const it = ledger({ stored: [[1, 2]] })
    const batch = aBatch({ events: [aPreparedEvent({ seq: 2, hash: 5 })] })
    const first = it.admit(batch, () => 6)
    expect(first).toMatchObject({ conflicts: [2], duplicates: 0 })
    expect(first.rejects).toMatchObject([{ seq: 2, reason: 'conflict' }])
    expect(it.admit(batch, () => 6)).toMatchObject({ conflicts: [2], rejects: [] })
  })

  test('keeps a reject once, and counts those without a seq', () => {
    const it = ledger()
    const rejected = [
      { index: 0, seq: 7, reason: 'invalid', detail: 'a' },
      { index: 1, reason: 'too-large', detail: 'b' },
      { index: 2, reason: 'too-large', detail: 'c' },
    ] as const
    const nameless = { seq: 0, reason: 'too-large', detail: 'b', count: 2 }
    const batch = aBatch({ events: [], rejected })
    expect(it.admit(batch, unknownHash).rejects).toEqual([
      { seq: 7, reason: 'invalid', detail: 'a', count: 1 },
      nameless,
    ])
    expect(it.admit(batch, unknownHash).rejects).toEqual([nameless])
    expect(it.resolution(10).resolved).toEqual([[7, 7]])
  })

  test('stores the record when it says something new, not otherwise', () => {
    const it = ledger({ secretHash: 'h', fields: new Map([['browser', 'Chrome']]) })
    it.admit(aBatch({ events: events(1), record: { browser: 'Chrome' } }), unknownHash)
    expect(it.changedRecord()).toBeUndefined()
    it.admit(aBatch({ events: events(2), record: { browser: 'Firefox' } }), unknownHash)
    expect(it.changedRecord()).toMatchObject({ fields: new Map([['browser', 'Firefox']]) })
    expect(it.changedRecord()).toBeUndefined()
  })

  test('a promise of events to come is kept; what the events themselves say is not', () => {
    const it = ledger({ secretHash: 'h' })
    it.admit(aBatch({ events: events(1, 2), highest: 2 }), unknownHash)
    expect(it.changedRecord()).toBeUndefined()
    it.admit(aBatch({ events: events(3), highest: 9 }), unknownHash)
    expect(it.changedRecord()).toMatchObject({ highest: 9 })
  })

  test('belongs to the first secret', () => {
    const it = ledger()
    it.admit(aBatch({ events: events(1), secretHash: 'a' }), unknownHash)
    expect(it.belongsTo({ secretHash: 'a' })).toBe(true)
    expect(it.belongsTo({ secretHash: 'b' })).toBe(false)
    expect(it.belongsTo({})).toBe(false)
  })

  test('knows between which times its events lie', () => {
    const it = ledger({ span: [50 as Micros, 60 as Micros] })
    it.admit(
      aBatch({ events: [aPreparedEvent({ seq: 1, ts: 40 }), aPreparedEvent({ seq: 2, ts: 55 })] }),
      unknownHash,
    )
    expect(it.span).toEqual([40, 60])
  })
})

const lost = (from: string, to: string) =>
  tombstone(aPreparedEvent({ category: 'sdk', name: 'LOST', attrs: { from, to } }))

describe('tombstone', () => {
  test('reads seqs', () => {
    expect(lost('3', '9')).toEqual([3, 9])
  })

  test.each([
    ['0', '4'],
    ['5', '4'],
    ['1', '1e3'],
    ['1', '99999999999999999999'],
    ['', ''],
  ])('is none: %s to %s', (from, to) => {
    expect(lost(from, to)).toBeUndefined()
  })

  test('is a matter of the sdk only', () => {
    expect(
      tombstone(aPreparedEvent({ category: 'app', name: 'LOST', attrs: { from: '1', to: '2' } })),
    ).toBeUndefined()
  })
})
