import { describe, expect, test } from 'vitest'
import { CATEGORIES } from '../category.ts'
import { TOMBSTONE_EVENT } from '../envelope.ts'
import type { Phase } from '../phase.ts'
import { ATTRIBUTES } from './attributes.ts'
import {
  attributeOf,
  closersOf,
  EVENT_TYPES,
  eventTypeByNumber,
  eventTypeOf,
  isIdAttribute,
  isNumberAttribute,
  isSecretAttribute,
  openersOf,
} from './lookup.ts'
import { SOURCE_TYPES } from './source-types.ts'
import {
  isLegalTransition,
  MACHINE_NAMES,
  STATE_MACHINES,
  stateChangesOf,
  stateLabel,
  type StateMachine,
} from './state-machines.ts'

const CHINESE = /\p{Script=Han}/u
/** Names that the trade writes in Latin letters in Chinese too. */
const LATIN_IN_CHINESE = new Set(['Cookie', 'WebSocket', 'ICE', 'DTLS'])

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

const changes = (name: string, attrs: Record<string, string> = {}, phase: Phase = 'none') =>
  stateChangesOf({ name, attrs, phase })

describe('event types', () => {
  test('cover every category', () => {
    expect(new Set(EVENT_TYPES.map((type) => type.category))).toEqual(new Set(CATEGORIES))
  })

  test('have names of their own, in the spelling of NetLog', () => {
    const names = EVENT_TYPES.map((type) => type.name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
    expect(names.filter((name) => !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(name))).toEqual([])
  })

  test.each(EVENT_TYPES.map((type) => [type.name, type] as const))('%s is whole', (_, type) => {
    expect(type.label.en).not.toBe('')
    expect(CHINESE.test(type.label.zh)).toBe(true)
    expect(type.attrs.filter((name) => !ATTRIBUTES.has(name))).toEqual([])
    expect(type.source === undefined || SOURCE_TYPES.has(type.source)).toBe(true)
    expect(type.closers.length > 0).toBe(type.shape === 'span' || type.shape === 'opener')
    expect(type.closers.every((closer) => eventTypeOf(type.category, closer).known)).toBe(true)
    expect(openersOf(type.name).length > 0).toBe(type.shape === 'span' || type.shape === 'closer')
  })

  test('have the tombstone of the envelope', () => {
    expect(eventTypeOf('sdk', TOMBSTONE_EVENT)).toMatchObject({
      known: true,
      attrs: ['from', 'to', 'reason'],
    })
  })

  test('an opener closes with closers only', () => {
    const openers = EVENT_TYPES.filter((type) => type.shape === 'opener')
    expect(openers.length).toBeGreaterThan(5)
    for (const { category, closers } of openers) {
      expect(closers.map((closer) => eventTypeOf(category, closer).shape)).toEqual(
        closers.map(() => 'closer'),
      )
    }
  })

  // The enums of the NetLog document, and the three numbers that only its example has.
  test('carry all numbers of the NetLog document and no others', () => {
    const expected = [
      ...range(1000, 1004),
      ...range(1100, 1102),
      ...range(1200, 1204),
      ...range(1300, 1305),
      ...range(1400, 1405),
      ...range(1500, 1505),
      ...range(1600, 1603),
      1900,
      ...range(2000, 2002),
      ...range(2100, 2103),
      ...range(2200, 2203),
      ...range(2300, 2307),
      ...range(2400, 2403),
      ...range(2500, 2502),
      ...range(2600, 2604),
    ]
    const numbers = EVENT_TYPES.flatMap((type) => type.number ?? [])
    expect(numbers.sort((a, b) => a - b)).toEqual(expected)
    expect(eventTypeByNumber(1400)?.name).toBe('HTTP_TRANSACTION_START')
    expect(eventTypeByNumber(1402)?.name).toBe('HTTP_SEND_REQUEST_BODY')
    expect(eventTypeByNumber(2102)?.name).toBe('TRANSACTION_ROLLBACK')
    expect(eventTypeByNumber(7)).toBeUndefined()
  })
})

describe('attributes', () => {
  test.each([...ATTRIBUTES.values()].map((attribute) => [attribute.name, attribute] as const))(
    '%s is whole',
    (_, attribute) => {
      const labels = [attribute.label, ...Object.values(attribute.values ?? {})]
      expect(attribute.name).toMatch(/^[a-z][a-z0-9]*([._][a-z0-9]+)*$/)
      for (const { en, zh } of labels) {
        expect(en).not.toBe('')
        expect(zh).not.toBe('')
      }
      expect(attribute.type === 'enum').toBe(attribute.values !== undefined)
      expect(attribute.unit === 'ms').toBe(attribute.type === 'duration')
    },
  )

  test('are labelled in Chinese but for names of the trade', () => {
    const latin = [...ATTRIBUTES.values()]
      .filter(({ label }) => !CHINESE.test(label.zh))
      .map(({ label }) => label.zh)
    expect(latin.filter((zh) => !LATIN_IN_CHINESE.has(zh))).toEqual([])
  })

  test('are known in any spelling', () => {
    expect(
      ['trackingId', 'tracking_id', 'X-Request-Id', 'traceparent', 'curl handle'].filter(isIdAttribute),
    ).toHaveLength(5)
    expect(
      ['call.number', 'phone', 'phoneNumber', 'mobile', 'callee'].filter(isNumberAttribute),
    ).toHaveLength(5)
    expect(['Authorization', 'ticket', 'access_token', 'Set-Cookie'].filter(isSecretAttribute)).toHaveLength(
      4,
    )
    expect(['status', 'duration', 'constructor', '__proto__', ''].filter(isNumberAttribute)).toEqual([])
    expect(attributeOf('never heard of')).toBeUndefined()
  })
})

describe('pairing', () => {
  test.each([
    ['TRANSACTION_BEGIN', ['TRANSACTION_COMMIT', 'TRANSACTION_ROLLBACK']],
    ['HTTP_TRANSACTION_START', ['HTTP_TRANSACTION_END']],
    ['CALL_HOLD', ['CALL_RESUME']],
    ['REQUEST', ['REQUEST']],
    ['DNS_CACHE_LOOKUP', []],
    ['HTTP_TRANSACTION_END', []],
    ['URL_REQUEST_START_JOB', ['URL_REQUEST_START_JOB']],
    ['JOIN_START', ['JOIN_START', 'JOIN_END']],
    ['_START', ['_START']],
  ])('%s is closed by %j', (name, closers) => {
    expect(closersOf(name)).toEqual(closers)
  })

  test.each([
    ['TRANSACTION_ROLLBACK', ['TRANSACTION_BEGIN']],
    ['REQUEST', ['REQUEST']],
    ['JOIN_END', ['JOIN_END', 'JOIN_START', 'JOIN_BEGIN']],
    ['SOCKET_ALIVE', ['SOCKET_ALIVE']],
  ])('%s closes %j', (name, openers) => {
    expect(openersOf(name)).toEqual(openers)
  })

  test('works in both directions for names nobody knows', () => {
    for (const name of ['A_START', 'B_BEGIN', 'C', 'constructor']) {
      for (const closer of closersOf(name)) expect(openersOf(closer)).toContain(name)
    }
  })

  test('an unknown event is a generic one', () => {
    expect(eventTypeOf('app', 'SOMETHING')).toMatchObject({
      known: false,
      shape: 'span',
      label: { en: 'SOMETHING' },
    })
    expect(eventTypeOf('page', 'REQUEST').known).toBe(false)
  })
})

describe('state machines', () => {
  test.each(MACHINE_NAMES)('%s is closed in itself', (name) => {
    const machine: StateMachine = STATE_MACHINES[name]
    const states = Object.keys(machine.transitions)
    const named = [
      machine.initial,
      ...machine.final,
      ...machine.bad,
      ...machine.entries.map((entry) => entry.to),
    ]
    expect(
      [...named, ...Object.values(machine.transitions).flat()].filter((state) => !states.includes(state)),
    ).toEqual([])
    expect(Object.keys(attributeOf(machine.attr)?.values ?? {}).sort()).toEqual([...states].sort())
    const event = EVENT_TYPES.find((type) => type.name === machine.event)
    expect(event?.attrs).toEqual(expect.arrayContaining([machine.attr, machine.previousAttr]))
    expect(machine.entries.filter((entry) => !EVENT_TYPES.some((type) => type.name === entry.name))).toEqual(
      [],
    )
    expect(states.filter((state) => stateLabel(name, state).zh === state)).toEqual([])
  })

  test.each(MACHINE_NAMES)('every state of %s can be reached', (name) => {
    const machine: StateMachine = STATE_MACHINES[name]
    const reached = new Set([machine.initial])
    for (const from of reached) for (const to of machine.transitions[from] ?? []) reached.add(to)
    expect([...reached].sort()).toEqual(Object.keys(machine.transitions).sort())
  })

  test('an event says which state it enters', () => {
    expect(changes('CALL_STATE', { 'call.state': 'ringing' })).toEqual([{ machine: 'call', to: 'ringing' }])
    expect(changes('TICKET_EXPIRED')).toEqual([{ machine: 'ticket', to: 'expired' }])
    expect(changes('TICKET_REFRESH', {}, 'begin')).toEqual([{ machine: 'ticket', to: 'refreshing' }])
    expect(changes('TICKET_REFRESH', {}, 'end')).toEqual([])
    expect(changes('CALL_STATE')).toEqual([])
    expect(changes('PAGE_CLICK')).toEqual([])
  })

  test('tell legal from illegal', () => {
    expect(isLegalTransition('call', 'ringing', 'connected')).toBe(true)
    expect(isLegalTransition('call', 'ended', 'connected')).toBe(false)
    expect(isLegalTransition('call', 'ended', 'ended')).toBe(true)
    expect(isLegalTransition('websocket', 'closed', 'open')).toBe(false)
    expect(isLegalTransition('ice', 'connected', 'somewhere else')).toBe(true)
    expect(isLegalTransition('ice', 'constructor', 'connected')).toBe(true)
  })
})
