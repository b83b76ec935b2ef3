import type { Category } from './category.ts'
import type { EventSource, StoredEvent } from './event.ts'
import type { Form } from './form.ts'
import type { CallId, IngestPosition, Seq, SessionId, SourceId, SpanId, TenantId } from './ids.ts'
import type { Kind } from './kind.ts'
import type { Level } from './level.ts'
import type { Phase } from './phase.ts'
import type { Micros, MonoMicros } from './time.ts'
import type { Via } from './via.ts'

export const ROW_CHUNK_VERSION = 1

/**
 * Rows of one tenant as columns: what every list answer carries. Each column has `rows` entries.
 * A column of `TEXT_COLUMNS` holds indexes into `strings`; 0 is the empty string and means "absent".
 * Integers are JSON numbers: every one that can be stored is checked on its way in to fit 2^53 exactly.
 */
export interface RowChunk {
  readonly v: typeof ROW_CHUNK_VERSION
  readonly tenant: string
  readonly rows: number
  /** Interned texts; the first is always the empty string. */
  readonly strings: readonly string[]
  readonly columns: RowColumns
}

type TextColumn = (typeof TEXT_COLUMNS)[number]
type IntegerColumn = (typeof INTEGER_COLUMNS)[number]
type RowColumns = Readonly<Record<TextColumn | IntegerColumn, readonly number[]>> & {
  /** One text a row, empty = absent. Rarely equal, so not interned. */
  readonly message: readonly string[]
  /** Per row: key, value, key, value …; keys are indexes into `strings`, values are texts. */
  readonly attrs: readonly (readonly (string | number)[])[]
}

/** Texts that repeat from row to row. */
export const TEXT_COLUMNS = [
  'kind',
  'session',
  'via',
  'callid',
  'category',
  'form',
  'level',
  'label',
  'name',
  'phase',
  'sourceId',
  'sourceType',
  'sourceParent',
  'sourceName',
  'span',
] as const

export const INTEGER_COLUMNS = [
  'seq',
  'ts',
  'time',
  'mono',
  'epoch',
  'received',
  'ingest',
  'payloadBytes',
] as const

type Text = Readonly<Record<TextColumn, string>>

function textsOf(event: StoredEvent): Text {
  const { source } = event
  return {
    kind: event.kind,
    session: event.session,
    via: event.via,
    callid: event.callid ?? '',
    category: event.category,
    form: event.form,
    level: event.level,
    label: event.label ?? '',
    name: event.name,
    phase: event.phase,
    sourceId: source?.id ?? '',
    sourceType: source?.type ?? '',
    sourceParent: source?.parent ?? '',
    sourceName: source?.name ?? '',
    span: event.span ?? '',
  }
}

/** Events of one tenant, in the order given. */
export function encodeRows(tenant: TenantId, events: readonly StoredEvent[]): RowChunk {
  const strings: string[] = ['']
  const indexes = new Map<string, number>([['', 0]])
  const intern = (text: string): number => {
    const known = indexes.get(text)
    if (known !== undefined) return known
    indexes.set(text, strings.length)
    return strings.push(text) - 1
  }
  const texts = events.map(textsOf)
  const column = (name: TextColumn) => texts.map((row) => intern(row[name]))
  const integers = (name: IntegerColumn) => events.map((event): number => event[name])
  return {
    v: ROW_CHUNK_VERSION,
    tenant,
    rows: events.length,
    columns: {
      kind: column('kind'),
      session: column('session'),
      via: column('via'),
      callid: column('callid'),
      category: column('category'),
      form: column('form'),
      level: column('level'),
      label: column('label'),
      name: column('name'),
      phase: column('phase'),
      sourceId: column('sourceId'),
      sourceType: column('sourceType'),
      sourceParent: column('sourceParent'),
      sourceName: column('sourceName'),
      span: column('span'),
      seq: integers('seq'),
      ts: integers('ts'),
      time: integers('time'),
      mono: integers('mono'),
      epoch: integers('epoch'),
      received: integers('received'),
      ingest: integers('ingest'),
      payloadBytes: integers('payloadBytes'),
      message: events.map((event) => event.message ?? ''),
      attrs: events.map((event) =>
        Object.entries(event.attrs).flatMap(([key, value]): [number, string] => [intern(key), value]),
      ),
    },
    strings,
  }
}

/** The events of a chunk, in its order. Throws on a chunk that `encodeRows` cannot have made. */
export function decodeRows(chunk: RowChunk): StoredEvent[] {
  if (chunk.v !== ROW_CHUNK_VERSION) throw new RangeError(`row chunk of version ${String(chunk.v)}`)
  return Array.from({ length: chunk.rows }, (_, row) => decodeRow(chunk, row))
}

function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index]
  if (value === undefined) throw new RangeError('row chunk: a column or the string table is too short')
  return value
}

function decodeRow({ tenant, strings, columns }: RowChunk, row: number): StoredEvent {
  const text = (name: TextColumn) => at(strings, at(columns[name], row))
  const integer = (name: IntegerColumn) => at(columns[name], row)
  const pairs = at(columns.attrs, row)
  const attrs = Object.fromEntries(
    Array.from({ length: pairs.length / 2 }, (_, pair) => [
      at(strings, Number(at(pairs, 2 * pair))),
      String(at(pairs, 2 * pair + 1)),
    ]),
  )
  const [callid, label, span, message] = [
    text('callid'),
    text('label'),
    text('span'),
    at(columns.message, row),
  ]
  const source = sourceOf(text('sourceId'), text('sourceType'), text('sourceParent'), text('sourceName'))
  return {
    tenant: tenant as TenantId,
    kind: text('kind') as Kind,
    session: text('session') as SessionId,
    seq: integer('seq') as Seq,
    ts: integer('ts') as Micros,
    time: integer('time') as Micros,
    mono: integer('mono') as MonoMicros,
    epoch: integer('epoch'),
    received: integer('received') as Micros,
    ingest: integer('ingest') as IngestPosition,
    via: text('via') as Via,
    ...(callid === '' ? {} : { callid: callid as CallId }),
    category: text('category') as Category,
    form: text('form') as Form,
    level: text('level') as Level,
    ...(label === '' ? {} : { label }),
    name: text('name'),
    phase: text('phase') as Phase,
    ...(source ? { source } : {}),
    ...(span === '' ? {} : { span: span as SpanId }),
    ...(message === '' ? {} : { message }),
    attrs,
    payloadBytes: integer('payloadBytes'),
  }
}

/** The store keeps a source as four texts; without an id there is none. */
export function sourceOf(id: string, type: string, parent: string, name: string): EventSource | undefined {
  if (id === '') return undefined
  return {
    id: id as SourceId,
    type,
    ...(parent === '' ? {} : { parent: parent as SourceId }),
    ...(name === '' ? {} : { name }),
  }
}
