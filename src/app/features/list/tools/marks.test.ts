import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { storedEvent } from '#testing/arbitraries/event.ts'
import { MARK_COLOURS, MAX_MARK_NAME_CHARS, type Mark } from '#protocol/permalink/logs-view.ts'
import { freeColour, markName, markOfRow, withMark, withoutMark } from './marks.ts'
import { rowTest } from './row-matching.ts'

const mark = (colour: Mark['colour'], query = 'x'): Mark => ({ colour, query })

describe('marks', () => {
  test('what a row is marked by selects the row, and has a short name', () => {
    fc.assert(
      fc.property(storedEvent(), (event) => {
        const { query, name = '' } = markOfRow(event)
        expect(rowTest(query)(event)).toBe(true)
        expect(name.length).toBeLessThanOrEqual(MAX_MARK_NAME_CHARS)
      }),
    )
  })

  test('take the colours one after the other, and a freed one again', () => {
    let marks: readonly Mark[] = []
    for (const colour of MARK_COLOURS) {
      expect(freeColour(marks)).toBe(colour)
      marks = withMark(marks, mark(colour))
    }
    expect(freeColour(marks)).toBeUndefined()
    expect(freeColour(withoutMark(marks, '3'))).toBe('3')
  })

  test('stand in the order of their colours, one of each', () => {
    const marks = withMark(withMark([mark('5')], mark('2')), mark('5', 'y'))
    expect(marks).toEqual([mark('2'), mark('5', 'y')])
  })

  test('are called by their name, else by their query', () => {
    expect([markName(mark('1', 'level:error')), markName({ ...mark('1'), name: 'slow' })]).toEqual([
      'level:error',
      'slow',
    ])
  })
})
