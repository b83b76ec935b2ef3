import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RecordedEvent } from './event.ts'
import {
  CUT_MARK,
  MAX_ATTRIBUTE_KEY_CHARS,
  MAX_ATTRIBUTE_VALUE_CHARS,
  MAX_ATTRIBUTES,
  MAX_EVENT_BYTES,
  MAX_ID_CHARS,
  MAX_LABEL_CHARS,
  MAX_MESSAGE_CHARS,
  MAX_NAME_CHARS,
} from './limits.ts'
import { readEvent, type EventFault } from './read-event.ts'

const TIME = 1_700_000_000_000_000

function good(fields: Record<string, unknown>): RecordedEvent {
  const read = readEvent({ seq: 1, time: TIME, ...fields })
  if (!read.ok) throw new Error(read.error.detail)
  return read.value
}

function fault(value: unknown): EventFault {
  const read = readEvent(value)
  if (read.ok) throw new Error('expected a refusal')
  return read.error
}

describe('readEvent', () => {
  test('completes the least there can be', () => {
    expect(good({})).toEqual({
      seq: 1,
      time: TIME,
      mono: TIME,
      epoch: 0,
      category: 'app',
      form: 'text',
      level: 'info',
      name: 'LOG',
      phase: 'none',
      attrs: {},
    })
  })

  test('keeps all that there can be, and ignores what it does not know', () => {
    const whole = {
      seq: 7,
      time: TIME,
      mono: 12,
      epoch: 2,
      callid: 'c-1',
      category: 'websocket',
      form: 'data',
      level: 'debug',
      label: 'seat',
      name: 'WEBSOCKET_MESSAGE',
      phase: 'begin',
      source: { id: '9007199254740993', type: 'websocket', parent: 'r1', name: '/ws' },
      span: 's1',
      message: '掉线 😀',
      attrs: { a: 'b' },
      payload: '{"id":9007199254740993}',
    }
    expect(readEvent({ ...whole, unknown: 1, tenant: 'other' })).toEqual({ ok: true, value: whole })
  })

  test.each([
    ['text', 'info'],
    ['alarm', 'warn'],
    ['error', 'error'],
  ])('form %s has level %s', (form, level) => {
    expect(good({ form }).level).toBe(level)
    expect(good({ form, level: 'debug' }).level).toBe('debug')
  })

  test.each([
    [null, 'event: expected an object, found null'],
    [[], 'event: expected an object, found an array'],
    ['x', 'event: expected an object, found "x"'],
    [{ time: TIME }, 'seq: expected a whole number from 1, found nothing'],
    [{ seq: 0, time: TIME }, 'seq: expected a whole number from 1, found 0'],
    [{ seq: '1', time: TIME }, 'seq: expected a whole number from 1, found another text'],
    [{ seq: 1 }, 'time: expected microseconds since 1970 as a whole number, found nothing'],
    [{ seq: 1, time: TIME, category: 'x' }, 'category: expected a category, found "x"'],
    [{ seq: 1, time: TIME, level: 3 }, 'level: expected debug, info, warn or error, found 3'],
    [{ seq: 1, time: TIME, epoch: -1 }, 'epoch: expected a whole number from 0 to 4294967295, found -1'],
    [{ seq: 1, time: TIME, mono: 'x' }, 'mono: expected microseconds as a whole number, found "x"'],
    [{ seq: 1, time: TIME, source: {} }, 'source.id: expected text, found nothing'],
    [{ seq: 1, time: TIME, attrs: [] }, 'attrs: expected an object of texts'],
    [
      { seq: 1, time: TIME, callid: 2 ** 53 },
      'callid: expected text (send 64-bit ids as strings), found another number',
    ],
  ])('refuses %j', (value, detail) => {
    expect(fault(value)).toMatchObject({ reason: 'invalid', detail })
  })

  test('minus zero is zero', () => {
    expect(good({ time: -0, mono: -0, epoch: -0 })).toMatchObject({ time: 0, mono: 0, epoch: 0 })
  })

  test('quotes nothing that may be a phone number or a secret', () => {
    for (const hidden of ['13800138000', 13_800_138_000, 's3cr3t']) {
      for (const field of [
        'seq',
        'time',
        'mono',
        'epoch',
        'category',
        'form',
        'level',
        'phase',
        'source',
        'attrs',
      ]) {
        const read = readEvent({ seq: 1, time: TIME, [field]: hidden })
        expect(JSON.stringify(read.ok ? '' : read.error.detail)).not.toContain(String(hidden))
      }
    }
  })

  test('tells the seq of what it refuses, where there is one', () => {
    expect(fault({ seq: 5, time: 'x' }).seq).toBe(5)
    expect(fault({ seq: 0.5 })).not.toHaveProperty('seq')
  })

  test('attributes become texts, and no key is special', () => {
    const attrs = JSON.parse(
      '{"__proto__":"p","constructor":1,"b":true,"n":null,"o":{"x":[1]},"u":"ok"}',
    ) as unknown
    const event = good({ attrs })
    expect(Object.entries(event.attrs)).toEqual([
      ['__proto__', 'p'],
      ['constructor', '1'],
      ['b', 'true'],
      ['n', 'null'],
      ['o', '{"x":[1]}'],
      ['u', 'ok'],
    ])
    expect(event.attrs['toString']).toBeUndefined()
  })

  test('cuts with a mark and counts what went', () => {
    const event = good({ message: '掉'.repeat(MAX_MESSAGE_CHARS + 1), attrs: { a: 'x'.repeat(9_000) } })
    expect(event.message).toHaveLength(MAX_MESSAGE_CHARS)
    expect(event.message?.endsWith(CUT_MARK)).toBe(true)
    expect(event.attrs['a']).toHaveLength(MAX_ATTRIBUTE_VALUE_CHARS)
    const cut = 3 * (1 + CUT_MARK.length) + (9_000 - MAX_ATTRIBUTE_VALUE_CHARS + CUT_MARK.length)
    expect(event.attrs['truncated_bytes']).toBe(String(cut))
    expect(readEvent({ ...event, attrs: { ...event.attrs, truncated_bytes: '5' } })).toMatchObject({
      value: { attrs: { truncated_bytes: '5' } },
    })
  })

  test('never cuts a pair of surrogates in two', () => {
    const event = good({
      message: `${'a'.repeat(MAX_MESSAGE_CHARS - CUT_MARK.length - 1)}😀${'b'.repeat(99)}`,
    })
    expect(event.message?.endsWith(`a${CUT_MARK}`)).toBe(true)
  })

  test('more attributes than the limit are counted', () => {
    const attrs = Object.fromEntries(Array.from({ length: MAX_ATTRIBUTES + 3 }, (_, i) => [`k${i}`, 'v']))
    expect(good({ attrs }).attrs['truncated_attributes']).toBe('3')
  })

  test.each([
    ['message', { message: 'x'.repeat(MAX_EVENT_BYTES + 1) }],
    ['payload', { payload: '掉'.repeat(MAX_EVENT_BYTES / 3 + 1) }],
    [
      'attrs',
      { attrs: Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`k${i}`, 'x'.repeat(8_000)])) },
    ],
  ])('too large by its %s', (_, fields) => {
    expect(fault({ seq: 3, time: TIME, ...fields })).toMatchObject({ reason: 'too-large', seq: 3 })
  })

  test('lone surrogates become U+FFFD everywhere', () => {
    const lone = 'a\uD800b'
    const event = good({
      message: lone,
      attrs: { [lone]: lone },
      source: { id: lone, name: lone },
      payload: lone,
    })
    expect(JSON.stringify(event)).not.toMatch(/\\ud/i)
    expect(event.message).toBe('a\uFFFDb')
  })

  test('a value that fights back is refused, not thrown', () => {
    const trap = {
      seq: 1,
      get time(): number {
        throw new Error('trap')
      },
    }
    expect(fault(trap)).toEqual({ reason: 'invalid', detail: 'event: could not be read', seq: 1 })
    expect(fault({ seq: 1, time: TIME, payload: { a: 1n } }).reason).toBe('invalid')
  })
})

const mostly = (usual: unknown) => fc.oneof({ arbitrary: fc.constant(usual), weight: 9 }, fc.anything())
const anyEvent = fc.record(
  {
    seq: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1 }) }, fc.anything()),
    time: mostly(TIME),
    mono: mostly(5),
    epoch: mostly(1),
    callid: fc.oneof(fc.string({ unit: 'binary' }), fc.anything()),
    category: mostly('call'),
    level: mostly('warn'),
    name: fc.oneof(
      { weight: 4, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }) },
      fc.anything(),
    ),
    source: fc.oneof(fc.record({ id: fc.string(), type: fc.anything(), name: fc.anything() }), fc.anything()),
    message: fc.oneof(fc.string({ unit: 'binary' }), fc.anything()),
    attrs: fc.oneof(
      fc.dictionary(fc.string({ unit: 'binary' }), fc.anything(), { noNullPrototype: true }),
      fc.anything(),
    ),
    payload: fc.anything(),
  },
  { requiredKeys: ['seq', 'time'] },
)

/** What is wrong with the event, in words. */
function faultsOf(event: RecordedEvent): string[] {
  const texts: readonly (readonly [string, string | undefined, number])[] = [
    ['name', event.name, MAX_NAME_CHARS],
    ['label', event.label, MAX_LABEL_CHARS],
    ['message', event.message, MAX_MESSAGE_CHARS],
    ['source.id', event.source?.id, MAX_ID_CHARS],
    ['source.type', event.source?.type, MAX_LABEL_CHARS],
    ['callid', event.callid, MAX_ID_CHARS],
    ...Object.keys(event.attrs).map((key) => ['key', key, MAX_ATTRIBUTE_KEY_CHARS] as const),
    ...Object.values(event.attrs).map((text) => ['value', text, MAX_ATTRIBUTE_VALUE_CHARS] as const),
  ]
  return texts.flatMap(([field, text, max]) => (text !== undefined && text.length > max ? [field] : []))
}

test('for any value: never throws, keeps the limits, and reads its own output back the same', () => {
  const anyValue = fc.oneof(fc.anything({ withBigInt: true }), { weight: 3, arbitrary: anyEvent })
  let kept = 0
  const property = fc.property(anyValue, (value) => {
    const read = readEvent(value)
    if (!read.ok) return read.error.detail.length < 300
    kept += 1
    const json = JSON.stringify(read.value)
    expect(faultsOf(read.value)).toEqual([])
    expect(json).not.toMatch(/\\ud[89a-f]/i)
    expect(readEvent(JSON.parse(json))).toEqual(read)
    return true
  })
  fc.assert(property, { numRuns: 3_000 })
  expect(kept).toBeGreaterThan(20)
})
