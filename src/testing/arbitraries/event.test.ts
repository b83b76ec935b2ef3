import { isSessionId } from '#protocol/ids.ts'
import { readEvent } from '#protocol/read-event.ts'
import { wellFormed } from '#protocol/well-formed.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anEvent, aStoredEvent } from '../builders/event.ts'
import { anySessionId, recordedEvent, recordedSession, storedEvents, wireValue } from './event.ts'

describe('arbitraries', () => {
  test('recorded events are valid on the wire and keep their content', () => {
    fc.assert(
      fc.property(recordedEvent(), (event) => {
        const read = readEvent(JSON.parse(JSON.stringify(event)))
        expect(read).toEqual({ ok: true, value: event })
      }),
    )
  })

  test('raw ones hold lone surrogates now and then', () => {
    const events = fc.sample(recordedEvent({ raw: true }), 500)
    expect(events.some((event) => wellFormed(event.message ?? '') !== (event.message ?? ''))).toBe(true)
    expect(events.every((event) => readEvent(event).ok)).toBe(true)
  })

  test('attributes may be called __proto__', () => {
    const events = fc.sample(recordedEvent(), 1_000)
    expect(events.some((event) => Object.hasOwn(event.attrs, '__proto__'))).toBe(true)
  })

  test('sessions count from one', () => {
    fc.assert(
      fc.property(recordedSession(), (events) => {
        expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1))
        expect(
          events.every((event, index) => index === 0 || event.mono >= (events[index - 1]?.mono ?? 0)),
        ).toBe(true)
      }),
    )
  })

  test('stored events have identities of their own', () => {
    fc.assert(
      fc.property(storedEvents(), (events) => {
        expect(new Set(events.map((event) => `${event.session} ${event.seq}`)).size).toBe(events.length)
      }),
    )
    fc.assert(fc.property(anySessionId, (id) => isSessionId(id)))
  })

  test('wire values are accepted and refused', () => {
    const answers = fc.sample(wireValue(), 500).map((value) => readEvent(value).ok)
    expect(new Set(answers)).toEqual(new Set([true, false]))
  })
})

describe('builders', () => {
  test('override what the test names', () => {
    expect(anEvent({ seq: 7, callid: 'c', source: { id: '1', type: 'CALL' } })).toMatchObject({
      seq: 7,
      callid: 'c',
      name: 'LOG',
      source: { id: '1' },
    })
    expect(aStoredEvent({ seq: 2 }).ts).toBe(aStoredEvent({ seq: 1 }).ts + 1_000)
    expect(readEvent(anEvent()).ok).toBe(true)
  })
})
