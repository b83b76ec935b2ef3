import type { Attributes, EventSource, RecordedEvent } from '#protocol/event.ts'
import { findNumbers, normaliseNumber } from '#protocol/phone-number.ts'
import { attributeOf } from '#protocol/vocabulary/lookup.ts'
import type { PreparedEvent, TenantKeys } from '../ports.ts'
import { eventHash } from './event-hash.ts'
import {
  redactNumbersInPayload,
  redactNumbersInText,
  redactNumberValue,
  type FoundNumbers,
} from './redact-numbers.ts'
import { namesSecret, redactSecretText, redactSecretValue } from './redact-secrets.ts'

type AttributeRole = 'id' | 'number' | 'outbound' | 'secret' | 'text' | 'number-in-name'
type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

const MIN_OTHER_DIGITS = 5
const MAX_REMEMBERED_ROLES = 10_000
const roles = new Map<string, AttributeRole>()
const NOTHING: readonly string[] = []
/** `00-<trace id>-<span id>-01` (W3C Trace Context): people search for the parts. */
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/

/**
 * Makes a read event ready to be stored: numbers and secrets become tokens in name, label, message, attributes, payload,
 * source type and source name (never in ids: `callid`, source id, span and id attributes stay as they are); the keys by which
 * numbers are found, the sealed outbound number, the ids and the checksum are added.
 */
export function prepareEvent(event: RecordedEvent, keys: TenantKeys): PreparedEvent {
  const found: FoundNumbers = { keys: [], spellings: [] }
  const marked = prepareMarkedAttributes(event.attrs, keys, found)
  const attrs = prepareTextAttributes(marked.attrs, keys, found)
  const { seq, time, mono, epoch, callid, category, form, level, label, name, phase, source, span, message } =
    event
  // Written out: spreading objects of many shapes took a third of the whole time.
  const prepared: Writable<PreparedEvent> = {
    seq,
    time,
    mono,
    epoch,
    category,
    form,
    level,
    name: redactText(name, keys, found),
    phase,
    attrs,
    hash: 0,
    ids: marked.ids,
    numbers: NOTHING,
    sealedNumber: marked.sealedNumber,
  }
  if (callid !== undefined) prepared.callid = callid
  if (span !== undefined) prepared.span = span
  if (message !== undefined) prepared.message = redactText(message, keys, found)
  if (label !== undefined) prepared.label = redactText(label, keys, found)
  if (source !== undefined) prepared.source = redactSource(source, keys, found)
  if (event.payload !== undefined) {
    prepared.payload = redactNumbersInPayload(redactSecretText(event.payload, keys), keys, found)
  }
  if (found.keys.length > 0) prepared.numbers = found.keys
  prepared.hash = eventHash(prepared)
  return prepared
}

interface MarkedAttributes {
  readonly attrs: Attributes
  readonly ids: readonly string[]
  readonly sealedNumber: string
}

/** Ids, numbers and secrets. These come first: the spellings of marked numbers are then looked for in all the rest. */
function prepareMarkedAttributes(attrs: Attributes, keys: TenantKeys, found: FoundNumbers): MarkedAttributes {
  let ids: string[] | undefined
  let sealedNumber = ''
  let changed: Record<string, string> | undefined
  for (const key of Object.keys(attrs)) {
    const role = roleOf(key)
    if (role === 'text' || role === 'number-in-name') continue
    const value = attrs[key] as string
    if (role === 'id') {
      collectIds(value, (ids ??= []))
      continue
    }
    if (role !== 'secret' && isShortOther(key, value)) continue
    if (role === 'outbound') sealedNumber = sealedOf(value, keys) || sealedNumber
    const stored = role === 'secret' ? redactSecretValue(value, keys) : redactNumberValue(value, keys, found)
    if (stored !== value) (changed ??= copyOf(attrs))[key] = stored
  }
  return { attrs: changed ?? attrs, ids: ids ?? NOTHING, sealedNumber }
}

function prepareTextAttributes(attrs: Attributes, keys: TenantKeys, found: FoundNumbers): Attributes {
  let changed: Record<string, string> | undefined
  for (const key of Object.keys(attrs)) {
    const role = roleOf(key)
    if (role !== 'text' && role !== 'number-in-name') continue
    const value = attrs[key] as string
    const isSecret = role === 'number-in-name' && namesSecret(key)
    const stored = isSecret ? redactSecretValue(value, keys) : redactText(value, keys, found)
    if (role === 'number-in-name') {
      changed ??= copyOf(attrs)
      delete changed[key]
      changed[redactText(key, keys, found)] = stored
    } else if (stored !== value) (changed ??= copyOf(attrs))[key] = stored
  }
  return changed ?? attrs
}

/** One text by the rules for free text; also for what is no event, such as the session record's address. */
export function redactText(text: string, keys: TenantKeys, found: FoundNumbers): string {
  return redactNumbersInText(redactSecretText(text, keys), keys, found)
}

/** The type is free text too. */
function redactSource(source: EventSource, keys: TenantKeys, found: FoundNumbers): EventSource {
  const type = redactText(source.type, keys, found)
  const name = source.name === undefined ? undefined : redactText(source.name, keys, found)
  if (type === source.type && name === source.name) return source
  return { ...source, type, ...(name !== undefined && { name }) }
}

/** `call.number: 8001` is an extension; `number: 404` under a name that merely sounds like it is anything. */
function isShortOther(key: string, value: string): boolean {
  return value.length < MIN_OTHER_DIGITS && attributeOf(key)?.name !== key
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
  if (findNumbers(key).length > 0) return 'number-in-name'
  const definition = attributeOf(key)
  if (definition?.name === 'call.number') return 'outbound'
  if (definition?.sensitivity === 'number') return 'number'
  if (definition?.type === 'id') return 'id'
  return namesSecret(key) ? 'secret' : 'text'
}

function copyOf(attrs: Attributes): Record<string, string> {
  return Object.assign(Object.create(null) as Record<string, string>, attrs)
}
