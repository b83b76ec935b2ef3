import { describe, expect, test } from 'vitest'
import { rateAt } from './raw-rates.ts'

describe('rate at a block size', () => {
  const rates = new Map([
    [10_000, 100],
    [1_000, 10],
  ])
  test.each([
    [1_000, 10],
    [5_500, 55],
    [10_000, 100],
    [200, 10],
    [50_000, 100],
  ])('%d rows', (rows, rate) => {
    expect(rateAt(rates, rows)).toBe(rate)
  })
})
