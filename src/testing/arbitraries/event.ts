import { CATEGORIES, type Category } from '#protocol/category.ts'
import type { EventSource, RecordedEvent, StoredEvent } from '#protocol/event.ts'
import { FORMS, type Form } from '#protocol/form.ts'
import {
  DEFAULT_TENANT,
  type CallId,
  type IngestPosition,
  type Seq,
  type SessionId,
  type SourceId,
  type SpanId,
} from '#protocol/ids.ts'
import { KINDS } from '#protocol/kind.ts'
import { LEVELS, type Level } from '#protocol/level.ts'
import { PHASES, type Phase } from '#protocol/phase.ts'
import { MICROS_PER_DAY, type Micros, type MonoMicros } from '#protocol/time.ts'
import { VIAS } from '#protocol/via.ts'
import { ATTRIBUTES } from '#protocol/vocabulary/attributes.ts'
import { EVENT_TYPES } from '#protocol/vocabulary/lookup.ts'
import { SOURCE_TYPES } from '#protocol/vocabulary/source-types.ts'
import * as fc from 'fast-check'
import { TEST_TIME } from '../builders/event.ts'
import { anyText, HOSTILE_TEXTS, textOf, wellFormedText } from './text.ts'

/** Small pools, so that events share calls, sources and spans as real ones do. */
const CALL_IDS = ['c-1', 'c-2', '9007199254740993', '__proto__', '通话-1'] as const
const SOURCE_IDS = ['1', '2', 'ws-1', 'constructor', '请求 1'] as const
const SPAN_IDS = ['1', '2', 's-3', 'toString'] as const
export const SESSION_IDS = ['a', 'B', 'session-1', '_', '-', 'Z'.repeat(64)] as const

export const anySessionId: fc.Arbitrary<SessionId> = fc
  .constantFrom<string>(...SESSION_IDS)
  .map((id) => id as SessionId)
export const anySeq: fc.Arbitrary<Seq> = fc
  .oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }))
  .map((seq) => seq as Seq)

const KNOWN_NAMES = EVENT_TYPES.map((type) => type.name)
const KNOWN_ATTRIBUTES = [...ATTRIBUTES.keys()]
const NUMBERS = [
  '0',
  '-1',
  '200',
  '404',
  '503',
  '4.2',
  '0.5',
  '1e3',
  '007',
  '+5',
  '٣',
  '9007199254740993',
] as const

export interface EventOptions {
  /** Lone surrogates too, as a recorder may send them. Default: only what ingest lets through. */
  readonly raw?: boolean
}

/** Keys such as `__proto__` become own members, as `JSON.parse` makes them. */
function attributes(text: fc.Arbitrary<string>): fc.Arbitrary<Readonly<Record<string, string>>> {
  const key = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...KNOWN_ATTRIBUTES) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('__proto__', 'constructor', 'hasOwnProperty', '中文', 'a.b.c', 'A-B'),
    },
    { weight: 1, arbitrary: textOf(text, 1, 128) },
  )
  const value = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<string>(...NUMBERS) },
    { weight: 3, arbitrary: textOf(text, 0, 500) },
    { weight: 1, arbitrary: fc.constant('') },
  )
  return fc.array(fc.tuple(key, value), { maxLength: 6 }).map((entries) => Object.fromEntries(entries))
}

function sources(text: fc.Arbitrary<string>): fc.Arbitrary<EventSource> {
  const id = fc.constantFrom<string>(...SOURCE_IDS).map((it) => it as SourceId)
  const type = fc.oneof(fc.constantFrom(...SOURCE_TYPES.keys()), textOf(text, 1, 64))
  return fc.record(
    { id, type, parent: id, name: textOf(text, 1, 200) },
    { requiredKeys: ['id', 'type'] },
  ) as fc.Arbitrary<EventSource>
}

const aroundTestTime = fc
  .oneof(
    fc.integer({ min: TEST_TIME, max: TEST_TIME + 20 }),
    fc.integer({ min: TEST_TIME - 3 * MICROS_PER_DAY, max: TEST_TIME + 3 * MICROS_PER_DAY }),
  )
  .map((time) => time as Micros)

function fields(raw: boolean) {
  const text = raw ? anyText : wellFormedText
  const optional = {
    callid: fc.constantFrom<string>(...CALL_IDS).map((id) => id as CallId),
    label: textOf(text, 1, 64),
    source: sources(text),
    span: fc.constantFrom<string>(...SPAN_IDS).map((id) => id as SpanId),
    message: textOf(text, 1, 2_000),
  }
  const required = {
    seq: anySeq,
    time: aroundTestTime,
    mono: fc.integer({ min: 0, max: 10_000_000_000 }).map((mono) => mono as MonoMicros),
    epoch: fc.integer({ min: 0, max: 3 }),
    category: fc.constantFrom<Category>(...CATEGORIES),
    form: fc.constantFrom<Form>(...FORMS),
    level: fc.constantFrom<Level>(...LEVELS),
    name: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...KNOWN_NAMES) },
      { weight: 1, arbitrary: textOf(text, 1, 128) },
    ),
    phase: fc.constantFrom<Phase>(...PHASES),
    attrs: attributes(text),
  }
  return { text, optional, required }
}

/** One event of any content that is valid on the wire: hostile texts, shared ids, known and unknown names. */
export function recordedEvent({ raw = false }: EventOptions = {}): fc.Arbitrary<RecordedEvent> {
  const { text, optional, required } = fields(raw)
  const payload = fc.oneof(textOf(text, 1, 4_000), fc.constant('{"a":[1,{"b":null}]}'))
  return fc.record(
    { ...required, ...optional, payload },
    { requiredKeys: Object.keys(required) as (keyof typeof required)[] },
  ) as fc.Arbitrary<RecordedEvent>
}

/** One event as it comes out of the store; texts are well-formed, times within days of `TEST_TIME`. */
export function storedEvent(): fc.Arbitrary<StoredEvent> {
  const { optional, required } = fields(false)
  const stored = {
    ...required,
    tenant: fc.constant(DEFAULT_TENANT),
    kind: fc.constantFrom(...KINDS),
    session: anySessionId,
    ts: aroundTestTime,
    received: aroundTestTime,
    ingest: fc.integer({ min: 1, max: 9 }).map((ingest) => ingest as IngestPosition),
    via: fc.constantFrom(...VIAS),
    payloadBytes: fc.integer({ min: 0, max: 256 * 1024 }),
  }
  return fc.record(
    { ...stored, ...optional },
    { requiredKeys: Object.keys(stored) as (keyof typeof stored)[] },
  ) as fc.Arbitrary<StoredEvent>
}

/** Events of which each has its own `(session, seq)`. */
export function storedEvents(maxLength = 30): fc.Arbitrary<readonly StoredEvent[]> {
  return fc.uniqueArray(storedEvent(), { maxLength, selector: (it) => `${it.session} ${it.seq}` })
}

/** One session: seq 1, 2, 3 …, clocks that never fall. */
export function recordedSession(
  options: EventOptions & { readonly maxLength?: number } = {},
): fc.Arbitrary<readonly RecordedEvent[]> {
  const steps = fc.array(fc.tuple(recordedEvent(options), fc.integer({ min: 0, max: 5_000_000 })), {
    minLength: 1,
    maxLength: options.maxLength ?? 30,
  })
  return steps.map((list) => {
    let mono = 0
    return list.map(([event, step], index) => {
      mono += step
      return {
        ...event,
        seq: (index + 1) as Seq,
        mono: mono as MonoMicros,
        time: (TEST_TIME + mono) as Micros,
        epoch: 0,
      }
    })
  })
}

/** Anything a hostile client may send where an event is expected; mostly near misses of a real one. */
export function wireValue(): fc.Arbitrary<unknown> {
  const junk = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      0,
      -1,
      1.5,
      Number.MAX_VALUE,
      [],
      {},
      '',
      '__proto__',
      ...HOSTILE_TEXTS,
    ),
    fc.jsonValue({ maxDepth: 3 }),
  )
  const key = fc.constantFrom(
    'seq',
    'time',
    'mono',
    'epoch',
    'callid',
    'category',
    'form',
    'level',
    'label',
    'name',
    'phase',
    'source',
    'span',
    'message',
    'attrs',
    'payload',
    '__proto__',
    'unknown',
  )
  const spoiled = fc
    .tuple(recordedEvent({ raw: true }), fc.array(fc.tuple(key, junk), { maxLength: 3 }))
    .map(([event, changes]) => Object.fromEntries([...Object.entries(event), ...changes]))
  return fc.oneof({ weight: 4, arbitrary: spoiled }, { weight: 1, arbitrary: junk })
}
