import { JSON_KINDS, type JsonIndex, type JsonKind } from './json-index.ts'

export function kindOf(index: JsonIndex, at: number): JsonKind {
  return JSON_KINDS[index.kind[at] ?? 0] ?? 'literal'
}

export const isContainer = (index: JsonIndex, at: number): boolean => (index.kind[at] ?? 2) <= 1

/** The value as it stands in the text. */
export function rawValue(text: string, index: JsonIndex, at: number): string {
  return text.slice(index.start[at], index.end[at])
}

/** The value for a person: of a text its content, of everything else what stands there. */
export function valueText(text: string, index: JsonIndex, at: number): string {
  const raw = rawValue(text, index, at)
  return kindOf(index, at) === 'string' ? unquoted(raw) : raw
}

/** The key under which a value stands; undefined at the top and in arrays. */
export function keyText(text: string, index: JsonIndex, at: number): string | undefined {
  const end = index.keyEnd[at] ?? 0
  return end === 0 ? undefined : unquoted(text.slice(index.keyStart[at], end))
}

/** Content of a JSON text; one that is cut off or malformed as it stands, without its first quote. */
export function unquoted(raw: string): string {
  if (!raw.includes('\\') && raw.endsWith('"') && raw.length > 1) return raw.slice(1, -1)
  try {
    return String(JSON.parse(raw))
  } catch {
    return raw.slice(1)
  }
}

const PLAIN_KEY = /^[A-Za-z_$][\w$]*$/

/** Where a value stands, as JSONPath and JavaScript write it: `$.calls[2]["from-to"]`. */
export function pathOf(text: string, index: JsonIndex, at: number): string {
  const steps: string[] = []
  for (let node = at; node >= 0; node = index.parent[node] ?? -1) {
    const key = keyText(text, index, node)
    if (key !== undefined) steps.push(PLAIN_KEY.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`)
    else if ((index.parent[node] ?? -1) >= 0) steps.push(`[${index.place[node]}]`)
  }
  return `$${steps.reverse().join('')}`
}

/** Values that a container holds itself, at most `limit` of them. */
export function childrenOf(index: JsonIndex, at: number, limit = Infinity): number[] {
  const children: number[] = []
  const end = index.next[at] ?? 0
  for (let node = at + 1; node < end && children.length < limit; node = index.next[node] ?? end) {
    children.push(node)
  }
  return children
}

/** Values at the top: one, or many in NDJSON. */
export function rootsOf(index: JsonIndex, limit = Infinity): number[] {
  const roots: number[] = []
  for (let node = 0; node < index.length && roots.length < limit; node = index.next[node] ?? index.length) {
    roots.push(node)
  }
  return roots
}

/** The value under a key of an object; the last one where the key is there twice, as JSON.parse would have it. */
export function memberOf(text: string, index: JsonIndex, at: number, key: string): number | undefined {
  return childrenOf(index, at).findLast((node) => keyText(text, index, node) === key)
}
