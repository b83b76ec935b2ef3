import { setImmediate } from 'node:timers/promises'
import type { Category } from '#protocol/category.ts'
import type { EventSource, StoredEvent } from '#protocol/event.ts'
import type { Form } from '#protocol/form.ts'
import type { CallId, IngestPosition, Seq, SessionId, SourceId, SpanId, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import { SEVERITY } from '#protocol/level.ts'
import type { Level } from '#protocol/level.ts'
import type { Phase } from '#protocol/phase.ts'
import type { Micros, MonoMicros } from '#protocol/time.ts'
import { foldedEntries } from '#protocol/text-fold.ts'
import type { Via } from '#protocol/via.ts'
import type { PreparedEvent } from '../../ports.ts'
import { ByteSink } from './byte-sink.ts'
import { EVENTS_TABLE_COLUMNS } from './events-table.ts'
import type { EventColumn } from './events-table.ts'
import {
  writeHeader,
  writeInt64s,
  writeLowCardinality,
  writeTextArrays,
  writeTextMaps,
  writeTexts,
  writeUint32s,
  writeUint8s,
} from './native-columns.ts'

/** Everything a row of `events` is made of. */
export interface EventRow {
  readonly tenant: TenantId
  readonly kind: Kind
  readonly session: SessionId
  readonly via: Via
  readonly received: Micros
  readonly ts: Micros
  readonly ingest: IngestPosition
  readonly event: PreparedEvent
}

type ColumnWriter = (sink: ByteSink, rows: readonly EventRow[]) => void

type Read<Value> = (row: EventRow) => Value
const texts =
  (read: Read<string>): ColumnWriter =>
  (sink, rows) =>
    writeTexts(sink, rows, read)
const int64s =
  (read: Read<number>): ColumnWriter =>
  (sink, rows) =>
    writeInt64s(sink, rows, read)
const words =
  (read: Read<string>): ColumnWriter =>
  (sink, rows) =>
    writeLowCardinality(sink, rows, read)
const lists =
  (read: Read<readonly string[]>): ColumnWriter =>
  (sink, rows) =>
    writeTextArrays(sink, rows, read)
const maps =
  (read: Read<readonly (readonly [string, string])[]>): ColumnWriter =>
  (sink, rows) =>
    writeTextMaps(sink, rows, read)

const WRITERS: Readonly<Record<EventColumn, ColumnWriter>> = {
  tenant: words((row) => row.tenant),
  kind: words((row) => row.kind),
  session: texts((row) => row.session),
  seq: int64s((row) => row.event.seq),
  ts: int64s((row) => row.ts),
  time_lag: (sink, rows) => {
    for (const { ts, event } of rows) sink.int64Difference(ts, event.time)
  },
  mono_lag: (sink, rows) => {
    for (const { ts, event } of rows) sink.int64Difference(ts, event.mono)
  },
  epoch: (sink, rows) => writeUint32s(sink, rows, (row) => row.event.epoch),
  received: int64s((row) => row.received),
  ingest: int64s((row) => row.ingest),
  via: words((row) => row.via),
  hash: (sink, rows) => writeUint32s(sink, rows, (row) => row.event.hash),
  callid: texts((row) => row.event.callid ?? ''),
  category: words((row) => row.event.category),
  form: words((row) => row.event.form),
  level: (sink, rows) => writeUint8s(sink, rows, (row) => SEVERITY[row.event.level]),
  label: words((row) => row.event.label ?? ''),
  name: words((row) => row.event.name),
  phase: words((row) => row.event.phase),
  source_id: texts((row) => row.event.source?.id ?? ''),
  source_type: words((row) => row.event.source?.type ?? ''),
  source_parent: texts((row) => row.event.source?.parent ?? ''),
  source_name: texts((row) => row.event.source?.name ?? ''),
  span: texts((row) => row.event.span ?? ''),
  message: texts((row) => row.event.message ?? ''),
  attrs: maps((row) => Object.entries(row.event.attrs)),
  folded: maps((row) => foldedEntries(row.event)),
  ids: lists((row) => row.event.ids),
  numbers: lists((row) => row.event.numbers),
  sealed_number: texts((row) => row.event.sealedNumber),
  payload: texts((row) => row.event.payload ?? ''),
}

export const EVENT_INSERT = `INSERT INTO events (${EVENTS_TABLE_COLUMNS.map(([name]) => name).join(', ')}) FORMAT Native`

const TYPES = EVENTS_TABLE_COLUMNS.map(
  ([name, type]) => [name, (type as string).replace(/ CODEC\(.*$/, '')] as const,
)

/** One block of the `Native` format, all columns of `events` in order. */
export function encodeEventRows(rows: readonly EventRow[]): Buffer {
  const columns = encodeColumns(rows)
  for (;;) {
    const next = columns.next()
    if (next.done) return next.value
  }
}

/** Longer than this nobody else's answer may wait for a block. */
const SLICE_MS = 5

/** The same, with room for other work every few milliseconds: 20,000 rows take some 100 ms. */
export async function encodeEventRowsInSlices(rows: readonly EventRow[]): Promise<Buffer> {
  const columns = encodeColumns(rows)
  for (let began = performance.now(); ;) {
    const next = columns.next()
    if (next.done) return next.value
    if (performance.now() - began < SLICE_MS) continue
    await setImmediate()
    began = performance.now()
  }
}

/** Pauses after each column. */
function* encodeColumns(rows: readonly EventRow[]): Generator<undefined, Buffer, undefined> {
  const sink = new ByteSink(rows.length * 512 + 4096)
  writeHeader(sink, TYPES.length, rows.length)
  for (const [name, type] of TYPES) {
    sink.text(name)
    sink.text(type)
    WRITERS[name](sink, rows)
    yield undefined
  }
  return sink.done()
}

const LEVEL_OF = new Map<number, Level>(
  Object.entries(SEVERITY).map(([level, severity]) => [severity, level as Level]),
)

/**
 * What to select, in this order, for `decodeStoredEvent`; for the format JSONCompactEachRow with 64-bit integers
 * as strings. Times come as microseconds, the payload as its size only.
 */
export const STORED_EVENT_SELECT = [
  'tenant',
  'kind',
  'session',
  'seq',
  'toUnixTimestamp64Micro(ts)',
  'time',
  'mono',
  'epoch',
  'toUnixTimestamp64Micro(received)',
  'ingest',
  'via',
  'callid',
  'category',
  'form',
  'level',
  'label',
  'name',
  'phase',
  'source_id',
  'source_type',
  'source_parent',
  'source_name',
  'span',
  'message',
  'attrs',
  'length(payload)',
] as const

type Wide = string | number
export type StoredEventRow = readonly [
  tenant: string,
  kind: string,
  session: string,
  seq: Wide,
  ts: Wide,
  time: Wide,
  mono: Wide,
  epoch: number,
  received: Wide,
  ingest: Wide,
  via: string,
  callid: string,
  category: string,
  form: string,
  level: number,
  label: string,
  name: string,
  phase: string,
  sourceId: string,
  sourceType: string,
  sourceParent: string,
  sourceName: string,
  span: string,
  message: string,
  attrs: Readonly<Record<string, string>>,
  payloadBytes: Wide,
]

const present = <Key extends string, Value extends string>(key: Key, value: Value | '') =>
  (value === '' ? {} : { [key]: value }) as { readonly [K in Key]?: Value }

function sourceOf(id: string, type: string, parent: string, name: string): EventSource | undefined {
  if (id === '') return undefined
  return {
    id: id as SourceId,
    type,
    ...present('parent', parent as SourceId | ''),
    ...present('name', name),
  }
}

/** A row selected with `STORED_EVENT_SELECT` back as an event; empty strings are "not known". */
export function decodeStoredEvent(row: StoredEventRow): StoredEvent {
  const [tenant, kind, session, seq, ts, time, mono, epoch, received, ingest, via] = row
  const [, , , , , , , , , , , callid, category, form, level, label, name, phase] = row
  const source = sourceOf(row[18], row[19], row[20], row[21])
  return {
    tenant: tenant as TenantId,
    kind: kind as Kind,
    session: session as SessionId,
    seq: Number(seq) as Seq,
    ts: Number(ts) as Micros,
    time: Number(time) as Micros,
    mono: Number(mono) as MonoMicros,
    epoch,
    received: Number(received) as Micros,
    ingest: Number(ingest) as IngestPosition,
    via: via as Via,
    ...present('callid', callid as CallId | ''),
    category: category as Category,
    form: form as Form,
    level: LEVEL_OF.get(level) ?? 'info',
    ...present('label', label),
    name,
    phase: phase as Phase,
    ...(source === undefined ? {} : { source }),
    ...present('span', row[22] as SpanId | ''),
    ...present('message', row[23]),
    attrs: row[24],
    payloadBytes: Number(row[25]),
  }
}
