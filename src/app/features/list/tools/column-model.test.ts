import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_COLUMNS } from '#protocol/permalink/logs-view.ts'
import {
  choicesOf,
  COLUMN_FIELDS,
  columnsOf,
  MAX_COLUMN_WIDTH,
  MIN_COLUMN_WIDTH,
  type Column,
} from '../columns.ts'
import { offeredColumns, withColumn, withoutColumn } from './column-choice.ts'
import { dropPlace, moveColumn, resizeColumn } from './column-model.ts'

const usual = columnsOf({})
const fields = (columns: readonly Column[]) => columns.map(({ field }) => field)
const someColumns = fc
  .uniqueArray(fc.constantFrom(...COLUMN_FIELDS, 'attr.a', 'attr.b c'), { minLength: 1, maxLength: 12 })
  .map((chosen) => columnsOf({ columns: chosen.map((field) => ({ field })) }))
const place = fc.integer({ min: -3, max: 20 })

describe('columns', () => {
  test('a new one stands in front of the message, which takes the rest', () => {
    expect(fields(withColumn(usual, 'attr.status')).slice(-2)).toEqual(['attr.status', 'message'])
  })

  test('the same one is never there twice, an unknown one never, and there is an end', () => {
    expect(withColumn(usual, 'name')).toBe(usual)
    expect(withColumn(usual, 'payload')).toBe(usual)
    const many = Array.from({ length: 40 }, (_, index) => `attr.k${index}`)
    expect(many.reduce(withColumn, usual).length).toBe(MAX_COLUMNS)
  })

  test('the last one cannot be taken away', () => {
    const one = usual.slice(0, 1)
    expect(withoutColumn(one, one[0]?.field ?? '')).toBe(one)
  })

  test('moving keeps all columns, and puts the moved one where it was asked to be', () => {
    fc.assert(
      fc.property(someColumns, fc.nat(11), place, (columns, which, to) => {
        const field = columns[which % columns.length]?.field ?? ''
        const moved = moveColumn(columns, field, to)
        expect(fields(moved).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
          fields(columns).toSorted((a, b) => (a < b ? -1 : 1)),
        )
        expect(fields(moved).indexOf(field)).toBe(Math.min(columns.length - 1, Math.max(0, to)))
      }),
    )
  })

  test('a width stays within bounds and comes back through a link', () => {
    fc.assert(
      fc.property(someColumns, fc.integer({ min: -500, max: 9_000 }), (columns, width) => {
        const field = columns[0]?.field ?? ''
        const resized = resizeColumn(columns, field, width)
        expect(resized[0]?.width).toBeGreaterThanOrEqual(MIN_COLUMN_WIDTH)
        expect(resized[0]?.width).toBeLessThanOrEqual(MAX_COLUMN_WIDTH)
        expect(choicesOf(columnsOf({ columns: choicesOf(resized) }))).toEqual(choicesOf(resized))
        expect(choicesOf(resizeColumn(resized, field, undefined))).toEqual(choicesOf(columns))
      }),
    )
  })

  test.each([
    [-5, 0],
    [40, 0],
    [60, 1],
    [149, 1],
    [151, 2],
    [900, 2],
  ])('dropped at %d it becomes number %d', (x, expected) => {
    const edges = [
      { left: 0, right: 100 },
      { left: 100, right: 200 },
    ]
    expect(dropPlace(edges, x)).toBe(expected)
  })

  test.each([
    ['会话', ['session']],
    ['received', ['received']],
    ['状态', ['attr.status']],
    ['STATUS', ['attr.status']],
    ['nonsense', []],
  ])('%j is found among what is offered', (search, expected) => {
    expect(fields(offeredColumns(usual, ['status', 'status'], search))).toEqual(expected)
  })

  test('what is shown is not offered', () => {
    const offered = new Set(fields(offeredColumns(usual, [], '')))
    expect(usual.some(({ field }) => offered.has(field))).toBe(false)
    expect(offered.size + usual.length).toBe(COLUMN_FIELDS.length)
  })
})
