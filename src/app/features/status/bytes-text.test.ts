import { expect, test } from 'vitest'
import { bytesText } from './bytes-text.ts'

test.each([
  [0, '0 bytes'],
  [1023, '1023 bytes'],
  [1024, '1.00 KiB'],
  [1536, '1.50 KiB'],
  [5_242_880, '5.00 MiB'],
  [270_582_939_648, '252 GiB'],
  [3_000_000_000_000_000, '2728 TiB'],
])('%d is %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text)
})
