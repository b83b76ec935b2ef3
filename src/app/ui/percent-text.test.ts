import { expect, test } from 'vitest'
import { percentText } from './percent-text.ts'

test.each([
  [1, '100'],
  [0.999_999, '99.99'],
  [0.5, '50.00'],
  [0, '0.00'],
])('%d is %s percent', (ratio, text) => {
  expect(percentText(ratio)).toBe(text)
})
