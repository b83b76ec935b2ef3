import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CATEGORIES } from '#protocol/category.ts'
import { LEVELS } from '#protocol/level.ts'
import { PHASES } from '#protocol/phase.ts'
import type { Micros } from '#protocol/time.ts'
import { HOSTILE_TEXTS } from '#testing/arbitraries/text.ts'
import { aStoredEvent } from '#testing/builders/event.ts'
import { callMaterialOf } from '#testing/builders/call-material.ts'
import { clientAnswer } from './call-client-answer.ts'
import { CALL_LANDMARKS, SESSION_LANDMARKS, type Landmark } from './call-landmarks.ts'
import { callLights } from './call-lights.ts'
import { phaseBar } from './call-phases.ts'
import { storyMoments, storySentence } from './call-story-words.ts'
import { callStory } from './call-story.ts'
import { clockFor } from './call-words.ts'

const SECOND = 1_000_000
const START = 1_640_570_400_000_000
const clock = (time: number) => new Date(time / 1_000).toISOString().slice(14, 19)

let seq = 0
/** Seconds after 0:00, and what was recorded. */
function event(at: number, name: string, attrs: Readonly<Record<string, string>> = {}, more = {}): Landmark {
  seq += 1
  return aStoredEvent({ seq, ts: START + at * SECOND, name, attrs, category: 'call', ...more })
}
const ofCall = { callid: 'c' }
const state = (at: number, to: string, more: Readonly<Record<string, string>> = {}) =>
  event(at, 'CALL_STATE', { 'call.state': to, ...more }, ofCall)
const failed = (at: number, reason: string) => state(at, 'failed', { 'call.reason': reason })
const seat = (at: number, to: string) => event(at, 'SEAT_STATE', { 'seat.state': to })
const expired = (at: number) => event(at, 'TICKET_EXPIRED')
const refresh = (at: number, phase: string, attrs = {}) => event(at, 'TICKET_REFRESH', attrs, { phase })

/** Numbered by time as a session numbers them; after an event of this name three numbers are missing. */
function told(events: readonly Landmark[], holeAfter?: string) {
  const numbered = [...events]
    .sort((a, b) => a.ts - b.ts)
    .map((it, index) => ({ ...it, seq: ((index + 1) * 10) as Landmark['seq'] }))
  const holes = numbered
    .filter(({ name }) => name === holeAfter)
    .map(({ session, seq }) => ({ session, from: seq + 1, to: seq + 3 }))
  const material = callMaterialOf('c', numbered, holes)
  const story = callStory(material)
  return {
    ...storySentence(story, clock),
    lights: Object.fromEntries(callLights(material).map((it) => [it.name, `${it.state} ${it.reason.kind}`])),
  }
}

describe('a lost seat', () => {
  const lost = (between: readonly Landmark[]) => [
    event(0, 'TICKET_ISSUED'),
    seat(1, 'ready'),
    ...between,
    event(300, 'SEAT_DROPPED'),
    failed(310, 'seat-dropped'),
  ]
  test.each([
    ['never refreshed', [expired(60)], 'the ticket expired at 01:00 and was never refreshed'],
    [
      'refresh refused',
      [refresh(50, 'begin'), refresh(52, 'end', { result: 'error', code: 'denied' }), expired(60)],
      'the ticket expired at 01:00, and its refresh failed at 00:52 (denied)',
    ],
    [
      'refresh unanswered',
      [expired(60), refresh(70, 'begin')],
      'the ticket expired at 01:00, and the refresh asked for at 01:10 got no answer',
    ],
    [
      'refreshed in time, socket broken',
      [
        expired(60),
        event(61, 'TICKET_ISSUED'),
        event(200, 'WEBSOCKET_CLOSE', { clean: 'false', close_code: '1006' }, { category: 'websocket' }),
      ],
      'the socket broke at 03:20 (close code 1006)',
    ],
    ['nothing known', [], 'the log does not say why'],
  ])('%s', (_, between, why) => {
    const { en, zh } = told(lost(between))
    expect(en).toContain('Seat dropped at 05:00')
    expect(en).toContain(why)
    expect(zh).toContain('坐席于 05:00 掉线')
  })

  test('claims no absence where events are missing', () => {
    const events = lost([expired(60)])
    expect(told(events, 'TICKET_EXPIRED').en).toContain(
      'the log shows no refresh, but events are missing there',
    )
  })

  test('is not blamed where the call names another reason', () => {
    expect(told([seat(1, 'ready'), event(5, 'SEAT_DROPPED'), failed(6, 'invalid-number')]).en).toBe(
      'Call failed at 00:06: number does not exist',
    )
  })
})

describe('other calls', () => {
  test('a reason that no row proves is a light in amber, not a claim', () => {
    const { en, lights } = told([state(1, 'dialing'), state(3, 'connected'), failed(30, 'socket-lost')])
    expect(en).toBe('Call dropped at 00:30 after 27 s of talk: signalling connection lost')
    expect(lights['socket']).toBe('trouble blamed')
  })

  test('no log is not good', () => {
    const { lights } = told([state(1, 'dialing'), state(9, 'ended', { 'call.reason': 'no-answer' })])
    expect(lights).toEqual({
      seat: 'no-log no-log',
      api: 'no-log no-log',
      push: 'no-log no-log',
      socket: 'no-log no-log',
      media: 'not-reached not-connected',
    })
  })

  test('a log that stops says so', () => {
    expect(told([state(1, 'dialing'), state(4, 'ringing')]).en).toBe(
      'The log of this call stops at 00:04 (ringing); how it ended is not known',
    )
  })
})

const MARK = 'zq9-free-text'
const arbitraryText = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string().map((it) => `${MARK}${it}`),
)
const attrs = fc.dictionary(
  fc.constantFrom(
    'call.state',
    'call.reason',
    'call.ended_by',
    'seat.state',
    'ticket.state',
    'websocket.state',
    'ice.state',
    'result',
    'code',
    'close_code',
    'clean',
    'error',
    'reason',
    'mos',
    'sip.code',
  ),
  fc.oneof(
    arbitraryText,
    fc.constantFrom(
      'failed',
      'ended',
      'connected',
      'dropped',
      'ready',
      'expired',
      'open',
      'closed',
      'ok',
      '3',
    ),
  ),
)
const anyLandmark = fc
  .record({
    at: fc.integer({ min: -100, max: 4_000 }),
    name: fc.constantFrom(...CALL_LANDMARKS, ...SESSION_LANDMARKS),
    category: fc.constantFrom(...CATEGORIES),
    level: fc.constantFrom(...LEVELS),
    phase: fc.constantFrom(...PHASES),
    isOfCall: fc.boolean(),
    attrs,
  })
  .map(({ at, name, attrs, isOfCall, ...more }) =>
    event(at, name, attrs, { ...more, ...(isOfCall ? ofCall : {}) }),
  )

test('whatever a log says, the card says something, and the client gets none of its words', () => {
  fc.assert(
    fc.property(fc.array(anyLandmark, { maxLength: 30 }), (landmarks) => {
      const material = callMaterialOf('c', [state(0, 'new'), ...landmarks])
      const story = callStory(material)
      const sentence = storySentence(story, clockFor(storyMoments(story), clock, clock))
      expect(sentence.en.length).toBeGreaterThan(4)
      expect(sentence.zh.length).toBeGreaterThan(2)
      expect(callLights(material)).toHaveLength(5)
      const answer = clientAnswer(story, { clock, when: { en: 'today', zh: '今天' } })
      for (const text of [answer.en, answer.zh]) {
        expect(text).not.toContain(MARK)
        expect(text).not.toMatch(/[<>\u0000-\u001f\u202a-\u202e]/)
      }
      for (const { from, to, length } of phaseBar(material.facts).phases) {
        expect(length).toBeGreaterThanOrEqual(0)
        expect(to === undefined || from <= to || length === 0).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

const minutes = () => 'm'
const seconds = () => 's'

test('minutes are enough, unless two moments share one', () => {
  const [a, b] = [0 as Micros, (5 * SECOND) as Micros]
  expect(clockFor([a], minutes, seconds)).toBe(minutes)
  expect(clockFor([a, a], minutes, seconds)).toBe(minutes)
  expect(clockFor([a, b], minutes, seconds)).toBe(seconds)
})
