import type { StoredEvent } from '../event.ts'
import type { Micros } from '../time.ts'

/** An event as an export writes it. */
export interface ExportedEvent {
  readonly event: StoredEvent
  /** Raw text; empty where there is none, undefined where it was not asked for. */
  readonly payload?: string
}

type Field = (exported: ExportedEvent, timeText: (time: Micros) => string) => string

const FIELDS: Readonly<Record<string, Field>> = {
  ts: ({ event }, timeText) => timeText(event.ts),
  time: ({ event }, timeText) => timeText(event.time),
  received: ({ event }, timeText) => timeText(event.received),
  level: ({ event }) => event.level,
  category: ({ event }) => event.category,
  form: ({ event }) => event.form,
  name: ({ event }) => event.name,
  phase: ({ event }) => event.phase,
  message: ({ event }) => event.message ?? '',
  label: ({ event }) => event.label ?? '',
  callid: ({ event }) => event.callid ?? '',
  session: ({ event }) => event.session,
  seq: ({ event }) => String(event.seq),
  mono: ({ event }) => String(event.mono),
  epoch: ({ event }) => String(event.epoch),
  ingest: ({ event }) => String(event.ingest),
  via: ({ event }) => event.via,
  kind: ({ event }) => event.kind,
  source: ({ event: { source } }) => source?.name ?? source?.id ?? '',
  'source.id': ({ event }) => event.source?.id ?? '',
  'source.type': ({ event }) => event.source?.type ?? '',
  'source.name': ({ event }) => event.source?.name ?? '',
  'source.parent': ({ event }) => event.source?.parent ?? '',
  span: ({ event }) => event.span ?? '',
  /** All of them, as JSON. */
  attrs: ({ event }) => JSON.stringify(event.attrs),
  payload: ({ payload }) => payload ?? '',
}

const ATTRIBUTE = 'attr.'

export const EXPORT_FIELDS: readonly string[] = Object.keys(FIELDS)

/** The text of a field of a row; undefined for what no row carries. */
export function exportedField(name: string): Field | undefined {
  if (Object.hasOwn(FIELDS, name)) return FIELDS[name]
  if (!name.startsWith(ATTRIBUTE) || name.length === ATTRIBUTE.length) return undefined
  const key = name.slice(ATTRIBUTE.length)
  return ({ event: { attrs } }) => (Object.hasOwn(attrs, key) ? (attrs[key] ?? '') : '')
}
