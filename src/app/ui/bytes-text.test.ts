import { expect, test } from 'vitest'
import { bytesText } from './bytes-text.ts'

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1 kB'],
  [1_536, '1.5 kB'],
  [999_600, '1 MB'],
  [5_242_880, '5.2 MB'],
  [270_582_939_648, '271 GB'],
  [3_000_000_000_000_000, '3000 TB'],
])('%d is %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text)
})
