import { expect, test } from 'vitest'
import { createThrottle } from './throttle.ts'

test('five wrong tokens are free, then each costs more, up to a minute', () => {
  const throttle = createThrottle()
  let now = 100
  const waits = Array.from({ length: 14 }, () => {
    const wait = throttle.refused('a', now)
    now += wait
    if (wait > 0) throttle.refused('a', now)
    return wait
  })
  expect(waits).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60])
  expect(throttle.refused('b', now)).toBe(0)
})

test('who comes too early waits no longer for it', () => {
  const throttle = createThrottle()
  for (let i = 0; i < 8; i += 1) throttle.refused('a', 100 + i * 10)
  const waits = [171, 172, 175, 178].map((now) => throttle.refused('a', now))
  expect(waits).toEqual([7, 6, 3, 0])
})

test('time heals', () => {
  const throttle = createThrottle()
  for (let i = 0; i < 9; i += 1) throttle.refused('a', 100)
  expect(throttle.refused('a', 100)).toBe(1)
  expect(Array.from({ length: 6 }, () => throttle.refused('a', 500))).toEqual([0, 0, 0, 0, 0, 1])
})
