import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Micros } from '#protocol/time.ts'
import { coarseBands, stateBands, type StripChange, type StripSpan } from './state-strip.ts'

const at = (ts: number) => ts as Micros
const span = (session: string, firstTs: number, lastTs: number): StripSpan => ({
  session,
  firstTs: at(firstTs),
  lastTs: at(lastTs),
})
const change = (session: string, ts: number, to: string, source = '1'): StripChange => ({
  session,
  seq: ts,
  ts: at(ts),
  machine: 'seat',
  source,
  to,
})
const STRETCH = { from: at(0), to: at(100) }
const drawn = (spans: readonly StripSpan[], changes: readonly StripChange[]) =>
  stateBands('seat', spans, changes, STRETCH).map((it) => `${it.from}-${it.to} ${it.state || it.kind}`)

describe('bands of a strip', () => {
  test('no log and no event are two things', () => {
    expect(drawn([span('a', 20, 79)], [change('a', 30, 'ready'), change('a', 60, 'dropped')])).toEqual([
      '0-20 no-log',
      '20-30 no-event',
      '30-60 ready',
      '60-80 dropped',
      '80-100 no-log',
    ])
  })

  test('what began before the strip is known in it', () => {
    expect(drawn([span('a', -50, 200)], [change('a', -10, 'busy'), change('a', 40, 'ready')])).toEqual([
      '0-40 busy',
      '40-100 ready',
    ])
  })

  test('of two sessions at once the one that matters most is shown', () => {
    const spans = [span('a', 0, 99), span('b', 30, 59)]
    expect(drawn(spans, [change('a', 0, 'ready'), change('b', 40, 'dropped')])).toEqual([
      '0-40 ready',
      '40-60 dropped',
      '60-100 ready',
    ])
  })

  test('nothing at all is one band', () => {
    expect(drawn([], [])).toEqual(['0-100 no-log'])
  })
})

const isBad = (state: string) => state === 'dropped'

test('a narrow drop stays as narrow as it was beside a long silence', () => {
  const spans = [span('a', 0, 1), span('b', 98, 99)]
  const bands = stateBands('seat', spans, [change('a', 1, 'dropped')], STRETCH)
  const coarse = coarseBands(bands, STRETCH, 2, isBad)
  expect(coarse.map((it) => `${it.from}-${it.to} ${it.state || it.kind}`)).toEqual([
    '0-2 dropped',
    '2-98 no-log',
    '98-100 no-event',
  ])
})

const arbitrary = fc.record({
  spans: fc.array(
    fc
      .tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: -50, max: 150 }), fc.nat({ max: 120 }))
      .map(([session, from, length]) => span(session, from, from + length)),
    { maxLength: 3 },
  ),
  changes: fc.array(
    fc
      .tuple(
        fc.constantFrom('a', 'b', 'c', 'unknown'),
        fc.integer({ min: -60, max: 160 }),
        fc.constantFrom('ready', 'busy', 'dropped', 'strange'),
        fc.constantFrom('1', '2'),
      )
      .map((it) => change(...it)),
    { maxLength: 60 },
  ),
})

test('bands cover the stretch without a gap, and neighbours differ; coarse ones lose no drop', () => {
  fc.assert(
    fc.property(arbitrary, fc.integer({ min: 1, max: 30 }), ({ spans, changes }, cells) => {
      const bands = stateBands('seat', spans, changes, STRETCH)
      const coarse = coarseBands(bands, STRETCH, cells, isBad)
      for (const list of [bands, coarse]) {
        expect(list[0]?.from).toBe(0)
        expect(list.at(-1)?.to).toBe(100)
        for (const [index, band] of list.entries()) {
          expect(band.to).toBeGreaterThan(band.from)
          expect(band.from).toBe(index === 0 ? 0 : list[index - 1]?.to)
        }
      }
      for (const [index, band] of bands.entries())
        expect([band.kind, band.state]).not.toEqual([bands[index - 1]?.kind, bands[index - 1]?.state])
      // A group is at most two cells wide, so nothing looks longer than it was by more than that.
      const bad = (list: typeof bands) =>
        list.filter(({ state }) => isBad(state)).reduce((sum, { from, to }) => sum + to - from, 0)
      const groups = coarse.filter(({ state }) => isBad(state)).length
      expect(bad(coarse)).toBeLessThanOrEqual(bad(bands) + groups * 2 * (100 / cells))
      expect(coarse.some(({ state }) => isBad(state))).toBe(bands.some(({ state }) => isBad(state)))
    }),
  )
})
