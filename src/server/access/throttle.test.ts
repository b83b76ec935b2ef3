import { expect, test } from 'vitest'
import { createThrottle } from './throttle.ts'

test('five wrong tokens are free, then each costs more, up to a minute', () => {
  const throttle = createThrottle()
  const waits = Array.from({ length: 14 }, () => {
    throttle.failed('a', 100)
    return throttle.wait('a', 100)
  })
  expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60])
  expect(throttle.wait('b', 100)).toBe(0)
})

test('waiting, succeeding and time heal', () => {
  const throttle = createThrottle()
  for (let i = 0; i < 6; i += 1) throttle.failed('a', 100)
  expect(throttle.wait('a', 101)).toBe(1)
  expect(throttle.wait('a', 102)).toBe(0)
  throttle.failed('a', 102)
  expect(throttle.wait('a', 102)).toBe(4)
  throttle.succeeded('a')
  expect(throttle.wait('a', 102)).toBe(0)
  for (let i = 0; i < 9; i += 1) throttle.failed('a', 200)
  throttle.failed('a', 600)
  expect(throttle.wait('a', 600)).toBe(0)
})
