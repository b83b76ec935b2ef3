import { callOutcome } from '#protocol/vocabulary/call-outcome.ts'
import { computeCallFacts, type FactEvent } from '#protocol/vocabulary/call-facts.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { flawsOf } from './flaws.ts'
import { DEFAULT_START, generateSession, generateSessions, type GeneratedSession } from './sessions.ts'

const PLAN = { seed: 7, events: 30_000, start: DEFAULT_START, days: 3 }
const sessions = [...generateSessions(PLAN)]
const events = sessions.flatMap((it) => it.events)

function callsOf({ session, events }: GeneratedSession): readonly (readonly FactEvent[])[] {
  const calls = new Map<string, FactEvent[]>()
  for (const event of events) {
    if (event.callid === undefined) continue
    const list = calls.get(event.callid) ?? []
    list.push({ ...event, session, ts: event.time })
    calls.set(event.callid, list)
  }
  return [...calls.values()]
}

describe('the generator', () => {
  test('tells nothing that the vocabulary does not know or forbids', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(100_000), (seed, index) => {
        expect(flawsOf(generateSession({ ...PLAN, seed }, index, 0))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('makes exactly the events it was asked for, each session once', () => {
    expect(events).toHaveLength(PLAN.events)
    expect(new Set(sessions.map((it) => it.session)).size).toBe(sessions.length)
  })

  test('repeats itself for the same seed only', () => {
    expect([...generateSessions(PLAN)]).toEqual(sessions)
    expect([...generateSessions({ ...PLAN, seed: 8 })]).not.toEqual(sessions)
  })

  test('keeps to its days', () => {
    const days = new Set(events.map((event) => Math.floor((event.time - PLAN.start) / 86_400_000_000)))
    expect(days).toEqual(new Set([0, 1, 2]))
  })

  test('covers the categories of a web phone, both languages, payloads and none', () => {
    const categories = new Set(events.map((event) => event.category))
    expect([...categories].sort()).toEqual([
      'app',
      'call',
      'page',
      'push',
      'request',
      'sdk',
      'webrtc',
      'websocket',
    ])
    const messages = events.map((event) => event.message ?? '')
    expect(messages.some((text) => /\p{Script=Han}/u.test(text))).toBe(true)
    expect(messages.some((text) => /[a-z]{4}/.test(text))).toBe(true)
    const withPayload = events.filter((event) => event.payload !== undefined).length / events.length
    expect(withPayload).toBeGreaterThan(0.03)
    expect(withPayload).toBeLessThan(0.4)
  })

  test('makes calls of every finished outcome', () => {
    const outcomes = new Map<string, number>()
    for (const session of generateSessions({ ...PLAN, events: 150_000 })) {
      for (const call of callsOf(session)) {
        const { outcome } = callOutcome(computeCallFacts(call))
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      }
    }
    const total = [...outcomes.values()].reduce((sum, count) => sum + count, 0)
    const FINISHED = ['answered', 'busy', 'cancelled', 'dropped', 'failed', 'no-answer', 'rejected']
    expect([...outcomes.keys()]).toEqual(expect.arrayContaining(FINISHED))
    expect((outcomes.get('answered') ?? 0) / total).toBeGreaterThan(0.4)
    expect((outcomes.get('unfinished') ?? 0) / total).toBeLessThan(0.05)
  })
})

describe('the check of a session', () => {
  const session = generateSession(PLAN, 0, 0)
  const spoilt = (change: (event: (typeof session.events)[number], index: number) => object) =>
    flawsOf({
      ...session,
      events: session.events.map((event, index) => ({ ...event, ...change(event, index) })),
    })

  test.each([
    ['unknown events', () => ({ name: 'NEVER_HEARD_OF' })],
    ['unknown attributes', () => ({ attrs: { nonsense: '1' } })],
    [
      'wrong phases',
      (event: { phase: string }) => (event.phase === 'none' ? { phase: 'begin', span: 'x' } : {}),
    ],
    ['holes', (_: unknown, index: number) => ({ seq: index + 2 })],
    ['falling clocks', (_: unknown, index: number) => ({ mono: -index })],
    ['lost ends', (event: { phase: string }) => (event.phase === 'end' ? { phase: 'none' } : {})],
    [
      'illegal states',
      (event: { name: string; attrs: object }, index: number) =>
        event.name === 'CALL_STATE'
          ? { attrs: { ...event.attrs, 'call.state': index % 2 ? 'ended' : 'ringing' }, callid: 'one' }
          : {},
    ],
  ] as const)('finds %s', (_, change) => {
    const changed = spoilt(change)
    expect(changed.length).toBeGreaterThan(0)
  })
})
