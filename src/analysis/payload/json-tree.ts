import type { JsonIndex } from './json-index.ts'
import { isContainer, keyText, rawValue } from './json-values.ts'

/** Which containers are folded: those from a depth on, except the ones that were pressed. */
export interface Folding {
  /** Containers of this depth and deeper are folded. */
  readonly from: number
  readonly pressed: ReadonlySet<number>
}

/** A text of so many values is shown whole at first. */
const SMALL = 300
const FIRST_DEPTH = 2

export const EVERYTHING_OPEN: Folding = { from: Infinity, pressed: new Set() }
export const EVERYTHING_FOLDED: Folding = { from: 1, pressed: new Set() }

export function firstFolding(index: JsonIndex): Folding {
  return index.length <= SMALL ? EVERYTHING_OPEN : { from: FIRST_DEPTH, pressed: new Set() }
}

export function isFolded(index: JsonIndex, { from, pressed }: Folding, at: number): boolean {
  if (!isContainer(index, at) || index.count[at] === 0) return false
  return (index.depth[at] ?? 0) >= from !== pressed.has(at)
}

export function press(folding: Folding, at: number): Folding {
  const pressed = new Set(folding.pressed)
  if (!pressed.delete(at)) pressed.add(at)
  return { ...folding, pressed }
}

/** Opens everything around a value, so that it is on the screen. */
export function reveal(index: JsonIndex, folding: Folding, at: number): Folding {
  const pressed = new Set(folding.pressed)
  for (let node = index.parent[at] ?? -1; node >= 0; node = index.parent[node] ?? -1) {
    // What is folded already was pressed to be folded, or never pressed: either way the other state is open.
    if (isFolded(index, folding, node) && !pressed.delete(node)) pressed.add(node)
  }
  return { ...folding, pressed }
}

/** The values that are shown, top to bottom. */
export function visibleValues(index: JsonIndex, folding: Folding): Uint32Array {
  const shown = new Uint32Array(index.length)
  let count = 0
  for (let node = 0; node < index.length;) {
    shown[count] = node
    count += 1
    node = isFolded(index, folding, node) ? (index.next[node] ?? index.length) : node + 1
  }
  return shown.subarray(0, count)
}

/** More hits than anybody steps through. */
const MAX_HITS = 10_000

/** Values whose key or own text contains the words, in any case; containers by their key only. */
export function findValues(text: string, index: JsonIndex, words: string): Uint32Array {
  const wanted = words.toLowerCase()
  const hits: number[] = []
  if (wanted === '') return new Uint32Array()
  for (let node = 0; node < index.length && hits.length < MAX_HITS; node++) {
    const key = keyText(text, index, node)
    const isHit =
      key?.toLowerCase().includes(wanted) === true ||
      (!isContainer(index, node) && rawValue(text, index, node).toLowerCase().includes(wanted))
    if (isHit) hits.push(node)
  }
  return Uint32Array.from(hits)
}
