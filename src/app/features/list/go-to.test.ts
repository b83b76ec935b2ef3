import { expect, test } from 'vitest'
import { readGoTo } from './go-to.ts'

const at = (iso: string) => ({ kind: 'time', ts: Date.parse(iso) * 1_000 })
const row = (position: number) => ({ kind: 'position', position })

test.each([
  ['1', row(0)],
  ['120,000', row(119_999)],
  ['4 732 033', row(4_732_032)],
  ['#4.732.033', row(4_732_032)],
  ['0', undefined],
  ['10:02', at('2021-12-27T02:02:00Z')],
  ['9:02:11.5', at('2021-12-27T01:02:11.5Z')],
  ['2021-12-25', at('2021-12-24T16:00:00Z')],
  ['2021-12-25 10:00', at('2021-12-25T02:00:00Z')],
  ['2021-12-25T10:00:00Z', at('2021-12-25T10:00:00Z')],
  ['2021-12-25T10:00:00+01:00', at('2021-12-25T09:00:00Z')],
  ['25:00', undefined],
  ['soon', undefined],
  ['', undefined],
])('%s in China, 27 December on the screen', (text, goal) => {
  expect(readGoTo(text, '2021-12-27 10:02:11.481', 'Asia/Shanghai')).toEqual(goal)
})

test('a clock needs a day', () => {
  expect(readGoTo('10:02', undefined, 'UTC')).toBeUndefined()
})

test.each([
  ['2021-03-14 01:30', '2021-03-14T06:30:00Z'],
  ['2021-03-14 03:30', '2021-03-14T07:30:00Z'],
])('around a change of the clocks: %s in New York', (text, iso) => {
  expect(readGoTo(text, undefined, 'America/New_York')).toEqual(at(iso))
})
