import type { Attributes, EventSource, RecordedEvent } from '#protocol/event.ts'
import type { Form } from '#protocol/form.ts'
import type { CallId, Seq, SourceId, SpanId } from '#protocol/ids.ts'
import type { Level } from '#protocol/level.ts'
import type { Phase } from '#protocol/phase.ts'
import type { Micros, MonoMicros } from '#protocol/time.ts'
import { EVENT_TYPES } from '#protocol/vocabulary/lookup.ts'
import type { SourceTypeName } from '#protocol/vocabulary/source-types.ts'
import type { EventType } from '#protocol/vocabulary/types.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'

/** Microseconds since the session began. */
export type Offset = number

export const MILLI = 1_000
export const SECOND = 1_000_000
export const MINUTE = 60 * SECOND

export interface Extra {
  readonly callid?: CallId
  readonly message?: string
  readonly payload?: string
  readonly level?: Level
  readonly form?: Form
  readonly label?: string
}

/** A session being written. Scenes add events at any time; they are put in order at the end. */
export interface Stage {
  readonly random: Random
  readonly person: Person
  source(type: SourceTypeName, name?: string, parent?: SourceId): EventSource
  instant(at: Offset, name: string, source: EventSource | undefined, attrs?: Attributes, extra?: Extra): void
  /** Returns the span id for `end`. */
  begin(at: Offset, name: string, source: EventSource | undefined, attrs?: Attributes, extra?: Extra): SpanId
  end(
    at: Offset,
    name: string,
    source: EventSource | undefined,
    span: SpanId,
    attrs?: Attributes,
    extra?: Extra,
  ): void
  /** Both languages of the staff; the one this session speaks is chosen. */
  say(zh: string, en: string): string
  /** Everything up to `until`, in order of time, numbered from 1. */
  finish(start: Micros, until?: Offset): RecordedEvent[]
}

const TYPES = new Map(EVENT_TYPES.map((type) => [type.name, type]))
const NO_ATTRS: Attributes = {}

function typeOf(name: string): EventType {
  const type = TYPES.get(name)
  if (!type) throw new Error(`the vocabulary has no ${name}`)
  return type
}

type Draft = { -readonly [Key in keyof RecordedEvent]: RecordedEvent[Key] }

export function createStage(random: Random, person: Person): Stage {
  const drafts: Draft[] = []
  let sources = 0
  let spans = 0
  /** The monotonic clock starts with the page, a little before the recorder. */
  const clockStart = random.int(80_000, 900_000)

  function add(
    at: Offset,
    name: string,
    phase: Phase,
    source: EventSource | undefined,
    attrs: Attributes,
    extra: Extra | undefined,
    span: SpanId | undefined,
  ): void {
    const type = typeOf(name)
    const draft: Draft = {
      seq: 0 as Seq,
      time: 0 as Micros,
      mono: Math.round(at) as MonoMicros,
      epoch: 0,
      category: type.category,
      form: extra?.form ?? type.form,
      level: extra?.level ?? type.level,
      name,
      phase,
      attrs,
    }
    if (extra?.callid !== undefined) draft.callid = extra.callid
    if (extra?.label !== undefined) draft.label = extra.label
    if (source !== undefined) draft.source = source
    if (span !== undefined) draft.span = span
    if (extra?.message !== undefined) draft.message = extra.message
    if (extra?.payload !== undefined) draft.payload = extra.payload
    drafts.push(draft)
  }

  return {
    random,
    person,
    source: (type, name, parent) => {
      sources += 1
      return {
        id: String(sources) as SourceId,
        type,
        ...(parent === undefined ? {} : { parent }),
        ...(name === undefined ? {} : { name }),
      }
    },
    instant: (at, name, source, attrs = NO_ATTRS, extra) =>
      add(at, name, 'none', source, attrs, extra, undefined),
    begin: (at, name, source, attrs = NO_ATTRS, extra) => {
      spans += 1
      const span = `s${spans}` as SpanId
      add(at, name, 'begin', source, attrs, extra, span)
      return span
    },
    end: (at, name, source, span, attrs = NO_ATTRS, extra) =>
      add(at, name, 'end', source, attrs, extra, span),
    say: (zh, en) => (person.language === 'zh-CN' ? zh : en),
    finish: (start, until = Number.POSITIVE_INFINITY) => {
      // Stable: what was added first stays first at the same instant, so an END never precedes its BEGIN.
      drafts.sort((a, b) => a.mono - b.mono)
      const kept = drafts.at(-1)?.mono ?? 0
      const events = kept <= until ? drafts : drafts.filter((draft) => draft.mono <= until)
      events.forEach((draft, index) => {
        draft.seq = (index + 1) as Seq
        draft.time = (start + draft.mono) as Micros
        draft.mono = (clockStart + draft.mono) as MonoMicros
      })
      return events
    },
  }
}
