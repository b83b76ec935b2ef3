import { describe, expect, test } from 'vitest'
import type { IngestPosition, Seq, SessionId } from '../ids.ts'
import type { DurationMicros, Micros } from '../time.ts'
import { frozenView, isFrozen, type SeenNow } from './frozen-view.ts'
import { DEFAULT_VIEW, printView, readView } from './logs-view.ts'

const seen: SeenNow = {
  range: { from: 1_640_570_531_481_007 as Micros },
  asOf: 7 as IngestPosition,
  zone: 'Asia/Shanghai',
  columns: [{ field: 'ts' }],
  cursor: { session: 's-1' as SessionId, seq: 4 as Seq },
}
const relative = {
  ...DEFAULT_VIEW,
  range: { from: { kind: 'ago', back: 900_000_000 as DurationMicros } },
} as const

describe('a copied link', () => {
  test('holds nothing that moves', () => {
    expect(printView(frozenView(relative, seen))).toEqual({
      v: '1',
      from: '2021-12-27T02:02:11.481007Z',
      zone: 'Asia/Shanghai',
      asOf: '7',
      row: 's-1.4',
      cols: 'ts',
    })
  })

  test('of a copied link is the same link, whatever the second reader would see', () => {
    const first = frozenView(relative, seen)
    const second = frozenView(first, {
      range: { from: 1_640_570_531_481_007 as Micros },
      asOf: 99 as IngestPosition,
      zone: 'UTC',
      columns: [{ field: 'name' }],
      cursor: { session: 's-2' as SessionId, seq: 1 as Seq },
    })
    expect(second).toEqual(first)
    expect(readView(printView(first))).toEqual({ ok: true, view: first })
  })

  test('tells no phone number, wherever one stands', () => {
    const number = '13800138000'
    const view = {
      ...DEFAULT_VIEW,
      query: `number:${number} level:error`,
      find: number,
      marks: [{ colour: '1', query: `number:${number}`, name: `they: ${number}` }],
      beside: [`a OR number:${number}`],
    } as const
    const params = printView(frozenView(view, seen))
    expect(JSON.stringify(params)).not.toContain(number)
    expect(params).toMatchObject({ q: 'number:138****8000 level:error', q2: 'a OR number:138****8000' })
  })

  test('is known as one', () => {
    expect(isFrozen(relative)).toBe(false)
    expect(isFrozen(frozenView(relative, seen))).toBe(true)
  })
})
