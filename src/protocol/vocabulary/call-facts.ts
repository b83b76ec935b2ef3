import type { Category } from '../category.ts'
import type { StoredEvent } from '../event.ts'
import type { Level } from '../level.ts'
import type { Phase } from '../phase.ts'
import type { AttributeName } from './attributes.ts'

/**
 * What the outcome of a call is computed from. Each fact is one aggregate over the events of one callid,
 * in any order and over any number of sessions, so the store keeps them as aggregate states and a late event
 * corrects the call. The SQL of the store is generated from this table; `computeCallFacts` says what it must give.
 */
export interface FactDefinition {
  readonly name: string
  /**
   * - `min`, `max`: of the values, absent when there is none
   * - `count`: of the events that meet the condition
   * - `first`, `last`: the value at the least or greatest `(ts, session, seq)`
   */
  readonly aggregate: 'min' | 'max' | 'count' | 'first' | 'last'
  /**
   * `ts` in microseconds; or an attribute: as text (events where it is absent or empty give no value),
   * or as number (events whose text does not match `FACT_NUMBER` give none). Ignored by `count`.
   */
  readonly value: { readonly column: 'ts' } | { readonly attr: AttributeName; readonly as: 'text' | 'number' }
  /** All of it must hold. */
  readonly when: FactCondition
}

export interface FactCondition {
  readonly category?: Category
  readonly name?: string
  readonly phase?: Phase
  readonly level?: Level
  readonly attr?: AttributeTest
}

export type AttributeTest =
  | { readonly attr: AttributeName; readonly oneOf: readonly string[] }
  /** Number by `FACT_NUMBER` and less than this. */
  | { readonly attr: AttributeName; readonly below: number }

/** The only texts that count as numbers here. The same for JavaScript and RE2; such text is parsed equally by both. */
export const FACT_NUMBER = '^-?[0-9]{1,15}([.][0-9]{1,9})?$'
const FACT_NUMBER_PATTERN = new RegExp(FACT_NUMBER)

/** Below this a sample counts as bad: the threshold at which common phone SDKs warn. */
export const LOW_MOS = 3

const state = (...states: readonly string[]): FactCondition => ({
  category: 'call',
  name: 'CALL_STATE',
  attr: { attr: 'call.state', oneOf: states },
})
const OVER = state('ended', 'failed')
const STATS: FactCondition = { category: 'webrtc', name: 'WEBRTC_STATS' }

export const CALL_FACTS = [
  { name: 'firstTs', aggregate: 'min', value: { column: 'ts' }, when: {} },
  { name: 'lastTs', aggregate: 'max', value: { column: 'ts' }, when: {} },
  { name: 'events', aggregate: 'count', value: { column: 'ts' }, when: {} },
  { name: 'errors', aggregate: 'count', value: { column: 'ts' }, when: { level: 'error' } },
  { name: 'warnings', aggregate: 'count', value: { column: 'ts' }, when: { level: 'warn' } },
  { name: 'dialingTs', aggregate: 'min', value: { column: 'ts' }, when: state('dialing') },
  { name: 'ringingTs', aggregate: 'min', value: { column: 'ts' }, when: state('ringing') },
  { name: 'connectedTs', aggregate: 'min', value: { column: 'ts' }, when: state('connected') },
  { name: 'endedTs', aggregate: 'max', value: { column: 'ts' }, when: state('ended') },
  { name: 'failedTs', aggregate: 'max', value: { column: 'ts' }, when: state('failed') },
  {
    name: 'direction',
    aggregate: 'first',
    value: { attr: 'call.direction', as: 'text' },
    when: { category: 'call' },
  },
  { name: 'reason', aggregate: 'last', value: { attr: 'call.reason', as: 'text' }, when: OVER },
  { name: 'endedBy', aggregate: 'last', value: { attr: 'call.ended_by', as: 'text' }, when: OVER },
  { name: 'sipCode', aggregate: 'last', value: { attr: 'sip.code', as: 'number' }, when: OVER },
  {
    name: 'iceConnectedTs',
    aggregate: 'min',
    value: { column: 'ts' },
    when: {
      category: 'webrtc',
      name: 'WEBRTC_ICE_STATE',
      attr: { attr: 'ice.state', oneOf: ['connected', 'completed'] },
    },
  },
  {
    name: 'iceFailedTs',
    aggregate: 'max',
    value: { column: 'ts' },
    when: { category: 'webrtc', name: 'WEBRTC_ICE_STATE', attr: { attr: 'ice.state', oneOf: ['failed'] } },
  },
  { name: 'samples', aggregate: 'count', value: { column: 'ts' }, when: STATS },
  {
    name: 'lowSamples',
    aggregate: 'count',
    value: { column: 'ts' },
    when: { ...STATS, attr: { attr: 'mos', below: LOW_MOS } },
  },
  { name: 'worstMos', aggregate: 'min', value: { attr: 'mos', as: 'number' }, when: STATS },
  {
    name: 'oneWay',
    aggregate: 'count',
    value: { column: 'ts' },
    when: { category: 'webrtc', name: 'WEBRTC_ONE_WAY' },
  },
  {
    name: 'qualityAlarms',
    aggregate: 'count',
    value: { column: 'ts' },
    when: { category: 'webrtc', name: 'WEBRTC_QUALITY_LOW', phase: 'begin' },
  },
] as const satisfies readonly FactDefinition[]

type Definition = (typeof CALL_FACTS)[number]
export type CallFactName = Definition['name']
type TextFact = Extract<Definition, { value: { as: 'text' } }>['name']
type CountFact = Extract<Definition, { aggregate: 'count' }>['name']

/** Times in microseconds. A fact that no event gave is absent; counts are always there. */
export type CallFacts = { readonly [Name in CountFact]: number } & {
  readonly [Name in Exclude<CallFactName, CountFact | TextFact>]?: number | undefined
} & { readonly [Name in TextFact]?: string | undefined }

export type FactEvent = Pick<
  StoredEvent,
  'ts' | 'session' | 'seq' | 'category' | 'name' | 'phase' | 'level' | 'attrs'
>

function attribute(event: FactEvent, name: string): string {
  return Object.hasOwn(event.attrs, name) ? (event.attrs[name] ?? '') : ''
}

function numberOf(text: string): number | undefined {
  return FACT_NUMBER_PATTERN.test(text) ? Number(text) : undefined
}

export function meetsCondition(event: FactEvent, when: FactCondition): boolean {
  if (when.category !== undefined && event.category !== when.category) return false
  if (when.name !== undefined && event.name !== when.name) return false
  if (when.phase !== undefined && event.phase !== when.phase) return false
  if (when.level !== undefined && event.level !== when.level) return false
  if (when.attr === undefined) return true
  const text = attribute(event, when.attr.attr)
  if ('oneOf' in when.attr) return when.attr.oneOf.includes(text)
  const number = numberOf(text)
  return number !== undefined && number < when.attr.below
}

function valueOf(event: FactEvent, { value }: FactDefinition): string | number | undefined {
  if ('column' in value) return event[value.column]
  const text = attribute(event, value.attr)
  return value.as === 'number' ? numberOf(text) : text || undefined
}

/** `(ts, session, seq)`; session ids are ASCII, where UTF-16 order is the store's byte order. */
function comesBefore(a: FactEvent, b: FactEvent): boolean {
  if (a.ts !== b.ts) return a.ts < b.ts
  return a.session === b.session ? a.seq < b.seq : a.session < b.session
}

interface Running {
  value: string | number
  at: FactEvent
}

/** Whether a new value takes the place of the one kept so far; `count` keeps none. */
const TAKES_OVER: Readonly<
  Record<FactDefinition['aggregate'], (value: string | number, event: FactEvent, best: Running) => boolean>
> = {
  min: (value, _, best) => value < best.value,
  max: (value, _, best) => value > best.value,
  first: (_, event, best) => comesBefore(event, best.at),
  last: (_, event, best) => comesBefore(best.at, event),
  count: () => false,
}

/** Reference meaning of `CALL_FACTS`: all events of one call, each once, in any order. */
export function computeCallFacts(events: Iterable<FactEvent>): CallFacts {
  const counts = new Map<string, number>()
  const running = new Map<string, Running>()
  for (const event of events) {
    for (const fact of CALL_FACTS as readonly FactDefinition[]) {
      if (!meetsCondition(event, fact.when)) continue
      if (fact.aggregate === 'count') {
        counts.set(fact.name, (counts.get(fact.name) ?? 0) + 1)
        continue
      }
      const value = valueOf(event, fact)
      if (value === undefined) continue
      const best = running.get(fact.name)
      if (best === undefined || TAKES_OVER[fact.aggregate](value, event, best))
        running.set(fact.name, { value, at: event })
    }
  }
  const entries = (CALL_FACTS as readonly FactDefinition[]).map(({ name, aggregate }): [string, unknown] => [
    name,
    aggregate === 'count' ? (counts.get(name) ?? 0) : running.get(name)?.value,
  ])
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as CallFacts
}
