import { describe, expect, test } from 'vitest'
import { aStoredEvent } from '#testing/builders/event.ts'
import { bracketsOf, type Screen } from './brackets.ts'
import { openersOf } from '#protocol/vocabulary/lookup.ts'
import { pairsAround, type LoadedHalf } from './pairs-around.ts'

const screen: Screen = {
  first: 100,
  last: 120,
  upperEdge: 0,
  lowerEdge: 500,
  yOf: (position) => (position - 100) * 24 + 12,
}

describe('brackets', () => {
  test('join two rows of the screen', () => {
    expect(bracketsOf([{ upper: 102, lower: 104 }], screen)).toEqual([
      { y: 60, height: 48, lane: 0, upper: { kind: 'row' }, lower: { kind: 'row' } },
    ])
  })

  test('say how far a half is that is off the screen', () => {
    const [bracket] = bracketsOf([{ upper: 102, lower: 1_324 }], screen)
    expect(bracket).toMatchObject({ y: 60, height: 440, lower: { kind: 'beyond', rows: 1_204 } })
    expect(bracketsOf([{ upper: 40, lower: 102 }], screen)[0]).toMatchObject({
      y: 0,
      upper: { kind: 'beyond', rows: 60 },
    })
  })

  test('fade out where a half is missing', () => {
    expect(bracketsOf([{ upper: 102, lower: undefined }], screen)[0]).toMatchObject({
      y: 60,
      height: 60,
      lower: { kind: 'open' },
    })
  })

  test('run through the screen between halves on both sides', () => {
    expect(bracketsOf([{ upper: 1, lower: 500 }], screen)[0]).toMatchObject({ y: 0, height: 500 })
  })

  test('of more than three only the innermost', () => {
    const nested = [1, 2, 3, 4].map((it) => ({ upper: 100 + it, lower: 120 - it }))
    expect(bracketsOf(nested, screen).map(({ y, lane }) => [y, lane])).toEqual([
      [60, 0],
      [84, 1],
      [108, 2],
    ])
  })

  test('that end before the screen are not drawn', () => {
    expect(bracketsOf([{ upper: 10, lower: 90 }], screen)).toEqual([])
  })
})

const seqOf = (half: LoadedHalf | undefined) => half?.event.seq

/** `+A 1` is a BEGIN of A with seq 1; source `s` unless `@other`. */
function rowsOf(texts: readonly string[], descending = false) {
  const events = texts.map((text) => {
    const [, sign, name = '', source = 's', seq] = /^([+\- ])(\w+)(?:@(\w+))? (\d+)$/.exec(text) ?? []
    return aStoredEvent({
      name,
      seq: Number(seq),
      phase: sign === '+' ? 'begin' : sign === '-' ? 'end' : 'none',
      source: { id: source, type: 'T' },
    })
  })
  if (descending) events.reverse()
  const around = (seq: number) => {
    const position = events.findIndex((it) => it.seq === seq)
    const event = events[position]
    if (!event) throw new Error(`no row ${seq}`)
    const rows = { eventAt: (at: number) => events[at], first: 0, last: events.length - 1 }
    return pairsAround(rows, { event, position }, openersOf).map(({ begin, end }) => [
      seqOf(begin),
      seqOf(end),
    ])
  }
  return around
}

describe.each([false, true])('pairs around a row, descending %s', (descending) => {
  test('its own and those it lies within, outermost first', () => {
    const around = rowsOf(['+A 1', '+B 2', ' X 3', '-B 4', '-A 5', '+A 6', '-A 7'], descending)
    expect(around(3)).toEqual([
      [1, 5],
      [2, 4],
    ])
    expect(around(7)).toEqual([[6, 7]])
  })

  test('only of the same source', () => {
    expect(rowsOf(['+A 1', '+A@other 2', '-A 3', '-A@other 4'], descending)(1)).toEqual([[1, 3]])
  })

  test('a half that is not loaded is left open', () => {
    expect(rowsOf(['-A 5', '+B 6'], descending)(5)).toEqual([[undefined, 5]])
    expect(rowsOf(['-A 5', '+B 6'], descending)(6)).toEqual([[6, undefined]])
  })

  test('names that open and close each other', () => {
    expect(rowsOf(['+TASK_START 1', '-TASK_END 2'], descending)(1)).toEqual([[1, 2]])
  })
})
