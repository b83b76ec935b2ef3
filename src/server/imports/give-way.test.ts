import { describe, expect, test } from 'vitest'
import { giveWay } from './give-way.ts'

/** Questions that stay open until so much time has passed. */
function scene(openSeconds: number, millisSinceLast = Number.POSITIVE_INFINITY) {
  let now = 0
  const log: string[] = []
  return {
    log,
    elapsed: () => now,
    run: (signal = new AbortController().signal) =>
      giveWay(
        {
          readers: { open: () => (now < openSeconds ? 1 : 0), millisSinceLast: () => millisSinceLast },
          sleep: (seconds) => {
            now += seconds
            return Promise.resolve()
          },
        },
        () => {
          log.push('stored')
          return Promise.resolve()
        },
        () => 0.1,
        signal,
      ),
  }
}

describe('giving way', () => {
  test('costs nothing while nobody asks', async () => {
    const it = scene(0)
    await it.run()
    expect(it.log).toEqual([])
    expect(it.elapsed()).toBe(0)
  })

  test('waits for what is being stored, for as long as that took, and for the answer', async () => {
    const it = scene(0.5)
    await it.run()
    expect(it.log).toEqual(['stored'])
    expect(it.elapsed()).toBeCloseTo(0.5, 1)
  })

  test('still leaves room when the last question was just answered', async () => {
    const it = scene(0, 200)
    await it.run()
    expect(it.log).toEqual(['stored'])
    expect(it.elapsed()).toBeCloseTo(0.1, 5)
  })

  test('goes on after a while, however long the answer takes', async () => {
    const it = scene(3_600)
    await it.run()
    expect(it.elapsed()).toBeLessThan(3)
  })

  test('ends with the import', async () => {
    const it = scene(3_600)
    await it.run(AbortSignal.abort())
    expect(it.elapsed()).toBeLessThan(0.2)
  })
})
