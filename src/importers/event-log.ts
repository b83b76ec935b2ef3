import type { ColumnSink } from '#analysis/column-sink.ts'
import type { Category } from '#protocol/category.ts'
import type { Seq, SessionId, SourceId, SpanId } from '#protocol/ids.ts'
import type { Level } from '#protocol/level.ts'
import { isMicros, type Micros, type MonoMicros } from '#protocol/time.ts'
import { categoryOfEventNumber, eventTypeByNumber, openersOf } from '#protocol/vocabulary/lookup.ts'
import { LEGACY_SOURCE_TYPES } from '#protocol/vocabulary/source-types.ts'
import type { RawElement } from './line-block.ts'
import { wellFormed } from '#protocol/well-formed.ts'
import type { EventMapper, Mapped } from './event-mapper.ts'
import { addAttribute, fittedAttributes, fitTexts } from './fit-event.ts'
import { memberText } from './json-text.ts'
import { idOf, isObject, numberOf, objectOf, textOf, type JsonObject } from './json-value.ts'
import { emitMembers } from './member-events.ts'
import { namesByNumber, phasesByNumber, unknownName } from './netlog-legend.ts'
import { closeSpan, createSourceMemory, openSpan, shortName } from './source-memory.ts'

interface LoggedType {
  readonly name: string
  readonly category: Category
  readonly level: Level
  /** Names that its END may close. */
  readonly openers: readonly string[]
}

/** A hostile file may have a new type in every event. */
const MAX_TYPES = 10_000
/** Longer parameters stay in the payload. */
const MAX_ATTRIBUTE_CHARS = 1024
/** What a message says, in this order; the first two that are there. */
const TELLING = ['url', 'request_line', 'status_line', 'error_message', 'info', 'sql', 'message'] as const

/**
 * The structured event log of the NetLog document (its `EventLogger`): as NetLog, but times are µs of the wall clock,
 * and a START event is ended by an END event of another name. Constants are optional: the document gives the numbers.
 */
export function createEventLogMapper(
  sink: ColumnSink,
  session: SessionId,
  constants: JsonObject,
): EventMapper {
  const names = namesByNumber(constants['logEventTypes'])
  const sourceTypes = new Map<unknown, string>([
    ...LEGACY_SOURCE_TYPES,
    ...namesByNumber(constants['logSourceType']),
  ])
  const types = new Map<unknown, LoggedType>()
  const phases: ReadonlyMap<unknown, 'begin' | 'end' | 'none'> = phasesByNumber(constants['logEventPhase'])
  const memory = createSourceMemory()
  let latest = Number.NEGATIVE_INFINITY
  let firstTime: number | undefined
  sink.session(session, { platform: 'native' })

  /** The file's own names come first, then those that the document gives its numbers. */
  function typeOf(id: unknown): LoggedType {
    const seen = types.get(id)
    if (seen) return seen
    const number = typeof id === 'number' ? id : Number.NaN
    const known = eventTypeByNumber(number)
    const name = names.get(number) ?? known?.name ?? unknownName(id)
    const type: LoggedType = {
      name,
      category: known?.category ?? categoryOfEventNumber(number),
      level: known?.name === name ? known.level : 'info',
      openers: [name, ...openersOf(name)],
    }
    if (types.size < MAX_TYPES) types.set(id, type)
    return type
  }

  function map(element: RawElement, seq: number): Mapped {
    const { value } = element
    if (!isObject(value)) return { kind: 'rejected', detail: 'event: expected an object' }
    const time = Math.round(numberOf(value['time']) ?? Number.NaN)
    if (!isMicros(time))
      return { kind: 'rejected', detail: 'time: expected microseconds since 1970 as digits' }
    const rawSource = objectOf(value['source'])
    const sourceId = idOf(rawSource['id'])
    if (sourceId === undefined)
      return { kind: 'rejected', detail: 'source: expected an object with id and type' }

    const type = typeOf(value['type'])
    const sourceType = sourceTypes.get(rawSource['type']) ?? unknownName(rawSource['type'])
    const phase = phases.get(value['phase']) ?? 'none'
    const payload = memberText(element.text, element.from, element.to, 'params')
    const params = objectOf(value['params'])
    const attrs = fittedAttributes()
    for (const key of Object.keys(params)) {
      const it = params[key]
      if (typeof it === 'number' || typeof it === 'boolean')
        addAttribute(attrs, key, exactText(it, key, payload))
      else if (typeof it === 'string' && it.length <= MAX_ATTRIBUTE_CHARS) addAttribute(attrs, key, it)
    }

    let source = memory.recall(sourceId)
    if (source === undefined) {
      const url = bareUrl(textOf(params['url']) ?? '')
      source = { name: shortName(wellFormed(url)), parent: '', open: undefined }
      memory.remember(sourceId, source)
    }
    let span: string | undefined
    if (phase === 'begin') span = openSpan(source, type.name, seq)
    else if (phase === 'end') span = closeSpan(source, type.openers)

    const level = levelOf(type, params)
    latest = Math.max(latest, time)
    firstTime ??= time
    const texts = fitTexts(attrs, describe(params), payload)
    sink.event({
      session,
      seq: seq as Seq,
      ts: latest as Micros,
      time,
      // The format has one clock only; counted from the file's first event.
      mono: (time - firstTime) as MonoMicros,
      epoch: 0,
      category: sourceType === 'MEETING' ? 'app' : type.category,
      form: level === 'error' ? 'error' : 'data',
      level,
      name: type.name,
      phase,
      source: {
        id: sourceId as SourceId,
        type: sourceType,
        ...(source.name !== '' && { name: source.name }),
      },
      ...(span !== undefined && { span: span as SpanId }),
      ...(texts.message !== undefined && { message: texts.message }),
      ...(texts.payload !== undefined && { payload: texts.payload }),
      attrs: texts.attrs,
      rawOffset: element.rawOffset,
      rawBytes: element.rawBytes,
    })
    return { kind: 'event', cut: texts.cut }
  }

  return {
    session,
    map,
    finish: (members, seq, rawOffset) => {
      const shown = members.filter(({ key }) => key !== 'constants' || !isPlainLegend(constants))
      return emitMembers(sink, session, 'EVENT_LOG', shown, { seq, rawOffset, time: latest })
    },
  }
}

/** A legend of nothing but names is told by the events themselves. */
function isPlainLegend(constants: JsonObject): boolean {
  return Object.keys(constants).every((key) =>
    ['logEventPhase', 'logEventTypes', 'logSourceType'].includes(key),
  )
}

function exactText(value: number | boolean, key: string, raw: string | undefined): string {
  if (typeof value === 'boolean' || Number.isSafeInteger(value) || !Number.isInteger(value))
    return String(value)
  return (raw === undefined ? undefined : memberText(raw, 0, raw.length, key)) ?? String(value)
}

/** The document's own text shows URLs in angle brackets. */
const bareUrl = (url: string) => url.replace(/^<(.*)>$/, '$1')

function describe(params: JsonObject): string {
  const method = textOf(params['method'])
  const parts = TELLING.flatMap((key) => {
    const text = textOf(params[key])
    if (text === undefined) return []
    if (key !== 'url') return [text]
    return [method === undefined ? bareUrl(text) : `${method} ${bareUrl(text)}`]
  })
  return parts.slice(0, 2).join(' · ')
}

function levelOf({ name, level }: LoggedType, params: JsonObject): Level {
  if (params['error'] === true || params['success'] === false || name.endsWith('_ERROR')) return 'error'
  const status = numberOf(params['status_code']) ?? 0
  if (status >= 500) return 'error'
  return status >= 400 ? 'warn' : level
}
