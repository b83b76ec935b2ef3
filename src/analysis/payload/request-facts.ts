import type { Attributes, StoredEvent } from '#protocol/event.ts'
import type { CurlRequest } from './curl.ts'
import { readHeaderLines, readHttpMessage, type HttpHeader } from './http-message.ts'
import { indexJson } from './json-index.ts'
import { childrenOf, isContainer, keyText, kindOf, memberOf, valueText } from './json-values.ts'
import { readPhases, type PhaseBar } from './request-phases.ts'

/** One event of a request's source, with its payload where that was loaded. */
export interface RequestPart {
  readonly event: Pick<StoredEvent, 'name' | 'phase' | 'attrs' | 'payloadBytes'>
  readonly payload: string
}

/** What all events of one request say together. */
export interface RequestFacts {
  /** Undefined: no event names the address. */
  readonly curl: CurlRequest | undefined
  readonly phases: PhaseBar | undefined
  readonly status: string | undefined
}

/** Events whose payload a command needs: what was sent, not what came back. */
export function isSentPart({
  event,
}: {
  readonly event: Pick<StoredEvent, 'name' | 'payloadBytes'>
}): boolean {
  return event.payloadBytes > 0 && (isHeaderName(event.name) || isBodyName(event.name))
}

const isHeaderName = (name: string) => /HEADERS/.test(name) && /SENT|SEND/.test(name)
const isBodyName = (name: string) => name === 'REQUEST_BODY_SENT'

/** Puts a request together from its events, in their order. */
export function requestFacts(parts: readonly RequestPart[]): RequestFacts {
  const first = (key: string) => parts.map(({ event }) => event.attrs[key]).find((it) => it !== undefined)
  const last = (key: string) => parts.map(({ event }) => event.attrs[key]).findLast((it) => it !== undefined)
  const url = first('url')
  const body = parts.find(({ event, payload }) => isBodyName(event.name) && payload !== '')?.payload
  const headers = parts
    .filter(({ event, payload }) => isHeaderName(event.name) && payload !== '')
    .flatMap(({ payload }) => readHeaders(payload))
  const type = parts.find(({ event }) => isBodyName(event.name))?.event.attrs['content_type']
  return {
    curl:
      url === undefined
        ? undefined
        : {
            method: (first('method') ?? (body === undefined ? 'GET' : 'POST')).toUpperCase(),
            url,
            headers: withContentType(headers, type),
            body,
          },
    phases: readPhases(mergedTiming(parts), last('duration')),
    status: last('status'),
  }
}

/** Timing events tell the phases; a response's `ttfb` alone must not hide them. */
function mergedTiming(parts: readonly RequestPart[]): Attributes {
  return Object.assign({}, ...parts.map(({ event }) => event.attrs)) as Attributes
}

function withContentType(headers: readonly HttpHeader[], type: string | undefined): readonly HttpHeader[] {
  const isKnown = headers.some(({ name }) => name.toLowerCase() === 'content-type')
  return type === undefined || isKnown ? headers : [...headers, { name: 'content-type', value: type }]
}

/** Headers as a block of lines, as a JSON object, or as the list that a NetLog keeps. */
export function readHeaders(payload: string): readonly HttpHeader[] {
  if (!/^\s*\{/.test(payload)) return readHttpMessage(payload)?.headers ?? []
  const index = indexJson(payload)
  if (index.length === 0) return []
  const listed = memberOf(payload, index, 0, 'headers')
  if (listed !== undefined && kindOf(index, listed) === 'array') {
    return readHeaderLines(childrenOf(index, listed).map((node) => valueText(payload, index, node)))
  }
  return childrenOf(index, listed ?? 0)
    .filter((node) => !isContainer(index, node))
    .map((node) => ({ name: keyText(payload, index, node) ?? '', value: valueText(payload, index, node) }))
}
