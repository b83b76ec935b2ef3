import type { ColumnSink, ImportedEvent } from '#analysis/column-sink.ts'
import type { EventSource } from '#protocol/event.ts'
import type { Seq, SessionId, SourceId, SpanId } from '#protocol/ids.ts'
import { isMicros, MICROS_PER_MILLI, type Micros, type MonoMicros } from '#protocol/time.ts'
import type { RawElement } from './line-block.ts'
import type { EventMapper, Mapped } from './event-mapper.ts'
import { fitTexts } from './fit-event.ts'
import { memberText } from './json-text.ts'
import { idOf, isObject, numberOf, type JsonObject } from './json-value.ts'
import { emitMembers } from './member-events.ts'
import { readLegend } from './netlog-legend.ts'
import { readParams } from './netlog-params.ts'
import { closeSpan, createSourceMemory, openSpan, shortName, type RememberedSource } from './source-memory.ts'

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

/** Global events have a source of this type with a fresh id each. */
const NO_SOURCE = 'NONE'

/**
 * Chromium's NetLog, as `--log-net-log` and chrome://net-export write it.
 * Wall clock = `timeTickOffset` + ticks, both in ms; the offset was taken once, so a computer that slept is late.
 */
export function createNetLogMapper(sink: ColumnSink, session: SessionId, constants: JsonObject): EventMapper {
  const legend = readLegend(constants)
  const memory = createSourceMemory()
  let latest = Number.NEGATIVE_INFINITY
  sink.session(session, legend.record)

  function map(element: RawElement, seq: number): Mapped {
    const { value } = element
    if (!isObject(value)) return { kind: 'rejected', detail: 'event: expected an object' }
    const ticks = numberOf(value['time'])
    if (ticks === undefined)
      return { kind: 'rejected', detail: 'time: expected milliseconds as a string of digits' }
    const time = Math.round((legend.tickOffset + ticks) * MICROS_PER_MILLI)
    if (!isMicros(time)) return { kind: 'rejected', detail: 'time: far outside the years 1900 to 2255' }
    const rawSource = value['source']
    const sourceId = isObject(rawSource) ? idOf(rawSource['id']) : undefined
    if (!isObject(rawSource) || sourceId === undefined)
      return { kind: 'rejected', detail: 'source: expected an object with id and type' }

    const type = legend.typeOf(value['type'])
    const sourceType = legend.sourceTypeOf(rawSource['type'])
    const payload =
      value['params'] === undefined ? undefined : memberText(element.text, element.from, element.to, 'params')
    const params = readParams(value['params'], payload, type.name, legend)
    const phase = legend.phaseOf(value['phase'])
    if (phase === undefined) params.attrs.map['phase'] = idOf(value['phase']) ?? 'unreadable'

    const source =
      sourceType.name === NO_SOURCE ? undefined : recall(sourceId, params.sourceName, params.dependency)
    let span: string | undefined
    if (source && phase === 'begin') span = openSpan(source, type.name, seq)
    else if (source && phase === 'end') span = closeSpan(source, type.openers)

    const level = params.level ?? type.level
    latest = Math.max(latest, time)
    const texts = fitTexts(params.attrs, params.message, payload)
    // Written out, as the millions of events of a file feel every spread.
    const eventSource: Writable<EventSource> = { id: sourceId as SourceId, type: sourceType.name }
    if (source && source.parent !== '') eventSource.parent = source.parent as SourceId
    if (source && source.name !== '') eventSource.name = source.name
    const event: Writable<ImportedEvent> = {
      session,
      seq: seq as Seq,
      ts: latest as Micros,
      time,
      mono: (ticks * MICROS_PER_MILLI) as MonoMicros,
      epoch: 0,
      category: type.isWebSocket ? 'websocket' : sourceType.category,
      form: level === 'error' ? 'error' : 'data',
      level,
      name: type.name,
      phase: phase ?? 'none',
      source: eventSource,
      attrs: texts.attrs,
      rawOffset: element.rawOffset,
      rawBytes: element.rawBytes,
    }
    if (span !== undefined) event.span = span as SpanId
    if (texts.message !== undefined) event.message = texts.message
    if (texts.payload !== undefined) event.payload = texts.payload
    sink.event(event)
    return { kind: 'event', cut: texts.cut }
  }

  /** The first event of a source names it, or points at the source it works for, whose name it then bears. */
  function recall(id: string, name: string | undefined, dependency: string | undefined): RememberedSource {
    const known = memory.recall(id)
    if (known) {
      if (known.name === '') known.name = shortName(name ?? parentName(known.parent))
      return known
    }
    const parent = dependency === undefined || dependency === id ? '' : dependency
    const source = { name: shortName(name ?? parentName(parent)), parent, open: undefined }
    memory.remember(id, source)
    return source
  }

  const parentName = (id: string) => (id === '' ? '' : (memory.recall(id)?.name ?? ''))

  return {
    session,
    map,
    finish: (members, seq, rawOffset) =>
      emitMembers(sink, session, 'NETLOG', members, { seq, rawOffset, time: latest }),
  }
}
