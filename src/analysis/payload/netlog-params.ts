import { bytesOfBase64, bytesOfHex } from './hex-dump.ts'
import { readHeaderLines, type HttpHeader } from './http-message.ts'
import type { JsonIndex } from './json-index.ts'
import { childrenOf, isContainer, keyText, kindOf, rawValue, valueText } from './json-values.ts'
import { netErrorName } from './net-errors.ts'

/** One parameter of a NetLog event, read as what Chromium means by it. */
export type NetLogParam = { readonly key: string } & (
  | { readonly kind: 'text'; readonly text: string; readonly note?: string }
  | { readonly kind: 'headers'; readonly headers: readonly HttpHeader[] }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Shown as JSON. */
  | { readonly kind: 'json'; readonly raw: string }
)

/** Of one list. */
const MAX_ITEMS = 1_000

/** Parameters in their order; undefined where the text is no object. */
export function readNetLogParams(text: string, index: JsonIndex): readonly NetLogParam[] | undefined {
  if (index.length === 0 || kindOf(index, 0) !== 'object') return undefined
  return childrenOf(index, 0).map((node) => readParam(text, index, node, keyText(text, index, node) ?? ''))
}

function readParam(text: string, index: JsonIndex, node: number, key: string): NetLogParam {
  const kind = kindOf(index, node)
  if (kind === 'array') {
    const items = childrenOf(index, node, MAX_ITEMS)
    if (items.every((it) => !isContainer(index, it))) {
      const texts = items.map((it) => unescaped(valueText(text, index, it)))
      if (key.endsWith('headers')) return { key, kind: 'headers', headers: readHeaderLines(texts) }
      return { key, kind: 'list', items: texts }
    }
  }
  if (isContainer(index, node)) return { key, kind: 'json', raw: rawValue(text, index, node) }
  const value = valueText(text, index, node)
  const bytes =
    key === 'bytes' ? bytesOfBase64(value) : key === 'hex_encoded_bytes' ? bytesOfHex(value) : undefined
  if (bytes && bytes.length > 0) return { key, kind: 'bytes', bytes }
  const note = key === 'net_error' && kind === 'number' ? netErrorName(Number(value)) : undefined
  return { key, kind: 'text', text: unescaped(value), ...(note === undefined ? {} : { note }) }
}

/** Chromium writes what is not ASCII as this mark and percent escapes. */
const ESCAPED = '%ESCAPED:\u200b '

function unescaped(text: string): string {
  if (!text.startsWith(ESCAPED)) return text
  try {
    return decodeURIComponent(text.slice(ESCAPED.length))
  } catch {
    return text
  }
}
