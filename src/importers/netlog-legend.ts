import type { Category } from '#protocol/category.ts'
import type { Level } from '#protocol/level.ts'
import { MAX_NAME_CHARS } from '#protocol/limits.ts'
import type { Phase } from '#protocol/phase.ts'
import type { SessionRecord } from '#protocol/session.ts'
import { cutText, wellFormed } from '#protocol/well-formed.ts'
import { isObject, numberOf, objectOf, type JsonObject } from './json-value.ts'

export interface NamedType {
  readonly name: string
  readonly level: Level
  /** Frames of a socket are logged on the request that opened it. */
  readonly isWebSocket: boolean
  /** What its END may close: only its own kind. */
  readonly openers: readonly string[]
}

export interface NamedSource {
  readonly name: string
  readonly category: Category
}

/** A file's own dictionary: the numbers differ from build to build, only names mean something. */
export interface NetLogLegend {
  /** Milliseconds to add to a tick to get the wall clock. */
  readonly tickOffset: number
  typeOf(id: unknown): NamedType
  sourceTypeOf(id: unknown): NamedSource
  /** undefined for a number that is no phase. */
  phaseOf(id: unknown): Phase | undefined
  netErrorName(code: number): string | undefined
  readonly record: SessionRecord
}

/** Which of our categories a source type belongs to; every other one is `network`. */
const CATEGORY_BY_SOURCE: Readonly<Record<string, Category>> = {
  URL_REQUEST: 'request',
  WEBSOCKET: 'websocket',
  WEBSOCKET_CHANNEL: 'websocket',
  WEB_TRANSPORT_CLIENT: 'websocket',
}

/** Event types that come by the thousand and say only how many bytes passed. */
const NOISE = /_BYTES_(?:SENT|RECEIVED|READ)$|_READ_DATA$|_FILTERED_BYTES/
const MAX_CLIENT_INFO_CHARS = 1024

const PHASE_NAMES: Readonly<Record<string, Phase>> = {
  PHASE_BEGIN: 'begin',
  PHASE_END: 'end',
  PHASE_NONE: 'none',
  BEGIN: 'begin',
  END: 'end',
  NONE: 'none',
}
/** Chromium's numbers, for a file whose legend lacks them. */
const DEFAULT_PHASES: JsonObject = { NONE: 0, BEGIN: 1, END: 2 }

/** `{NAME: number}` turned round; entries that are no numbers are left out. */
export function namesByNumber(dictionary: unknown): Map<number, string> {
  const names = new Map<number, string>()
  for (const [name, value] of Object.entries(objectOf(dictionary))) {
    const number = numberOf(value)
    if (number !== undefined && !names.has(number))
      names.set(number, wellFormed(cutText(name, MAX_NAME_CHARS)))
  }
  return names
}

export function phasesByNumber(dictionary: unknown): Map<number, Phase> {
  const phases = new Map<number, Phase>()
  for (const [number, name] of namesByNumber(isObject(dictionary) ? dictionary : DEFAULT_PHASES)) {
    const phase = Object.hasOwn(PHASE_NAMES, name) ? PHASE_NAMES[name] : undefined
    if (phase !== undefined) phases.set(number, phase)
  }
  return phases
}

/** How a number without a name is shown and searched: by its number. */
export const unknownName = (id: unknown): string =>
  `UNKNOWN_${typeof id === 'number' || typeof id === 'string' ? String(id).slice(0, 32) : 'TYPE'}`

function namedType(name: string): NamedType {
  const level = NOISE.test(name) ? 'debug' : 'info'
  return { name, level, isWebSocket: name.startsWith('WEBSOCKET_'), openers: [name] }
}

export function readLegend(constants: JsonObject): NetLogLegend {
  const types = new Map<unknown, NamedType>()
  for (const [id, name] of namesByNumber(constants['logEventTypes'])) types.set(id, namedType(name))
  const sources = new Map<unknown, NamedSource>()
  for (const [id, name] of namesByNumber(constants['logSourceType'])) {
    const category = Object.hasOwn(CATEGORY_BY_SOURCE, name) ? CATEGORY_BY_SOURCE[name] : undefined
    sources.set(id, { name, category: category ?? 'network' })
  }
  const phases: ReadonlyMap<unknown, Phase> = phasesByNumber(constants['logEventPhase'])
  const errors = namesByNumber(constants['netError'])
  return {
    tickOffset: numberOf(constants['timeTickOffset']) ?? 0,
    typeOf: (id) => types.get(id) ?? namedType(unknownName(id)),
    sourceTypeOf: (id) => sources.get(id) ?? { name: unknownName(id), category: 'network' },
    phaseOf: (id) => phases.get(id),
    netErrorName: (code) => errors.get(code),
    record: readClient(constants),
  }
}

function short(value: unknown): string | undefined {
  return typeof value === 'string' ? wellFormed(cutText(value, MAX_CLIENT_INFO_CHARS)) : undefined
}

/** The browser that wrote the file, as its session's card. */
function readClient(constants: JsonObject): SessionRecord {
  const client = objectOf(constants['clientInfo'])
  const custom: Record<string, string> = {}
  for (const [key, value] of Object.entries(client)) {
    if (['name', 'version', 'os_type'].includes(key) || key === '__proto__') continue
    if (typeof value === 'string' || typeof value === 'number')
      custom[wellFormed(key)] = wellFormed(cutText(String(value), MAX_CLIENT_INFO_CHARS))
  }
  const browser = short(client['name'])
  const browserVersion = short(client['version'])
  const os = short(client['os_type'])
  const captureLevel = short(constants['logCaptureMode'])
  return {
    platform: 'netlog',
    ...(browser !== undefined && { browser }),
    ...(browserVersion !== undefined && { browserVersion }),
    ...(os !== undefined && { os }),
    ...(captureLevel !== undefined && { captureLevel }),
    ...(Object.keys(custom).length > 0 && { custom }),
  }
}
