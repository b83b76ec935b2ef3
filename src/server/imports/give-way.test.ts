import { describe, expect, test } from 'vitest'
import { createGiveWay } from './give-way.ts'

const ROUND = 3
const ROUND_SECONDS = 0.1

/** Questions that stay open until so much time has passed. */
function scene(openSeconds: number, millisSinceLast = Number.POSITIVE_INFINITY, signal?: AbortSignal) {
  const state = { now: 0, rounds: 0, openSeconds }
  const pass = createGiveWay(
    {
      readers: {
        open: () => (state.now < state.openSeconds ? 1 : 0),
        millisSinceLast: () => millisSinceLast,
      },
      sleep: (seconds) => {
        state.now += seconds
        return Promise.resolve()
      },
    },
    {
      size: ROUND,
      stored: () => {
        state.rounds += 1
        return Promise.resolve()
      },
      lastSeconds: () => ROUND_SECONDS,
      signal: signal ?? new AbortController().signal,
    },
  )
  return { state, pass }
}

describe('giving way', () => {
  test('costs nothing while nobody asks', async () => {
    const { state, pass } = scene(0)
    for (let chunk = 0; chunk < 10; chunk += 1) await pass()
    expect(state).toMatchObject({ rounds: 0, now: 0 })
  })

  test('waits for what is being stored, then some times as long, then for the answer', async () => {
    const { state, pass } = scene(1.5)
    await pass()
    expect(state.rounds).toBe(1)
    expect(state.now).toBeCloseTo(1.5, 1)
  })

  test('still leaves room when the last question was just answered', async () => {
    const { state, pass } = scene(0, 200)
    await pass()
    expect(state.rounds).toBe(1)
    expect(state.now).toBeCloseTo(4 * ROUND_SECONDS, 5)
  })

  test('lets the chunks of a round pass together, so that they become one block', async () => {
    const { state, pass } = scene(0, 200)
    for (let chunk = 0; chunk < ROUND; chunk += 1) await pass()
    expect(state.rounds).toBe(1)
    await pass()
    expect(state.rounds).toBe(2)
    expect(state.now).toBeCloseTo(8 * ROUND_SECONDS, 5)
  })

  test('begins a new round when somebody asks again after a while', async () => {
    const { state, pass } = scene(0.01)
    await pass()
    await pass()
    expect(state.rounds).toBe(1)
    state.openSeconds = state.now + 0.01
    await pass()
    expect(state.rounds).toBe(2)
  })

  test('goes on after a while, however long the answer takes', async () => {
    const { state, pass } = scene(3_600)
    await pass()
    expect(state.now).toBeLessThan(3)
  })

  test('ends with the import', async () => {
    const { state, pass } = scene(3_600, 0, AbortSignal.abort())
    await pass()
    expect(state.now).toBeLessThan(0.5)
  })
})
