import { describe, expect, test } from 'vitest'
import { figureTable, meetsGoal, percentile } from './figures.ts'

describe('figures', () => {
  test.each([
    [[5, 1, 3, 2, 4], 0.5, 3],
    [[5, 1, 3, 2, 4], 0.95, 5],
    [[7], 0.99, 7],
    [[1, 2], 0, 1],
  ])('percentile of %j at %d', (values, share, expected) => {
    expect(percentile(values, share)).toBe(expected)
  })

  test('a goal is met on its own side only', () => {
    const figure = { name: 'x', value: 10, unit: 'ms' }
    expect(meetsGoal({ ...figure, goal: { at: 'most', value: 10 } })).toBe(true)
    expect(meetsGoal({ ...figure, goal: { at: 'least', value: 11 } })).toBe(false)
    expect(meetsGoal(figure)).toBe(true)
  })

  test('a miss stands out in the table', () => {
    const table = figureTable([{ name: 'p99', value: 1_200, unit: 'ms', goal: { at: 'most', value: 1_000 } }])
    expect(table).toContain('| p99 | 1,200 ms | ≤ 1,000 | **missed** |')
  })
})
