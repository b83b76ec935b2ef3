import { CATEGORIES } from '#protocol/category.ts'
import type { Attributes, RecordedEvent } from '#protocol/event.ts'
import { FORMS } from '#protocol/form.ts'
import type { CallId, Seq, SessionId, SourceId, SpanId } from '#protocol/ids.ts'
import { LEVELS } from '#protocol/level.ts'
import { PHASES } from '#protocol/phase.ts'
import type { Micros, MonoMicros } from '#protocol/time.ts'
import type { ColumnSink, ImportedEvent, RejectedRow } from './column-sink.ts'
import { growingColumn } from './growing-column.ts'
import { createStringPool, type StringPool } from './string-pool.ts'
import type { SessionRecord } from '#protocol/session.ts'

/**
 * Events as columns: one array a field, a row an index. Texts are numbers of `strings`, 0 = absent.
 * Closed word lists (category, form, level, phase) are positions in their list.
 * The payload stays in the file: `rawOffset` and `rawBytes` say where.
 */
export interface EventTable {
  readonly length: number
  readonly strings: StringPool
  readonly session: Uint32Array
  readonly seq: Float64Array
  /** µs since the epoch. */
  readonly ts: Float64Array
  readonly time: Float64Array
  readonly mono: Float64Array
  readonly epoch: Uint32Array
  readonly category: Uint8Array
  readonly form: Uint8Array
  readonly level: Uint8Array
  readonly phase: Uint8Array
  readonly name: Uint32Array
  readonly label: Uint32Array
  readonly callid: Uint32Array
  readonly sourceId: Uint32Array
  readonly sourceType: Uint32Array
  readonly sourceParent: Uint32Array
  readonly sourceName: Uint32Array
  readonly span: Uint32Array
  readonly message: Uint32Array
  /** Row r has the attributes from `attrStart[r]` up to `attrStart[r + 1]`; one longer than the rows. */
  readonly attrStart: Uint32Array
  readonly attrKey: Uint32Array
  readonly attrValue: Uint32Array
  readonly rawOffset: Float64Array
  readonly rawBytes: Uint32Array
}

/** A sink that keeps everything in columns: opened files, tests. */
export interface TableSink extends ColumnSink {
  /** Closes the sink; it takes no event afterwards. */
  finish(): EventTable
  readonly records: ReadonlyMap<SessionId, SessionRecord>
  readonly rejects: readonly RejectedRow[]
}

const u8 = () => growingColumn((length) => new Uint8Array(length))
const u32 = () => growingColumn((length) => new Uint32Array(length))
const f64 = () => growingColumn((length) => new Float64Array(length))

export function createTableSink(): TableSink {
  const strings = createStringPool()
  const columns = {
    session: u32(),
    seq: f64(),
    ts: f64(),
    time: f64(),
    mono: f64(),
    epoch: u32(),
    category: u8(),
    form: u8(),
    level: u8(),
    phase: u8(),
    name: u32(),
    label: u32(),
    callid: u32(),
    sourceId: u32(),
    sourceType: u32(),
    sourceParent: u32(),
    sourceName: u32(),
    span: u32(),
    message: u32(),
    attrStart: u32(),
    attrKey: u32(),
    attrValue: u32(),
    rawOffset: f64(),
    rawBytes: u32(),
  }
  const records = new Map<SessionId, SessionRecord>()
  const rejects: RejectedRow[] = []
  let length = 0
  let attrs = 0
  columns.attrStart.push(0)

  const text = (value: string | undefined) => (value === undefined ? 0 : strings.intern(value))

  function event(it: ImportedEvent): void {
    columns.session.push(strings.intern(it.session))
    columns.seq.push(it.seq)
    columns.ts.push(it.ts)
    columns.time.push(it.time)
    columns.mono.push(it.mono)
    columns.epoch.push(it.epoch)
    columns.category.push(CATEGORIES.indexOf(it.category))
    columns.form.push(FORMS.indexOf(it.form))
    columns.level.push(LEVELS.indexOf(it.level))
    columns.phase.push(PHASES.indexOf(it.phase))
    columns.name.push(strings.intern(it.name))
    columns.label.push(text(it.label))
    columns.callid.push(text(it.callid))
    columns.sourceId.push(text(it.source?.id))
    columns.sourceType.push(text(it.source?.type))
    columns.sourceParent.push(text(it.source?.parent))
    columns.sourceName.push(text(it.source?.name))
    columns.span.push(text(it.span))
    columns.message.push(text(it.message))
    for (const key of Object.keys(it.attrs)) {
      columns.attrKey.push(strings.intern(key))
      columns.attrValue.push(strings.intern(it.attrs[key] ?? ''))
      attrs++
    }
    columns.attrStart.push(attrs)
    columns.rawOffset.push(it.rawOffset)
    columns.rawBytes.push(it.rawBytes)
    length++
  }

  return {
    event,
    session: (session, record) => {
      records.set(session, { ...records.get(session), ...record })
    },
    reject: (row) => {
      rejects.push(row)
    },
    records,
    rejects,
    finish: () => ({
      length,
      strings,
      session: columns.session.values(),
      seq: columns.seq.values(),
      ts: columns.ts.values(),
      time: columns.time.values(),
      mono: columns.mono.values(),
      epoch: columns.epoch.values(),
      category: columns.category.values(),
      form: columns.form.values(),
      level: columns.level.values(),
      phase: columns.phase.values(),
      name: columns.name.values(),
      label: columns.label.values(),
      callid: columns.callid.values(),
      sourceId: columns.sourceId.values(),
      sourceType: columns.sourceType.values(),
      sourceParent: columns.sourceParent.values(),
      sourceName: columns.sourceName.values(),
      span: columns.span.values(),
      message: columns.message.values(),
      attrStart: columns.attrStart.values(),
      attrKey: columns.attrKey.values(),
      attrValue: columns.attrValue.values(),
      rawOffset: columns.rawOffset.values(),
      rawBytes: columns.rawBytes.values(),
    }),
  }
}

const at = (column: ArrayLike<number>, row: number): number => {
  const value = column[row]
  if (value === undefined) throw new RangeError(`no row ${row}`)
  return value
}

const wordAt = <Word>(words: readonly Word[], column: Uint8Array, row: number): Word => {
  const word = words[at(column, row)]
  if (word === undefined) throw new RangeError(`row ${row} holds no known word`)
  return word
}

/** The attributes of a row as an object; keys keep the order in which the event had them. */
export function attributesAt(table: EventTable, row: number): Attributes {
  const entries: [string, string][] = []
  for (let i = at(table.attrStart, row); i < at(table.attrStart, row + 1); i++) {
    entries.push([table.strings.text(at(table.attrKey, i)), table.strings.text(at(table.attrValue, i))])
  }
  return Object.fromEntries(entries)
}

/** Row `row` as an event, without its payload. Throws a RangeError outside the table. */
export function eventAt(table: EventTable, row: number): Omit<RecordedEvent, 'payload'> {
  const { strings } = table
  const text = (column: Uint32Array) => strings.text(at(column, row))
  const label = text(table.label)
  const callid = text(table.callid)
  const span = text(table.span)
  const message = text(table.message)
  const sourceId = text(table.sourceId)
  const parent = text(table.sourceParent)
  const sourceName = text(table.sourceName)
  return {
    seq: at(table.seq, row) as Seq,
    time: at(table.time, row) as Micros,
    mono: at(table.mono, row) as MonoMicros,
    epoch: at(table.epoch, row),
    category: wordAt(CATEGORIES, table.category, row),
    form: wordAt(FORMS, table.form, row),
    level: wordAt(LEVELS, table.level, row),
    phase: wordAt(PHASES, table.phase, row),
    name: text(table.name),
    attrs: attributesAt(table, row),
    ...(label && { label }),
    ...(callid && { callid: callid as CallId }),
    ...(span && { span: span as SpanId }),
    ...(message && { message }),
    ...(sourceId && {
      source: {
        id: sourceId as SourceId,
        type: text(table.sourceType),
        ...(parent && { parent: parent as SourceId }),
        ...(sourceName && { name: sourceName }),
      },
    }),
  }
}
