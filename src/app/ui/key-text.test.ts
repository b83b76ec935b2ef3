import { expect, test } from 'vitest'
import { keyText } from './key-text.ts'

test.each([
  ['j', 'j', 'j'],
  ['E', 'E', 'E'],
  ['Ctrl+k', 'Ctrl K', '⌘K'],
  ['Shift+ArrowDown', 'Shift ↓', '⇧↓'],
  ['Escape', 'Esc', 'Esc'],
  ['+', '+', '+'],
  ['Ctrl++', 'Ctrl +', '⌘+'],
  [' ', 'Space', 'Space'],
])('%s', (keys, elsewhere, mac) => {
  expect(keyText(keys, false)).toBe(elsewhere)
  expect(keyText(keys, true)).toBe(mac)
})
