import { expect, test } from 'vitest'
import { ui as zh } from '../i18n/zh/ui.ts'
import { durationText } from './duration-text.ts'

test.each([
  [0, '0 µs'],
  [350, '350 µs'],
  [1_234, '1.23 ms'],
  [338_000, '338 ms'],
  [999_400, '999 ms'],
  [999_600, '1 s'],
  [42_540_000, '42.5 s'],
  [59_960_000, '1 min'],
  [119_700_000, '2 min'],
  [200_000_000, '3 min 20 s'],
  [7_500_000_000, '2 h 5 min'],
  [356_400_000_000, '4 d 3 h'],
  [-1_200_000, '−1.2 s'],
])('%d µs is %s', (micros, text) => expect(durationText(micros)).toBe(text))

test('among words the units are words', () => {
  expect(durationText(331_000_000, zh.units)).toBe('5 分 31 秒')
  expect(durationText(4_691_000_000, zh.units)).toBe('1 小时 18 分')
})
