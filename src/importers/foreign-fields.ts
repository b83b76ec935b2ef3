import type { Level } from '#protocol/level.ts'
import { MAX_JSON_DEPTH, MAX_NAME_CHARS } from '#protocol/limits.ts'
import { addAttribute, type FittedAttributes } from './fit-event.ts'
import { isObject, textOf, type JsonObject } from './json-value.ts'

/** Names under which other loggers write the same thing, best first; compared without case. */
const TIME_NAMES = ['ts', 'time', 'timestamp', '@timestamp', 'date', 'datetime', 't', 'asctime', 'eventtime']
const LEVEL_NAMES = [
  'level',
  'severity',
  'lvl',
  'loglevel',
  'log_level',
  'levelname',
  'log.level',
  'severitytext',
  'severity_text',
]
const MESSAGE_NAMES = ['msg', 'message', 'text', 'body', 'log', '@message', 'event_message']
const EVENT_NAMES = ['event', 'event_name', 'eventname', 'event.name']
const ID_NAMES = ['callid', 'call_id', 'call-id']

const LEVEL_WORDS: readonly (readonly [Level, readonly string[]])[] = [
  ['debug', ['trace', 'debug', 'verbose', 'fine', 'finer', 'finest', 'silly', 'dbg', 'd', 'v', 't']],
  ['info', ['info', 'information', 'informational', 'notice', 'log', 'http', 'default', 'i', 'inf']],
  ['warn', ['warn', 'warning', 'alert', 'w', 'wrn']],
  [
    'error',
    [
      'error',
      'err',
      'fatal',
      'critical',
      'crit',
      'emerg',
      'emergency',
      'panic',
      'severe',
      'dpanic',
      'e',
      'f',
    ],
  ],
]
const LEVEL_BY_WORD = new Map(
  LEVEL_WORDS.flatMap(([level, words]) => words.map((word) => [word, level] as const)),
)

export interface ForeignFields {
  readonly time: string | number | undefined
  readonly level: Level | undefined
  readonly message: string | undefined
  readonly name: string | undefined
  readonly callid: string | undefined
}

/**
 * Finds time, level, message, event name and call id among the top members of a foreign log line;
 * everything else becomes attributes, nested members by path (`http.status`).
 */
export function readForeign(line: JsonObject, attrs: FittedAttributes): ForeignFields {
  const byName = new Map<string, string>()
  for (const key of Object.keys(line)) {
    const lower = key.toLowerCase()
    if (!byName.has(lower)) byName.set(lower, key)
  }
  const used = new Set<string>()
  const pick = <Value>(names: readonly string[], read: (value: unknown) => Value | undefined) => {
    for (const name of names) {
      const key = byName.get(name)
      if (key === undefined || used.has(key)) continue
      const value = read(line[key])
      if (value === undefined) continue
      used.add(key)
      return value
    }
    return undefined
  }
  const time = pick(TIME_NAMES, (value) =>
    typeof value === 'number' || typeof value === 'string' ? value : undefined,
  )
  const level = pick(LEVEL_NAMES, readLevel)
  const message = pick(MESSAGE_NAMES, textOf)
  const name = pick(EVENT_NAMES, (value) =>
    typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME_CHARS ? value : undefined,
  )
  const callid = pick(ID_NAMES, (value) => (typeof value === 'string' && value !== '' ? value : undefined))
  flatten(line, used, attrs)
  return { time, level, message, name, callid }
}

/** A level as a word in any case, or as the number that pino and bunyan write. */
export function readLevel(value: unknown): Level | undefined {
  if (typeof value === 'string') return LEVEL_BY_WORD.get(value.trim().toLowerCase())
  if (typeof value !== 'number' || value < 10 || value > 100 || value % 10 !== 0) return undefined
  if (value <= 20) return 'debug'
  if (value === 30) return 'info'
  return value === 40 ? 'warn' : 'error'
}

/** Own stack, since a line may be nested deeper than ours. */
function flatten(line: JsonObject, used: ReadonlySet<string>, attrs: FittedAttributes): void {
  const waiting: { readonly path: string; readonly value: unknown; readonly depth: number }[] = []
  const push = (value: JsonObject, prefix: string, depth: number) => {
    for (const key of Object.keys(value).toReversed()) {
      if (prefix === '' && used.has(key)) continue
      waiting.push({ path: prefix + key, value: value[key], depth })
    }
  }
  push(line, '', 1)
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path, value, depth } = next
    if (isObject(value)) {
      if (depth >= MAX_JSON_DEPTH) attrs.left++
      else push(value, `${path}.`, depth + 1)
    } else if (Array.isArray(value)) addAttribute(attrs, path, arrayText(value))
    else if (typeof value === 'string') addAttribute(attrs, path, value)
    else if (typeof value === 'number' || typeof value === 'boolean') addAttribute(attrs, path, String(value))
  }
}

/** Lists of plain values as a list; what is nested in them stays in the payload. */
function arrayText(values: readonly unknown[]): string {
  const plain = values
    .slice(0, 100)
    .map((value) => (typeof value === 'object' && value !== null ? '…' : String(value)))
  return values.length > plain.length ? `${plain.join(', ')}, …` : plain.join(', ')
}
