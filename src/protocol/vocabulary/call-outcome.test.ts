import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Category } from '../category.ts'
import type { Seq, SessionId } from '../ids.ts'
import type { Level } from '../level.ts'
import type { Phase } from '../phase.ts'
import type { Micros } from '../time.ts'
import { CALL_FACTS, computeCallFacts, type FactEvent } from './call-facts.ts'
import { callOutcome, OUTCOMES } from './call-outcome.ts'

let seq = 0
function event(
  seconds: number,
  category: Category,
  name: string,
  attrs: Readonly<Record<string, string>> = {},
  phase: Phase = 'none',
): FactEvent {
  seq += 1
  return {
    ts: (seconds * 1_000_000) as Micros,
    session: 's' as SessionId,
    seq: seq as Seq,
    category,
    name,
    phase,
    level: 'info',
    attrs,
  }
}
const state = (seconds: number, to: string, more: Readonly<Record<string, string>> = {}) =>
  event(seconds, 'call', 'CALL_STATE', { 'call.state': to, ...more })
const ice = (seconds: number, to: string) => event(seconds, 'webrtc', 'WEBRTC_ICE_STATE', { 'ice.state': to })
const stats = (seconds: number, mos: string) => event(seconds, 'webrtc', 'WEBRTC_STATS', { mos })
const outcomeOf = (events: readonly FactEvent[]) => callOutcome(computeCallFacts(events))

const RUNG = [state(0, 'dialing', { 'call.direction': 'outbound' }), state(2, 'ringing')]
const TALKED = [...RUNG, state(10, 'connected')]

const over = (ts: number, session: string, seq: number, reason: string): FactEvent => ({
  ...state(0, 'ended', { 'call.reason': reason }),
  ts: ts as Micros,
  session: session as SessionId,
  seq: seq as Seq,
})

describe('the outcome rule', () => {
  test.each([
    [
      'hung up by the client',
      [...TALKED, state(70, 'ended', { 'call.ended_by': 'client', 'call.reason': 'normal' })],
      'answered',
    ],
    ['hung up, nobody says by whom', [...TALKED, state(70, 'ended')], 'answered'],
    ['cut by the network', [...TALKED, state(70, 'ended', { 'call.ended_by': 'network' })], 'dropped'],
    [
      'seat dropped during the talk',
      [...TALKED, state(70, 'ended', { 'call.reason': 'seat-dropped' })],
      'dropped',
    ],
    ['failed during the talk', [...TALKED, state(70, 'failed')], 'dropped'],
    ['still talking', TALKED, 'unfinished'],
    ['still ringing', RUNG, 'unfinished'],
    ['rang out', [...RUNG, state(60, 'ended')], 'no-answer'],
    ['rang out with reason', [...RUNG, state(60, 'ended', { 'call.reason': 'no-answer' })], 'no-answer'],
    ['switched off', [...RUNG, state(9, 'ended', { 'call.reason': 'powered-off' })], 'no-answer'],
    ['busy by reason', [...RUNG, state(9, 'ended', { 'call.reason': 'busy' })], 'busy'],
    ['busy by SIP code', [...RUNG, state(9, 'failed', { 'sip.code': '486' })], 'busy'],
    ['declined by SIP code', [...RUNG, state(9, 'ended', { 'sip.code': '603' })], 'rejected'],
    ['given up by the staff', [...RUNG, state(9, 'ended', { 'call.ended_by': 'staff' })], 'cancelled'],
    ['refused by the client', [...RUNG, state(9, 'ended', { 'call.ended_by': 'client' })], 'rejected'],
    ['expired ticket', [state(0, 'failed', { 'call.reason': 'ticket-expired' })], 'failed'],
    ['failed without reason', [state(0, 'failed')], 'failed'],
    ['ended before it rang', [state(0, 'dialing'), state(1, 'ended')], 'failed'],
    ['an unknown reason', [...RUNG, state(9, 'failed', { 'call.reason': 'gremlins' })], 'failed'],
    ['a reason of the prototype', [...RUNG, state(9, 'failed', { 'call.reason': 'constructor' })], 'failed'],
  ] as const)('%s', (_, events, outcome) => {
    expect(outcomeOf(events).outcome).toBe(outcome)
  })

  test('an inbound call turns the sides round', () => {
    const rings = [state(0, 'ringing', { 'call.direction': 'inbound' })]
    expect(outcomeOf([...rings, state(5, 'ended', { 'call.ended_by': 'staff' })]).outcome).toBe('rejected')
    expect(outcomeOf([...rings, state(5, 'ended', { 'call.ended_by': 'client' })]).outcome).toBe('cancelled')
  })

  test('tells ring time, talk time, reason and side', () => {
    const over = state(70, 'ended', { 'call.ended_by': 'client', 'call.reason': 'normal' })
    expect(outcomeOf([...TALKED, over])).toEqual({
      outcome: 'answered',
      reason: 'normal',
      endedBy: 'client',
      ringMicros: 8_000_000,
      talkMicros: 60_000_000,
      media: 'unknown',
    })
  })

  test('an unfinished call has no talk time', () => {
    expect(outcomeOf(TALKED)).toEqual({ outcome: 'unfinished', ringMicros: 8_000_000, media: 'unknown' })
  })

  test.each([
    ['measured well', [ice(10, 'connected'), stats(11, '4.3'), stats(12, '2.1')], 'ok'],
    ['three bad samples', [stats(11, '2.9'), stats(12, '2.1'), stats(13, '2')], 'poor'],
    ['an alarm', [stats(11, '4'), event(12, 'webrtc', 'WEBRTC_QUALITY_LOW', {}, 'begin')], 'poor'],
    ['one way', [stats(11, '4'), event(12, 'webrtc', 'WEBRTC_ONE_WAY')], 'one-way'],
    ['no path', [ice(9, 'checking'), ice(10, 'failed')], 'none'],
    ['a path, no figures', [ice(10, 'completed')], 'unknown'],
    ['numbers that are none', [stats(11, '0x1'), stats(12, ' 1'), stats(13, '1e0'), stats(14, '')], 'ok'],
  ] as const)('media %s', (_, events, media) => {
    expect(outcomeOf([...TALKED, ...events]).media).toBe(media)
  })
})

describe('facts', () => {
  const STATES = ['dialing', 'ringing', 'connected', 'ended', 'failed', 'held', '']
  const anyEvent: fc.Arbitrary<FactEvent> = fc.record({
    ts: fc.integer({ min: 0, max: 5 }).map((ts) => ts as Micros),
    session: fc.constantFrom('a', 'B', '_').map((session) => session as SessionId),
    seq: fc.integer({ min: 1, max: 1_000_000 }).map((seq) => seq as Seq),
    category: fc.constantFrom<Category>('call', 'webrtc'),
    name: fc.constantFrom('CALL_STATE', 'WEBRTC_STATS', 'WEBRTC_ICE_STATE', 'WEBRTC_QUALITY_LOW', 'X'),
    phase: fc.constantFrom<Phase>('none', 'begin', 'end'),
    level: fc.constantFrom<Level>('info', 'warn', 'error'),
    attrs: fc.record(
      {
        'call.state': fc.constantFrom(...STATES),
        'call.reason': fc.constantFrom('', 'busy', 'normal'),
        'call.ended_by': fc.constantFrom('', 'staff', 'client', 'network'),
        'sip.code': fc.constantFrom('486', '200', 'x', ' 5'),
        mos: fc.constantFrom('4.1', '-2', '2.5', 'inf', '1e3'),
      },
      { requiredKeys: [] },
    ),
  })
  const anyCall = fc.uniqueArray(anyEvent, { selector: (it) => `${it.session}:${it.seq}`, maxLength: 12 })

  test('do not depend on the order in which events come', () => {
    const calls = anyCall.chain((events) =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
    )
    fc.assert(
      fc.property(calls, ([events, shuffled]) => {
        expect(computeCallFacts(shuffled)).toEqual(computeCallFacts(events))
      }),
    )
  })

  test('always give an outcome, and no negative time', () => {
    fc.assert(
      fc.property(anyCall, (events) => {
        const result = outcomeOf(events)
        expect(OUTCOMES).toContain(result.outcome)
        expect(result.ringMicros ?? 0).toBeGreaterThanOrEqual(0)
        expect(result.talkMicros ?? 0).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('first and last go by time, then session, then seq', () => {
    expect(computeCallFacts([over(2, 'a', 9, 'x'), over(2, 'b', 1, 'y'), over(1, 'c', 99, 'z')]).reason).toBe(
      'y',
    )
    expect(computeCallFacts([over(2, 'a', 10, 'x'), over(2, 'a', 9, 'y')]).reason).toBe('x')
  })

  test('of no events are only the counts', () => {
    expect(computeCallFacts([])).toEqual({
      events: 0,
      errors: 0,
      warnings: 0,
      samples: 0,
      lowSamples: 0,
      oneWay: 0,
      qualityAlarms: 0,
    })
  })

  test('have names of their own', () => {
    expect(new Set(CALL_FACTS.map((fact) => fact.name)).size).toBe(CALL_FACTS.length)
  })
})
