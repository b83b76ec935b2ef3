import type { Attributes, EventSource, RecordedEvent } from '#protocol/event.ts'
import { MIN_DIGITS_IN_TEXT, normaliseNumber } from '#protocol/phone-number.ts'
import { attributeOf } from '#protocol/vocabulary/lookup.ts'
import type { PreparedEvent, TenantKeys } from '../ports.ts'
import { attributeKey, type AttributeKey } from './attribute-key.ts'
import { eventHash } from './event-hash.ts'
import {
  redactNumbersInPayload,
  redactNumbersInText,
  redactNumberValue,
  type FoundNumbers,
} from './redact-numbers.ts'
import { namesSecret, redactSecretText, redactSecretValue } from './redact-secrets.ts'
import {
  addNumber,
  addScanned,
  addText,
  MARK_BLANK,
  MARK_BRACKET,
  MARK_SIGN,
  mix,
  OFFSET_BASIS,
  type TextSum,
} from './text-checksum.ts'

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

const MIN_OTHER_DIGITS = 5
const NOTHING: readonly string[] = []
/** `00-<trace id>-<span id>-01` (W3C Trace Context): people search for the parts. */
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/
const ANY_TOKEN = /\[(?:tel|secret):/

/** One event on its way: what was found in it, and the checksum as far as it goes. */
interface Pass extends TextSum {
  readonly keys: TenantKeys
  readonly found: FoundNumbers
  /** Sum of the attributes' checksums: no order has to be made first. */
  attributes: number
  /** False when something was taken out or stands in tokens: then the checksum is computed anew from what is left. */
  isWhole: boolean
}

/**
 * Makes a read event ready to be stored: numbers and secrets become tokens in name, label, message, attributes, payload,
 * source type and source name (never in ids: `callid`, source id, span and id attributes stay as they are); the keys by
 * which numbers are found, the sealed outbound number, the ids and the checksum are added.
 */
export function prepareEvent(event: RecordedEvent, keys: TenantKeys): PreparedEvent {
  const found: FoundNumbers = { keys: [], spellings: [] }
  const pass: Pass = { keys, found, hash: 0, digits: 0, marks: 0, attributes: 0, isWhole: true }
  const { seq, time, mono, epoch, callid, category, form, level, label, name, phase, source, span } = event
  // Written out: spreading objects of many shapes took a third of the whole time.
  const prepared: Writable<PreparedEvent> = {
    seq,
    time,
    mono,
    epoch,
    category,
    form,
    level,
    name,
    phase,
    attrs: event.attrs,
    hash: 0,
    ids: NOTHING,
    numbers: NOTHING,
    sealedNumber: '',
  }
  // First, since the spellings of marked numbers are looked for in all the rest.
  prepareAttributes(pass, event.attrs, prepared)
  // From here in the order of `eventHash`.
  pass.hash = addNumber(addNumber(addNumber(OFFSET_BASIS, time), mono), epoch)
  pass.hash = addText(addText(addText(pass.hash, category), form), level)
  prepared.name = prepareText(pass, name)
  pass.hash = addText(addText(pass.hash, phase), callid ?? '')
  if (label === undefined) addNothing(pass)
  else prepared.label = prepareText(pass, label)
  pass.hash = addText(pass.hash, span ?? '')
  if (event.message === undefined) addNothing(pass)
  else prepared.message = prepareText(pass, event.message)
  if (event.payload === undefined) addNothing(pass)
  else prepared.payload = prepareText(pass, event.payload, redactNumbersInPayload)
  if (source === undefined) for (let i = 0; i < 4; i++) addNothing(pass)
  else prepared.source = prepareSource(pass, source)
  if (callid !== undefined) prepared.callid = callid
  if (span !== undefined) prepared.span = span
  if (found.keys.length > 0) prepared.numbers = found.keys
  prepared.hash = pass.isWhole ? mix(addNumber(pass.hash, pass.attributes)) >>> 0 : eventHash(prepared)
  return prepared
}

function addNothing(pass: Pass): void {
  pass.hash = addText(pass.hash, '')
}

/** One free text: adds it to the checksum and answers what of it may be stored. */
function prepareText(
  pass: Pass,
  text: string,
  redactNumbers: typeof redactNumbersInText = redactNumbersInText,
): string {
  addScanned(pass, text)
  const { digits, marks, keys, found } = pass
  if ((marks & MARK_BRACKET) !== 0 && ANY_TOKEN.test(text)) pass.isWhole = false
  // `Bearer 1…` is the only secret without a sign before it.
  const maySecret = (marks & MARK_SIGN) !== 0 || ((marks & MARK_BLANK) !== 0 && digits > 0)
  const clean = maySecret ? redactSecretText(text, keys) : text
  const mayNumber = digits >= MIN_DIGITS_IN_TEXT || (digits > 0 && found.spellings.length > 0)
  const redacted = mayNumber || clean !== text ? redactNumbers(clean, keys, found) : text
  if (redacted !== text) pass.isWhole = false
  return redacted
}

/** The type is free text too. */
function prepareSource(pass: Pass, source: EventSource): EventSource {
  pass.hash = addText(pass.hash, source.id)
  const type = prepareText(pass, source.type)
  pass.hash = addText(pass.hash, source.parent ?? '')
  let { name } = source
  if (name === undefined) addNothing(pass)
  else name = prepareText(pass, name)
  if (type === source.type && name === source.name) return source
  return { ...source, type, ...(name !== undefined && { name }) }
}

/** Sets `attrs`, `ids` and `sealedNumber`. */
function prepareAttributes(pass: Pass, attrs: Attributes, prepared: Writable<PreparedEvent>): void {
  const names = Object.keys(attrs)
  const keys = names.map(attributeKey)
  const marked = prepareMarkedAttributes(pass, attrs, keys, prepared)
  prepared.attrs = prepareTextAttributes(pass, marked, keys)
}

/** Ids, numbers and secrets. */
function prepareMarkedAttributes(
  pass: Pass,
  attrs: Attributes,
  attributeKeys: readonly AttributeKey[],
  prepared: Writable<PreparedEvent>,
): Attributes {
  const { keys, found } = pass
  let ids: string[] | undefined
  let changed: Record<string, string> | undefined
  for (const { name, role, hash } of attributeKeys) {
    if (role === 'text' || role === 'number-in-name') continue
    const value = attrs[name] as string
    pass.attributes = (pass.attributes + mix(addText(hash, value))) | 0
    if (role === 'id') {
      collectIds(value, (ids ??= []))
      continue
    }
    if (role !== 'secret' && isShortOther(name, value)) continue
    if (role === 'outbound') prepared.sealedNumber = sealedOf(value, keys) || prepared.sealedNumber
    const stored = role === 'secret' ? redactSecretValue(value, keys) : redactNumberValue(value, keys, found)
    if (stored === value) continue
    changed ??= copyOf(attrs)
    changed[name] = stored
    pass.isWhole = false
  }
  if (ids !== undefined) prepared.ids = ids
  return changed ?? attrs
}

function prepareTextAttributes(
  pass: Pass,
  attrs: Attributes,
  attributeKeys: readonly AttributeKey[],
): Attributes {
  const { keys, found } = pass
  let changed: Record<string, string> | undefined
  for (const { name, role, hash } of attributeKeys) {
    if (role === 'number-in-name') {
      const value = attrs[name] as string
      changed ??= copyOf(attrs)
      delete changed[name]
      changed[redactText(name, keys, found)] = namesSecret(name)
        ? redactSecretValue(value, keys)
        : redactText(value, keys, found)
      pass.isWhole = false
    } else if (role === 'text') {
      const value = attrs[name] as string
      pass.hash = hash
      const stored = prepareText(pass, value)
      pass.attributes = (pass.attributes + mix(pass.hash)) | 0
      if (stored !== value) (changed ??= copyOf(attrs))[name] = stored
    }
  }
  return changed ?? attrs
}

/** One text by the rules for free text; also for what is no event, such as the session record's address. */
export function redactText(text: string, keys: TenantKeys, found: FoundNumbers): string {
  return redactNumbersInText(redactSecretText(text, keys), keys, found)
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

function copyOf(attrs: Attributes): Record<string, string> {
  return Object.assign(Object.create(null) as Record<string, string>, attrs)
}
