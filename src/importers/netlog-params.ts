import type { Level } from '#protocol/level.ts'
import { addAttribute, fittedAttributes, type FittedAttributes } from './fit-event.ts'
import { idOf, isObject, numberOf, textOf, type JsonObject } from './json-value.ts'
import { memberText } from './json-text.ts'
import type { NetLogLegend } from './netlog-legend.ts'

/** What the parameters of one NetLog event say, in our words. */
export interface ReadParams {
  readonly attrs: FittedAttributes
  readonly message: string | undefined
  /** Undefined: as the event type says. */
  readonly level: Level | undefined
  /** What a person would call the source, where these parameters say it. */
  readonly sourceName: string | undefined
  readonly dependency: string | undefined
}

/** Raw bytes and such: they stay in the payload. */
const PAYLOAD_ONLY = new Set(['bytes', 'hex_encoded_bytes', 'certificates', 'net_error', 'source_dependency'])
/** Values longer than this stay in the payload, except a URL. */
const MAX_ATTRIBUTE_CHARS = 256
/** What names a source, best first (the viewer's own rules, made short). */
const NAMING = ['url', 'host', 'group_id', 'group_name', 'address', 'key', 'path'] as const
/** What a message may say after the error, in this order. */
const TELLING = [
  'line',
  'state',
  'reason',
  'proxy_info',
  'error_msg',
  'description',
  'domain',
  'byte_count',
] as const
const MAX_MESSAGE_CHARS = 1024

/** net::Error codes that are no failure: pending, a cache that has nothing. */
const HARMLESS_ERRORS = new Set([-1, -400])
/** Given up by the user or the page: worth a look, no failure of the network. */
const ABORTED = -3
const FAILED = -2

/** Chromium keeps what is not ASCII as this mark, U+200B and percent escapes. */
const ESCAPED = '%ESCAPED:\u200b '

const NOTHING: ReadParams = {
  attrs: fittedAttributes(),
  message: undefined,
  level: undefined,
  sourceName: undefined,
  dependency: undefined,
}

export function readParams(
  params: unknown,
  raw: string | undefined,
  typeName: string,
  legend: NetLogLegend,
): ReadParams {
  if (!isObject(params)) return { ...NOTHING, attrs: fittedAttributes() }
  const attrs = fittedAttributes()
  for (const key of Object.keys(params)) {
    if (PAYLOAD_ONLY.has(key)) continue
    const value = params[key]
    if (typeof value === 'string') {
      if (value.length <= MAX_ATTRIBUTE_CHARS || key === 'url') addAttribute(attrs, key, readable(value))
    } else if (typeof value === 'number') {
      addAttribute(attrs, key, numberText(value, key, raw))
    } else if (typeof value === 'boolean') addAttribute(attrs, key, value ? 'true' : 'false')
  }
  const dependency = readDependency(params, legend, attrs)
  const status = readStatus(params['headers'])
  if (status !== undefined) addAttribute(attrs, 'status', status)
  const error = readError(params, typeName, legend, attrs)
  const level = error.level ?? statusLevel(status)
  return {
    attrs,
    message: describe(attrs.map, params, error.text, status),
    level,
    sourceName: nameIn(attrs.map),
    dependency,
  }
}

function nameIn(attrs: Readonly<Record<string, string>>): string | undefined {
  for (const key of NAMING) {
    const text = attrs[key]
    if (text !== undefined && text !== '') return text
  }
  return undefined
}

function numberText(value: number, key: string, raw: string | undefined): string {
  if (Number.isSafeInteger(value) || !Number.isInteger(value) || raw === undefined) return String(value)
  return memberText(raw, 0, raw.length, key) ?? String(value)
}

function readable(text: string): string {
  if (!text.startsWith(ESCAPED)) return text
  try {
    return decodeURIComponent(text.slice(ESCAPED.length))
  } catch {
    return text
  }
}

function readDependency(
  params: JsonObject,
  legend: NetLogLegend,
  attrs: FittedAttributes,
): string | undefined {
  const dependency = params['source_dependency']
  if (!isObject(dependency)) return undefined
  const id = idOf(dependency['id'])
  if (id === undefined) return undefined
  addAttribute(attrs, 'source_dependency', id)
  addAttribute(attrs, 'source_dependency_type', legend.sourceTypeOf(dependency['type']).name)
  return id
}

function readError(
  params: JsonObject,
  typeName: string,
  legend: NetLogLegend,
  attrs: FittedAttributes,
): { readonly level?: Level; readonly text?: string } {
  const code = numberOf(params['net_error'])
  if (code === undefined) return {}
  addAttribute(attrs, 'net_error', String(code))
  // 0 is the legend's OK, or nothing at all.
  if (code === 0) return {}
  const name = legend.netErrorName(code)
  if (name !== undefined) addAttribute(attrs, 'net_error_name', name)
  const text = name === undefined ? `net error ${code}` : `${name} (${code})`
  // A cache that has no such entry answers ERR_FAILED: the viewer's own exception.
  const noEntry = code === FAILED && typeName.startsWith('HTTP_CACHE_OPEN')
  if (noEntry || HARMLESS_ERRORS.has(code)) return { text }
  return { text, level: code === ABORTED ? 'warn' : 'error' }
}

/** HTTP/1.1 as `HTTP/1.1 200 OK` in the first place, HTTP/2 as `:status: 200` anywhere. */
function readStatus(headers: unknown): string | undefined {
  if (!Array.isArray(headers)) return undefined
  const first = textOf(headers[0])
  const match = first === undefined ? null : /^HTTP\/[\d.]+ (\d{3})\b|^:status: (\d{3})$/.exec(first)
  return match?.[1] ?? match?.[2]
}

function statusLevel(status: string | undefined): Level | undefined {
  if (status === undefined || status < '400') return undefined
  return status >= '500' ? 'error' : 'warn'
}

function describe(
  attrs: Readonly<Record<string, string>>,
  params: JsonObject,
  error: string | undefined,
  status: string | undefined,
): string | undefined {
  const parts: string[] = []
  if (status !== undefined && Array.isArray(params['headers'])) parts.push(String(params['headers'][0]))
  const { url } = attrs
  if (url !== undefined) parts.push(attrs['method'] === undefined ? url : `${attrs['method']} ${url}`)
  else {
    const named = nameIn(attrs)
    if (named !== undefined) parts.push(named)
  }
  if (error !== undefined) parts.push(error)
  for (const key of TELLING) {
    const text = attrs[key]
    if (text !== undefined && text !== '') parts.push(key === 'byte_count' ? `${text} bytes` : text.trim())
  }
  const dependency = attrs['source_dependency']
  if (parts.length === 0 && dependency !== undefined)
    parts.push(`${dependency} (${attrs['source_dependency_type'] ?? ''})`)
  return parts.length === 0 ? undefined : parts.join(' · ').slice(0, MAX_MESSAGE_CHARS)
}
