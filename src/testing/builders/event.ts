import type { EventSource, RecordedEvent, StoredEvent } from '#protocol/event.ts'
import { DEFAULT_TENANT } from '#protocol/ids.ts'
import type { SessionRecord } from '#protocol/session.ts'
import type { EventBatch, PreparedEvent } from '#server/ports.ts'

type BrandedKey =
  | 'seq'
  | 'time'
  | 'mono'
  | 'callid'
  | 'span'
  | 'tenant'
  | 'session'
  | 'ts'
  | 'received'
  | 'ingest'
  | 'skew'
  | 'floor'
  | 'highest'
type Unbranded<Value> = Value extends number ? number : Value extends string ? string : Value
/** Branded fields are given plain, so that a test reads `anEvent({ seq: 2, callid: 'c1' })`. */
type Overrides<Whole> = {
  readonly [Key in keyof Whole]?: Key extends BrandedKey
    ? Unbranded<Whole[Key]>
    : Key extends 'source'
      ? PlainSource
      : Whole[Key]
}
type PlainSource = { readonly [Key in keyof EventSource]: Unbranded<EventSource[Key]> }

/** 27 December 2021, 10:00 in China. */
export const TEST_TIME = 1_640_570_400_000_000

/** A plain `app` log, one millisecond per seq; whatever the test cares about is overridden. */
export function anEvent(overrides: Overrides<RecordedEvent> = {}): RecordedEvent {
  const seq = overrides.seq ?? 1
  return {
    seq,
    time: TEST_TIME + seq * 1_000,
    mono: seq * 1_000,
    epoch: 0,
    category: 'app',
    form: 'text',
    level: 'info',
    name: 'LOG',
    phase: 'none',
    attrs: {},
    ...overrides,
  } as RecordedEvent
}

/** The same, as it comes out of the store. */
export function aStoredEvent(overrides: Overrides<StoredEvent> = {}): StoredEvent {
  const seq = overrides.seq ?? 1
  return {
    ...anEvent({ seq }),
    tenant: DEFAULT_TENANT,
    kind: 'live',
    session: 'session-1',
    ts: TEST_TIME + seq * 1_000,
    received: TEST_TIME + seq * 1_000 + 500_000,
    ingest: 1,
    via: 'live',
    payloadBytes: 0,
    ...overrides,
  } as StoredEvent
}

/** The same, as process hands it to the writer. Events of the same seq have the same hash. */
export function aPreparedEvent(overrides: Overrides<PreparedEvent> = {}): PreparedEvent {
  const seq = overrides.seq ?? 1
  return {
    ...anEvent({ seq }),
    hash: seq,
    ids: [],
    numbers: [],
    sealedNumber: '',
    ...overrides,
  } as PreparedEvent
}

/** A batch of the given events; `highest` is the greatest seq among them. */
export function aBatch(overrides: Overrides<EventBatch> = {}): EventBatch {
  const events = overrides.events ?? [aPreparedEvent()]
  return {
    tenant: DEFAULT_TENANT,
    kind: 'live',
    session: 'session-1',
    secretHash: 'a'.repeat(64),
    via: 'live',
    received: TEST_TIME + 1_000_000,
    skew: 0,
    floor: 1,
    highest: Math.max(1, ...events.map((event) => event.seq)),
    rejected: [],
    ...overrides,
    events,
  } as EventBatch
}

export function aSessionRecord(overrides: SessionRecord = {}): SessionRecord {
  return {
    platform: 'web',
    device: 'device-1',
    tab: 'tab-1',
    browser: 'Chrome',
    browserVersion: '96.0',
    os: 'Windows',
    osVersion: '10',
    app: 'web-phone',
    release: '3.2.0',
    language: 'zh-CN',
    zone: 'Asia/Shanghai',
    ...overrides,
  }
}
