import { expect, test } from 'vitest'
import { aStoredEvent } from '#testing/builders/event.ts'
import { cellBeside, cellValue } from './cell-value.ts'
import { columnOf, columnsOf } from './columns.ts'

const event = aStoredEvent({ message: 'hello', attrs: { status: '503' } })
const valueOf = (field: string) => {
  const column = columnOf(field)
  return column && cellValue(column, event)
}

test.each([
  ['message', { name: 'message', value: 'hello' }],
  ['attr.status', { name: 'attr', key: 'status', value: '503' }],
  ['attr.absent', undefined],
  ['delta', undefined],
  ['callid', undefined],
])('a cell of %s holds %j', (field, value) => {
  expect(valueOf(field)).toEqual(value)
})

test('from the row into its first cell, on to the last, and back out', () => {
  const columns = columnsOf({ columns: [{ field: 'ts' }, { field: 'name' }] })
  expect(cellBeside(columns, undefined, 1)).toBe('ts')
  expect(cellBeside(columns, 'ts', 1)).toBe('name')
  expect(cellBeside(columns, 'name', 1)).toBe('name')
  expect(cellBeside(columns, 'name', -1)).toBe('ts')
  expect(cellBeside(columns, 'ts', -1)).toBeUndefined()
})
