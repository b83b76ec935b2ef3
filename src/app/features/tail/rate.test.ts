import { expect, test } from 'vitest'
import { addSample, rateOf, type Sample } from './rate.ts'

const after = (samples: readonly Sample[]) =>
  samples.reduce<readonly Sample[]>((kept, sample) => addSample(kept, sample), [])

test('one sample tells nothing', () => {
  expect(rateOf(after([{ at: 0, count: 5 }]))).toBeUndefined()
})

test('rows per second, of the last ten seconds only', () => {
  const samples = after([
    { at: 0, count: 0 },
    { at: 1_000, count: 1_000 },
    { at: 12_000, count: 1_000 },
    { at: 20_000, count: 1_040 },
  ])
  expect(rateOf(samples)).toBe(5)
})

test('a smaller count begins anew', () => {
  expect(
    rateOf(
      after([
        { at: 0, count: 100 },
        { at: 1_000, count: 10 },
      ]),
    ),
  ).toBeUndefined()
})
