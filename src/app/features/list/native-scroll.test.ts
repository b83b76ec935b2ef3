import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_SPACER_PX, restingScrollTop, spacerHeight } from './native-scroll.ts'

const VIEWPORT = 800

describe('native scroller', () => {
  test('follows the list pixel by pixel while it fits', () => {
    expect(spacerHeight(72, VIEWPORT)).toBe(VIEWPORT)
    expect(restingScrollTop(1_234, 5_000, VIEWPORT)).toBe(1_234)
  })

  test('has room wherever the list has, and none where the list ends', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const way = 240_000_000 - VIEWPORT
        const above = Math.round(share * way)
        const top = restingScrollTop(above, way - above, VIEWPORT)
        const farthest = MAX_SPACER_PX - VIEWPORT
        expect(top).toBeGreaterThanOrEqual(Math.min(above, 1_000_000))
        expect(farthest - top).toBeGreaterThanOrEqual(Math.min(way - above, 1_000_000) - 1)
      }),
    )
  })

  test('never goes back while the list goes on', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 240_000_000 - VIEWPORT }),
        fc.integer({ min: 0, max: 1_000_000 }),
        (above, more) => {
          const way = 240_000_000 - VIEWPORT
          const next = Math.min(way, above + more)
          expect(restingScrollTop(next, way - next, VIEWPORT)).toBeGreaterThanOrEqual(
            restingScrollTop(above, way - above, VIEWPORT),
          )
        },
      ),
    )
  })
})
