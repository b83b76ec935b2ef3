import { describe, expect, test } from 'vitest'
import { netLogText } from './netlog.ts'

interface File {
  readonly constants: {
    readonly logEventTypes: Readonly<Record<string, number>>
    readonly logSourceType: Readonly<Record<string, number>>
  }
  readonly events: readonly {
    readonly time: unknown
    readonly type: number
    readonly phase: number
    readonly source: { readonly id: number; readonly type: number }
  }[]
}

const read = (events: number) => JSON.parse([...netLogText({ seed: 3, events })].join('')) as File

describe('the NetLog maker', () => {
  test.each([1, 500, 5_000])('writes valid JSON of exactly %i events', (events) => {
    expect(read(events).events).toHaveLength(events)
  })

  test('writes times as strings, and only what its legend names', () => {
    const { constants, events } = read(2_000)
    const types = new Set(Object.values(constants.logEventTypes))
    const sources = new Set(Object.values(constants.logSourceType))
    expect(events.every((event) => typeof event.time === 'string')).toBe(true)
    expect(events.filter((event) => !types.has(event.type) || !sources.has(event.source.type))).toEqual([])
  })

  test('writes one event per line', () => {
    const lines = [...netLogText({ seed: 3, events: 100 })].join('').split('\n')
    expect(lines.filter((line) => line.includes('"start_time"'))).toHaveLength(100)
  })

  test('repeats itself', () => {
    expect([...netLogText({ seed: 4, events: 300 })]).toEqual([...netLogText({ seed: 4, events: 300 })])
  })
})
