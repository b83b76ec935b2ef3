import { describe, expect, test } from 'vitest'
import { aStoredEvent } from '#testing/builders/event.ts'
import {
  choicesOf,
  COLUMN_FIELDS,
  columnOf,
  columnsOf,
  DEFAULT_FIELDS,
  fittedColumns,
  gridTemplate,
  hasDate,
} from './columns.ts'

const fieldsOf = (columns: readonly { field: string; width: number }[]) =>
  columns.map(({ field, width }) => `${field} ${width}`)

describe('columns of a list', () => {
  test('are the usual ones where a link names none, or only such as no row has', () => {
    expect(columnsOf({}).map(({ field }) => field)).toEqual(DEFAULT_FIELDS)
    expect(columnsOf({ columns: [{ field: 'session.browser' }] }).map(({ field }) => field)).toEqual(
      DEFAULT_FIELDS,
    )
  })

  test('come in the order and width of the link, within bounds', () => {
    const columns = columnsOf({
      columns: [{ field: 'attr.status', width: 2 }, { field: 'name', width: 99_999 }, { field: 'ts' }],
    })
    expect(fieldsOf(columns)).toEqual(['attr.status 40', 'name 2000', 'ts 188'])
  })

  test('print back as a link writes them', () => {
    const choices = [{ field: 'ts' }, { field: 'name', width: 300 }, { field: 'attr.a,b*c' }]
    expect(choicesOf(columnsOf({ columns: choices }))).toEqual(choices)
  })

  test('know a text for every field, and absent attributes are empty', () => {
    const event = aStoredEvent({ attrs: { status: '503' } })
    for (const field of COLUMN_FIELDS) expect(typeof columnOf(field)?.text(event)).toBe('string')
    expect(columnOf('attr.status')?.text(event)).toBe('503')
    expect(columnOf('attr.constructor')?.text(event)).toBe('')
    expect(columnOf('attr.')).toBeUndefined()
  })

  test('leave no gap: the message grows, else an empty track does', () => {
    expect(gridTemplate(columnsOf({}))).toContain('minmax(320px, 1fr)')
    expect(gridTemplate(columnsOf({ columns: [{ field: 'seq' }] }))).toBe('72px 1fr')
  })

  test('leave the message room in a narrow pane, unless somebody chose them', () => {
    const usual = columnsOf({})
    expect(fittedColumns(usual, false, 720)).toBe(usual)
    expect(fittedColumns(usual, true, 300)).toBe(usual)
    const narrow = fittedColumns(usual, false, 500)
    expect(narrow.map(({ field }) => field)).toEqual(['ts', 'category', 'name', 'message'])
    expect(narrow.reduce((sum, { width }) => sum + width, 0)).toBeLessThan(450)
    expect(narrow.map(hasDate)).toEqual([false, false, true, false])
    expect(usual.filter(hasDate).map(({ field }) => field)).toContain('ts')
  })
})
