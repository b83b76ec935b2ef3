import { expect, test } from 'vitest'
import { contextPlace, fitted, FIRST_WINDOW, grown, positionAt } from './context-window.ts'

test('twenty on each side, fewer at the ends, more on demand', () => {
  const place = contextPlace({ position: 5, exact: true, count: 100 })
  expect(place).toEqual({ before: 5, after: 94, exact: true })
  expect(fitted(FIRST_WINDOW, place)).toEqual({ above: 5, below: 20 })
  expect(fitted(grown(FIRST_WINDOW, 'below'), place)).toEqual({ above: 5, below: 80 })
})

test.each([true, false])('lines are the rows around the open one, each once (it is kept: %s)', (exact) => {
  const place = contextPlace({ position: 3, exact, count: 7 })
  const window = fitted(FIRST_WINDOW, place)
  const lines = Array.from({ length: window.above + 1 + window.below }, (_, line) =>
    positionAt(line, window, place),
  )
  expect(lines).toEqual(exact ? [0, 1, 2, undefined, 4, 5, 6] : [0, 1, 2, undefined, 3, 4, 5, 6])
})
