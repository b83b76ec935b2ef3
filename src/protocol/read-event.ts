import { isCategory, type Category } from './category.ts'
import type { RejectReason } from './envelope.ts'
import type { EventSource, RecordedEvent } from './event.ts'
import { isForm, type Form } from './form.ts'
import { isSeq, type CallId, type Seq, type SourceId, type SpanId } from './ids.ts'
import { isLevel, type Level } from './level.ts'
import {
  MAX_EVENT_BYTES,
  MAX_ID_CHARS,
  MAX_LABEL_CHARS,
  MAX_MESSAGE_CHARS,
  MAX_NAME_CHARS,
  CUT_MARK,
} from './limits.ts'
import { isPhase, type Phase } from './phase.ts'
import { readAttributes, TRUNCATED_BYTES, type TextBudget } from './read-attributes.ts'
import { err, ok, type Result } from './result.ts'
import { isMicros, type Micros, type MonoMicros } from './time.ts'
import { cutText, utf8Bytes, wellFormed } from './well-formed.ts'

/** Why an event was refused; `seq` where it could be read, so that the sender can count it as resolved. */
export interface EventFault {
  readonly reason: Exclude<RejectReason, 'conflict'>
  readonly detail: string
  readonly seq?: Seq
}

/** Type of an event whose recorder gave it none. */
const DEFAULT_EVENT_NAME = 'LOG'
/** Type of a source whose recorder gave it none. */
const DEFAULT_SOURCE_TYPE = 'NONE'
const MAX_EPOCH = 0xff_ff_ff_ff
const QUOTABLE = /^[A-Za-z_-]{1,40}$/
const MAX_QUOTED_NUMBER = 1_000_000

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

class Refusal extends Error {
  readonly reason: EventFault['reason']

  constructor(reason: EventFault['reason'], detail: string) {
    super(detail)
    this.reason = reason
  }
}

/**
 * One event of the wire (fields of `RecordedEvent`, most of them optional) checked, completed and cut to the limits.
 *
 * Required: `seq`, `time` (µs). Defaults: `mono` = `time`, `epoch` 0, category `app`, form `text`, name `LOG`,
 * phase `none`; level by form: `error` → error, `alarm` → warn, else info. Unknown fields are ignored; null is absent.
 * Too long a message, name, label or attribute ends in `CUT_MARK`, and attribute `truncated_bytes` counts what went.
 * Ids are never cut, since two could become one: a longer one refuses the event. Never throws.
 */
export function readEvent(value: unknown): Result<RecordedEvent, EventFault> {
  let seq: Seq | undefined
  try {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return err({ reason: 'invalid', detail: `event: expected an object, found ${describe(value)}` })
    }
    const raw = value as Readonly<Record<string, unknown>>
    if (!isSeq(raw['seq'])) throw invalid('seq', 'a whole number from 1', raw['seq'])
    seq = raw['seq']
    return ok(read(raw, seq))
  } catch (error) {
    const reason = error instanceof Refusal ? error.reason : 'invalid'
    const detail = error instanceof Refusal ? error.message : 'event: could not be read'
    return err(seq === undefined ? { reason, detail } : { reason, detail, seq })
  }
}

function read(raw: Readonly<Record<string, unknown>>, seq: Seq): RecordedEvent {
  const budget: TextBudget = { chars: 0, bytesCut: 0 }
  const time = readTime(raw['time'])
  const form = readWord<Form>(raw['form'], isForm, 'text', 'form', 'a log form')
  const name = readText(raw['name'], 'name', MAX_NAME_CHARS, budget)
  const message = readText(raw['message'], 'message', MAX_MESSAGE_CHARS, budget)
  const label = readText(raw['label'], 'label', MAX_LABEL_CHARS, budget)
  const payload = readPayload(raw['payload'], budget)
  const source = readSource(raw['source'], budget)
  const callid = readId(raw['callid'], 'callid')
  const span = readId(raw['span'], 'span')
  const attrs = readAttributes(raw['attrs'], budget)
  if (typeof attrs === 'string') throw new Refusal('invalid', attrs)
  refuseTooLarge(raw, budget, payload)
  if (budget.bytesCut > 0)
    attrs[TRUNCATED_BYTES] = String(budget.bytesCut + earlierCut(attrs[TRUNCATED_BYTES]))
  const event: Writable<RecordedEvent> = {
    seq,
    time,
    mono: readMono(raw['mono'], time),
    epoch: readEpoch(raw['epoch']),
    category: readWord<Category>(raw['category'], isCategory, 'app', 'category', 'a category'),
    form,
    level: readWord<Level>(raw['level'], isLevel, levelOfForm(form), 'level', 'debug, info, warn or error'),
    name: name === '' ? DEFAULT_EVENT_NAME : name,
    phase: readWord<Phase>(raw['phase'], isPhase, 'none', 'phase', 'none, begin or end'),
    attrs,
  }
  if (callid !== '') event.callid = callid as CallId
  if (label !== '') event.label = label
  if (source !== undefined) event.source = source
  if (span !== '') event.span = span as SpanId
  if (message !== '') event.message = message
  if (payload !== '') event.payload = payload
  return event
}

/** The recorder may have cut the event already. */
function earlierCut(mark: string | undefined): number {
  const bytes = Number(mark ?? 0)
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : 0
}

/** The Tracker document files alarms above plain text and below errors. */
function levelOfForm(form: Form): Level {
  if (form === 'error') return 'error'
  return form === 'alarm' ? 'warn' : 'info'
}

/** Without -0, which JSON and the store give back as 0. */
const wholeNumber = (value: number) => Math.round(value) + 0

function readTime(value: unknown): Micros {
  const time = typeof value === 'number' ? wholeNumber(value) : value
  if (!isMicros(time)) throw invalid('time', 'microseconds since 1970 as a whole number', value)
  return time
}

function readMono(value: unknown, time: Micros): MonoMicros {
  if (value === undefined || value === null) return time as number as MonoMicros
  const mono = typeof value === 'number' ? wholeNumber(value) : Number.NaN
  if (!Number.isSafeInteger(mono)) throw invalid('mono', 'microseconds as a whole number', value)
  return mono as MonoMicros
}

function readEpoch(value: unknown): number {
  if (value === undefined || value === null) return 0
  if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_EPOCH)
    return wholeNumber(value as number)
  throw invalid('epoch', `a whole number from 0 to ${MAX_EPOCH}`, value)
}

function readWord<Word extends string>(
  value: unknown,
  isWord: (value: unknown) => value is Word,
  fallback: Word,
  field: string,
  expected: string,
): Word {
  if (value === undefined || value === null) return fallback
  if (isWord(value)) return value
  throw invalid(field, expected, value)
}

/** Empty text means absent, here and in the store. */
function readText(value: unknown, field: string, maxChars: number, budget: TextBudget): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'string') {
    if (typeof value === 'number' || typeof value === 'boolean') return String(value)
    throw invalid(field, 'text', value)
  }
  budget.chars += value.length
  if (value.length <= maxChars) return wellFormed(value)
  const kept = cutText(value, maxChars - CUT_MARK.length)
  // Counting the bytes of megabytes that are refused in the next step would be work for nothing.
  if (value.length <= MAX_EVENT_BYTES) budget.bytesCut += utf8Bytes(value) - utf8Bytes(kept)
  return wellFormed(kept) + CUT_MARK
}

function readId(value: unknown, field: string): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') {
    if (value.length <= MAX_ID_CHARS) return wellFormed(value)
    throw new Refusal(
      'invalid',
      `${field}: expected at most ${MAX_ID_CHARS} characters, found ${value.length}`,
    )
  }
  // A larger integer has already lost digits when JSON was parsed.
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  throw invalid(field, 'text (send 64-bit ids as strings)', value)
}

function readPayload(value: unknown, budget: TextBudget): string {
  if (value === undefined || value === null) return ''
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  budget.chars += text.length
  return budget.chars > MAX_EVENT_BYTES ? '' : wellFormed(text)
}

function readSource(value: unknown, budget: TextBudget): EventSource | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'object') throw invalid('source', 'an object with id and type', value)
  const raw = value as Readonly<Record<string, unknown>>
  const id = readId(raw['id'], 'source.id')
  if (id === '') throw invalid('source.id', 'text', raw['id'])
  const parent = readId(raw['parent'], 'source.parent')
  const type = readText(raw['type'], 'source.type', MAX_LABEL_CHARS, budget)
  const name = readText(raw['name'], 'source.name', MAX_MESSAGE_CHARS, budget)
  const source: Writable<EventSource> = { id: id as SourceId, type: type === '' ? DEFAULT_SOURCE_TYPE : type }
  if (parent !== '') source.parent = parent as SourceId
  if (name !== '') source.name = name
  return source
}

/** Counted before anything is cut. UTF-8 is at most three bytes for each UTF-16 unit, so most events need no count. */
function refuseTooLarge(raw: Readonly<Record<string, unknown>>, budget: TextBudget, payload: string): void {
  if (budget.chars * 3 <= MAX_EVENT_BYTES) return
  const { message } = raw
  const rest = budget.chars - payload.length - (typeof message === 'string' ? message.length : 0)
  const bytes =
    budget.chars > MAX_EVENT_BYTES
      ? budget.chars
      : rest + utf8Bytes(payload) + (typeof message === 'string' ? utf8Bytes(message) : 0)
  if (bytes <= MAX_EVENT_BYTES) return
  throw new Refusal(
    'too-large',
    `event: expected at most ${MAX_EVENT_BYTES} bytes of text, found ${bytes} or more`,
  )
}

function invalid(field: string, expected: string, found: unknown): Refusal {
  return new Refusal('invalid', `${field}: expected ${expected}, found ${describe(found)}`)
}

/** Quotes words and small numbers only: faults are stored, and anything else may be a phone number or a secret. */
function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (typeof value === 'string') return QUOTABLE.test(value) ? `"${value}"` : 'another text'
  if (typeof value === 'number') return Math.abs(value) < MAX_QUOTED_NUMBER ? String(value) : 'another number'
  if (typeof value === 'boolean') return String(value)
  return Array.isArray(value) ? 'an array' : `a value of type ${typeof value}`
}
