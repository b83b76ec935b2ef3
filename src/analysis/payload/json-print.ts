import type { JsonIndex } from './json-index.ts'
import { isContainer, kindOf } from './json-values.ts'

/** Deeper nesting is no longer indented further: 10,000 levels would make a line of 20,000 spaces. */
const MAX_INDENT = 100

const line = (depth: number) => `\n${'  '.repeat(Math.min(depth, MAX_INDENT))}`

/** The same JSON over many lines, each value and key exactly as it was written. */
export function prettyJson(text: string, index: JsonIndex): string {
  const parts: string[] = []
  const open: number[] = []
  const closeUntil = (node: number) => {
    for (let at = open.at(-1); at !== undefined && (index.next[at] ?? 0) <= node; at = open.at(-1)) {
      parts.push(line(index.depth[at] ?? 0), kindOf(index, at) === 'object' ? '}' : ']')
      open.pop()
    }
  }
  for (let node = 0; node < index.length; node++) {
    closeUntil(node)
    const depth = index.depth[node] ?? 0
    if (node > 0) parts.push((index.place[node] ?? 0) > 0 ? ',' : '', line(depth))
    const keyEnd = index.keyEnd[node] ?? 0
    if (keyEnd > 0) parts.push(text.slice(index.keyStart[node], keyEnd), ': ')
    if (!isContainer(index, node)) parts.push(text.slice(index.start[node], index.end[node]))
    else if (index.count[node] === 0) parts.push(kindOf(index, node) === 'object' ? '{}' : '[]')
    else {
      parts.push(kindOf(index, node) === 'object' ? '{' : '[')
      open.push(node)
    }
  }
  closeUntil(index.length)
  return parts.join('')
}
