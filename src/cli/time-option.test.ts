import { expect, test } from 'vitest'
import { WrongUsage } from './failure.ts'
import { timeOption } from './time-option.ts'

const NOW = 1_800_000_000_000

test.each([
  [undefined, undefined],
  ['2026-01-31', '2026-01-31'],
  ['1800000000000000', '1800000000000000'],
  ['now', '1800000000000000'],
  ['now-15m', '1799999100000000'],
  ['now-1h', '1799996400000000'],
  ['now+30s', '1800000030000000'],
  ['now-2w', '1798790400000000'],
])('%s is sent as %s', (text, expected) => {
  expect(timeOption('from', text, NOW)).toBe(expected)
})

test.each(['now-', 'now-15', 'now-15y', 'now - 15m', 'nowish'])('%s is wrong usage', (text) => {
  expect(() => timeOption('from', text, NOW)).toThrow(WrongUsage)
})
