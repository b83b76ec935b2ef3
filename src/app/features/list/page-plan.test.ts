import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EDGE_ROWS, excessPages, isJump, PAGE_ROWS, pageOf, pagesWanted } from './page-plan.ts'

const page = (loadedAt: number, inUse = false) => ({ loadedAt, inUse })

describe('pages of a list', () => {
  test.each([
    ['standing', { first: 10, last: 49 }, 0, 1_000, [0]],
    ['going down near the end of a page', { first: 50, last: 89 }, 1, 1_000, [0, 1]],
    ['going up', { first: 110, last: 149 }, -1, 1_000, [0, 1]],
    ['over two pages', { first: 90, last: 129 }, 0, 1_000, [0, 1]],
    ['with rows of the next page just below the edge', { first: 50, last: 95 }, 0, 1_000, [0, 1]],
    ['at the end', { first: 960, last: 999 }, 1, 1_000, [9]],
    ['empty', { first: 0, last: -1 }, 1, 0, []],
  ] as const)('%s', (_title, span, travel, count, pages) => {
    expect(pagesWanted(span, travel, count)).toEqual(pages)
  })

  test('hold every row that shows, and never more than three screens', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.integer({ min: 1, max: 200 }),
        fc.constantFrom(-1 as const, 0 as const, 1 as const),
        (first, screen, travel) => {
          const last = first + screen - 1
          const pages = pagesWanted({ first, last }, travel, 10_001_000)
          expect(pages).toContain(pageOf(first))
          expect(pages).toContain(pageOf(last))
          expect(pages.length).toBeLessThanOrEqual(Math.ceil((2 * screen + EDGE_ROWS) / PAGE_ROWS) + 1)
        },
      ),
    )
  })

  test('a jump shares no page with what was wanted', () => {
    expect(isJump([4, 5], [5, 6])).toBe(false)
    expect(isJump([4, 5], [6, 7])).toBe(true)
    expect(isJump([], [6])).toBe(false)
  })

  test('the oldest that nobody looks at go first', () => {
    expect(excessPages([page(1, true), page(5), page(2), page(3)], 2)).toEqual([page(2)])
    expect(excessPages([page(1, true), page(2, true)], 0)).toEqual([])
  })
})
