import type { Attributes, EventSource, RecordedEvent } from '#protocol/event.ts'
import { findNumbers, normaliseNumber } from '#protocol/phone-number.ts'
import { attributeOf } from '#protocol/vocabulary/lookup.ts'
import type { PreparedEvent, TenantKeys } from '../ports.ts'
import { eventHash } from './event-hash.ts'
import {
  redactNumbersInPayload,
  redactNumbersInText,
  redactNumberValue,
  redactSpellings,
  type FoundNumbers,
} from './redact-numbers.ts'
import { namesSecret, redactSecretText, redactSecretValue } from './redact-secrets.ts'

type AttributeRole = 'id' | 'number' | 'outbound' | 'secret' | 'text' | 'number-in-name'
type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

const MAX_REMEMBERED_ROLES = 10_000
const roles = new Map<string, AttributeRole>()
const NOTHING: readonly string[] = []
/** `00-<trace id>-<span id>-01` (W3C Trace Context): people search for the parts. */
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/

/**
 * Makes a read event ready to be stored: numbers and secrets become tokens in name, label, message, attributes, payload
 * and source name (never in ids: `callid`, source id, span and id attributes stay as they are); the keys by which
 * numbers are found, the sealed outbound number, the ids and the checksum are added.
 */
export function prepareEvent(event: RecordedEvent, keys: TenantKeys): PreparedEvent {
  const found: FoundNumbers = { keys: [], spellings: [] }
  const ids: string[] = []
  let sealedNumber = ''
  let attrs: Record<string, string> | undefined
  // Marked numbers first: their spellings are then looked for in all the rest.
  for (const key in event.attrs) {
    const value = event.attrs[key] as string
    const role = roleOf(key)
    let stored = value
    if (role === 'id') collectIds(value, ids)
    else if (role === 'secret') stored = redactSecretValue(value, keys)
    else if (role === 'text' || role === 'number-in-name') continue
    else {
      if (role === 'outbound') sealedNumber = sealedOf(value, keys) || sealedNumber
      stored = redactNumberValue(value, keys, found)
    }
    if (stored !== value) (attrs ??= copyOf(event.attrs))[key] = stored
  }
  const text = (value: string) => redactText(value, keys, found)
  for (const key in event.attrs) {
    const role = roleOf(key)
    if (role !== 'text' && role !== 'number-in-name') continue
    const value = event.attrs[key] as string
    const stored = text(value)
    if (role === 'number-in-name') {
      attrs ??= copyOf(event.attrs)
      delete attrs[key]
      attrs[text(key)] = stored
    } else if (stored !== value) (attrs ??= copyOf(event.attrs))[key] = stored
  }
  const prepared: Writable<PreparedEvent> = {
    ...event,
    name: text(event.name),
    attrs: attrs ?? event.attrs,
    hash: 0,
    ids: ids.length > 0 ? ids : NOTHING,
    numbers: NOTHING,
    sealedNumber,
  }
  if (event.message !== undefined) prepared.message = text(event.message)
  if (event.label !== undefined) prepared.label = text(event.label)
  if (event.source?.name !== undefined) prepared.source = redactSource(event.source, text)
  if (event.payload !== undefined) {
    const payload = redactSecretText(event.payload, keys)
    prepared.payload = redactSpellings(redactNumbersInPayload(payload, keys, found), keys, found)
  }
  if (found.keys.length > 0) prepared.numbers = found.keys
  prepared.hash = eventHash(prepared)
  return prepared
}

/** One text by the rules for free text; also for what is no event, such as the session record's address. */
export function redactText(text: string, keys: TenantKeys, found: FoundNumbers): string {
  const redacted = redactNumbersInText(redactSecretText(text, keys), keys, found)
  return found.spellings.length > 0 ? redactSpellings(redacted, keys, found) : redacted
}

function redactSource(source: EventSource, text: (value: string) => string): EventSource {
  const name = text(source.name ?? '')
  return name === source.name ? source : { ...source, name }
}

function sealedOf(value: string, keys: TenantKeys): string {
  const number = normaliseNumber(value)
  return number === undefined ? '' : keys.seal(number)
}

function collectIds(value: string, ids: string[]): void {
  if (value === '' || ids.includes(value)) return
  ids.push(value)
  const parts = TRACEPARENT.exec(value)
  if (parts) ids.push(...parts.slice(1))
}

function roleOf(key: string): AttributeRole {
  let role = roles.get(key)
  if (role === undefined) {
    role = decideRole(key)
    if (roles.size >= MAX_REMEMBERED_ROLES) roles.clear()
    roles.set(key, role)
  }
  return role
}

function decideRole(key: string): AttributeRole {
  const definition = attributeOf(key)
  if (definition?.name === 'call.number') return 'outbound'
  if (definition?.sensitivity === 'number') return 'number'
  if (definition?.type === 'id') return 'id'
  if (namesSecret(key)) return 'secret'
  return findNumbers(key).length > 0 ? 'number-in-name' : 'text'
}

function copyOf(attrs: Attributes): Record<string, string> {
  return Object.assign(Object.create(null) as Record<string, string>, attrs)
}
