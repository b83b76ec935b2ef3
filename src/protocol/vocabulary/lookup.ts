import type { Category } from '../category.ts'
import { APP_EVENTS } from './app.ts'
import { ATTRIBUTES } from './attributes.ts'
import { CALL_EVENTS } from './call.ts'
import { DATABASE_EVENTS } from './database.ts'
import { NETWORK_EVENTS } from './network.ts'
import { PAGE_EVENTS } from './page.ts'
import { PUSH_EVENTS } from './push.ts'
import { REQUEST_EVENTS } from './request.ts'
import { SDK_EVENTS } from './sdk.ts'
import type { AttributeDefinition, EventType } from './types.ts'
import { WEBRTC_EVENTS } from './webrtc.ts'
import { WEBSOCKET_EVENTS } from './websocket.ts'

/** Every known event type; names are unique over all categories. */
export const EVENT_TYPES: readonly EventType[] = [
  ...PAGE_EVENTS,
  ...REQUEST_EVENTS,
  ...PUSH_EVENTS,
  ...CALL_EVENTS,
  ...WEBSOCKET_EVENTS,
  ...WEBRTC_EVENTS,
  ...APP_EVENTS,
  ...SDK_EVENTS,
  ...NETWORK_EVENTS,
  ...DATABASE_EVENTS,
]

const BY_NAME = new Map(EVENT_TYPES.map((type) => [type.name, type]))
const BY_NUMBER = new Map(
  EVENT_TYPES.flatMap((type) => (type.number === undefined ? [] : [[type.number, type] as const])),
)
const OPENERS_OF = openersByCloser(EVENT_TYPES)

function openersByCloser(types: readonly EventType[]): ReadonlyMap<string, readonly string[]> {
  const openers = new Map<string, string[]>()
  for (const { name, closers } of types) {
    for (const closer of closers) openers.set(closer, [...(openers.get(closer) ?? []), name])
  }
  return openers
}

/** A type for any name: an unknown one, or a known one in a foreign category, is a generic span of its own name. */
export function eventTypeOf(category: Category, name: string): EventType {
  const known = BY_NAME.get(name)
  if (known?.category === category) return known
  return {
    category,
    name,
    shape: 'span',
    closers: closersOf(name),
    label: { en: name, zh: name },
    attrs: [],
    form: 'text',
    level: 'info',
    known: false,
  }
}

export function eventTypeByNumber(number: number): EventType | undefined {
  return BY_NUMBER.get(number)
}

/** Category of an event number of the NetLog document, known or not: its enums start at 1000 and 2000. */
export function categoryOfEventNumber(number: number): Category {
  return number >= 2000 && number < 3000 ? 'database' : 'network'
}

const START_SUFFIXES: readonly (readonly [start: string, ends: readonly string[]])[] = [
  ['_START', ['_END']],
  ['_BEGIN', ['_END', '_COMMIT', '_ROLLBACK']],
]

/**
 * Names whose END may close a BEGIN of this name. A known instant or closer has none.
 * An unknown name closes itself; `X_START` and `X_BEGIN` are also closed by `X_END`.
 */
export function closersOf(name: string): readonly string[] {
  const known = BY_NAME.get(name)
  if (known) return known.closers
  const suffix = START_SUFFIXES.find(([start]) => name.length > start.length && name.endsWith(start))
  if (!suffix) return [name]
  const stem = name.slice(0, -suffix[0].length)
  return [name, ...suffix[1].map((end) => stem + end)]
}

/** Names whose BEGIN an END of this name may close: the other direction of `closersOf`. */
export function openersOf(name: string): readonly string[] {
  if (BY_NAME.has(name)) return OPENERS_OF.get(name) ?? []
  const found = START_SUFFIXES.flatMap(([start, ends]) =>
    ends
      .filter((end) => name.length > end.length && name.endsWith(end))
      .map((end) => name.slice(0, -end.length) + start)
      .filter((opener) => !BY_NAME.has(opener)),
  )
  return [name, ...found]
}

/** Other spellings under which applications write what the vocabulary knows. */
const SPELLINGS: Readonly<Record<string, string>> = {
  xrequestid: 'request_id',
  xtrackingid: 'tracking_id',
  xcorrelationid: 'correlation_id',
  xtraceid: 'trace_id',
  requestid: 'request_id',
  reqid: 'request_id',
  trackid: 'tracking_id',
  sipcallid: 'sip.call_id',
  phone: 'call.number',
  phonenumber: 'call.number',
  phoneno: 'call.number',
  telephone: 'call.number',
  tel: 'call.number',
  mobile: 'call.number',
  mobilephone: 'call.number',
  cellphone: 'call.number',
  msisdn: 'call.number',
  outboundnumber: 'call.number',
  callednumber: 'call.callee',
  callingnumber: 'call.caller',
  callee: 'call.callee',
  caller: 'call.caller',
  accesstoken: 'token',
  refreshtoken: 'token',
  setcookie: 'cookie',
  passwd: 'password',
  pwd: 'password',
  apikey: 'secret',
}

const plain = (name: string) => name.toLowerCase().replace(/[-_. ]/g, '')

const BY_PLAIN_NAME: ReadonlyMap<string, AttributeDefinition> = new Map([
  ...Object.entries(SPELLINGS).flatMap(([spelling, name]) => {
    const found = ATTRIBUTES.get(name)
    return found ? [[spelling, found] as const] : []
  }),
  ...[...ATTRIBUTES.values()].map((definition) => [plain(definition.name), definition] as const),
])

/** The definition of an attribute in any spelling (`trackingId`, `x-request-id`), undefined when not known. */
export function attributeOf(name: string): AttributeDefinition | undefined {
  return ATTRIBUTES.get(name) ?? BY_PLAIN_NAME.get(plain(name))
}

/** Its value is found by `id:`. */
export function isIdAttribute(name: string): boolean {
  return attributeOf(name)?.type === 'id'
}

/** Its value is a phone number: process replaces it by a token. */
export function isNumberAttribute(name: string): boolean {
  return attributeOf(name)?.sensitivity === 'number'
}

/** Its value is a credential: never kept. */
export function isSecretAttribute(name: string): boolean {
  return attributeOf(name)?.sensitivity === 'secret'
}

/** Its value names a person: masked where a log leaves the company. */
export function isPersonalAttribute(name: string): boolean {
  return attributeOf(name)?.sensitivity === 'personal'
}
