import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { labelColour, labelHue } from './label-colour.ts'

describe('a label has one hue', () => {
  // Printed consoles and old screenshots keep these colours: a change here is a change for everybody.
  test.each([
    ['seat', 310],
    ['坐席', 222],
  ])('%s', (label, hue) => {
    expect(labelHue(label)).toBe(hue)
    expect(labelColour(label, 'light')).toBe(`oklch(0.5 0.09 ${hue})`)
    expect(labelColour(label, 'dark')).toBe(`oklch(0.78 0.09 ${hue})`)
  })

  test('never red or amber: those are for severity', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (label) => {
        const hue = labelHue(label)
        expect(Number.isInteger(hue)).toBe(true)
        expect(hue).toBeGreaterThanOrEqual(100)
        expect(hue).toBeLessThan(355)
      }),
    )
  })

  test('names of one family are spread over the circle', () => {
    const hues = Array.from({ length: 200 }, (_, index) => labelHue(`worker-${index}`))
    const thirds = [0, 0, 0]
    for (const hue of hues) {
      const third = Math.floor((hue - 100) / 85)
      thirds[third] = (thirds[third] ?? 0) + 1
    }
    for (const count of thirds) expect(count).toBeGreaterThan(40)
  })
})
