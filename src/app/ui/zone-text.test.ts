import { expect, test } from 'vitest'
import { zoneOffsetText } from './zone-text.ts'

const WINTER = Date.UTC(2021, 11, 27)
const SUMMER = Date.UTC(2021, 6, 1)

test.each([
  ['Asia/Shanghai', WINTER, 'UTC+8'],
  ['UTC+08:00', WINTER, 'UTC+8'],
  ['no\u202e/zone', WINTER, 'no⟨U+202E⟩/zone'],
  ['UTC', WINTER, 'UTC'],
  ['Asia/Kolkata', WINTER, 'UTC+5:30'],
  ['America/St_Johns', WINTER, 'UTC-3:30'],
  ['Europe/Berlin', WINTER, 'UTC+1'],
  ['Europe/Berlin', SUMMER, 'UTC+2'],
])('%s at %d', (zone, millis, text) => {
  expect(zoneOffsetText(zone, millis)).toBe(text)
})
