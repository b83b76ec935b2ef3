import type { StoredEvent } from '../event.ts'
import { SESSION_FIELDS, type SessionField, type SessionRecord } from '../session.ts'
import type { FieldRef } from './ast.ts'
import type { FieldName } from './fields.ts'

/** What queries read of a session; `accounts`, `staffs`, `devices` are all it ever identified itself with. */
export interface SessionContext {
  readonly record?: SessionRecord
  readonly accounts: readonly string[]
  readonly staffs: readonly string[]
  readonly devices: readonly string[]
}

/** An event with everything that a query may ask for. */
export interface QueryableEvent {
  readonly event: StoredEvent
  /** Empty where there is none. */
  readonly payload: string
  /** Values of attributes that the vocabulary calls ids. */
  readonly ids: readonly string[]
  /** Keys of the phone numbers in the event; compared with what `NumberKeysOf` gives for the query's. */
  readonly numbers: readonly string[]
  readonly session: SessionContext
}

type ScaledField = 'level' | 'seq' | 'ts' | 'time' | 'received' | 'number'
type SessionName = `session.${SessionField}`
type TextField = Exclude<FieldName, ScaledField | SessionName>

const TEXTS: Readonly<Record<TextField, (queried: QueryableEvent, key: string) => readonly string[]>> = {
  message: ({ event }) => [event.message ?? ''],
  payload: ({ payload }) => [payload],
  name: ({ event }) => [event.name],
  label: ({ event }) => [event.label ?? ''],
  category: ({ event }) => [event.category],
  form: ({ event }) => [event.form],
  phase: ({ event }) => [event.phase],
  via: ({ event }) => [event.via],
  kind: ({ event }) => [event.kind],
  attr: ({ event }, key) => [ownText(event.attrs, key)],
  source: ({ event }) => [event.source?.id ?? '', event.source?.name ?? ''],
  'source.id': ({ event }) => [event.source?.id ?? ''],
  'source.name': ({ event }) => [event.source?.name ?? ''],
  'source.type': ({ event }) => [event.source?.type ?? ''],
  'source.parent': ({ event }) => [event.source?.parent ?? ''],
  span: ({ event }) => [event.span ?? ''],
  callid: ({ event }) => [event.callid ?? ''],
  session: ({ event }) => [event.session],
  id: knownIds,
  account: ({ session }) => session.accounts,
  staff: ({ session }) => session.staffs,
  device: ({ session }) => session.devices,
  'session.custom': ({ session }, key) => [ownText(session.record?.custom ?? {}, key)],
}

/** The texts of a text, keyword, enum or id field; absent ones as the empty text or left out. */
export function textsOf({ name, key = '' }: FieldRef, queried: QueryableEvent): readonly string[] {
  const read = Object.hasOwn(TEXTS, name) ? TEXTS[name as TextField] : undefined
  return read ? read(queried, key) : [queried.session.record?.[sessionField(name)] ?? '']
}

function knownIds({ event, ids }: QueryableEvent): readonly string[] {
  const { session, callid = '', span = '', source } = event
  return [session, callid, span, source?.id ?? '', source?.parent ?? '', ...ids]
}

/** Keys are foreign text: `__proto__` and `constructor` are attributes like any other. */
function ownText(texts: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(texts, key) ? (texts[key] ?? '') : ''
}

/** `session.browser` -> `browser`. */
export function sessionField(name: string): SessionField {
  const field = SESSION_FIELDS.find((it) => name === `session.${it}`)
  if (field === undefined) throw new Error(`${name} is no field of the session record`)
  return field
}

/** What bare words search. The payload is not among them: it is large and asked for by name. */
export function wordTexts({ event }: QueryableEvent): readonly string[] {
  return [event.message ?? '', event.name, event.source?.name ?? '', ...Object.values(event.attrs)]
}
