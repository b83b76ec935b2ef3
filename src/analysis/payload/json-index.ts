/**
 * Where everything stands in a JSON text: a flat table of its values, each with the place of its text. Nothing is
 * turned into numbers or objects, so 64-bit integers, duplicate keys and spellings stay as they were sent, nesting of
 * any depth needs no stack, and the table moves between threads without a copy.
 */
export interface JsonIndex {
  /** How many values there are; they stand in the order of the text, a container before what it holds. */
  readonly length: number
  /** Positions in `JSON_KINDS`. */
  readonly kind: Uint8Array
  /** Of the value's text: `text.slice(start, end)`. */
  readonly start: Uint32Array
  readonly end: Uint32Array
  /** Of the key's text with its quotes; both 0 where there is none. */
  readonly keyStart: Uint32Array
  readonly keyEnd: Uint32Array
  /** -1 at the top. */
  readonly parent: Int32Array
  /** The value that follows when everything within this one is left out. */
  readonly next: Uint32Array
  /** Of a container: how many values it holds itself. */
  readonly count: Uint32Array
  /** 0, 1, 2 … among those of the same container. */
  readonly place: Uint32Array
  readonly depth: Uint32Array
  /** Where it stops being readable; everything before it is there. */
  readonly fault: JsonFault | undefined
}

export const JSON_KINDS = ['object', 'array', 'string', 'number', 'literal'] as const
export type JsonKind = (typeof JSON_KINDS)[number]

export interface JsonFault {
  /** `syntax`: no JSON, or cut off. `limit`: more values than a screen can fold. */
  readonly reason: 'syntax' | 'limit'
  /** Characters from the start. */
  readonly at: number
}

/** Nine columns of four bytes each: 80 MB at most, and more than 10 MB of ordinary JSON holds. */
const MAX_VALUES = 2_000_000
const FIRST_CAPACITY = 256

const [OBJECT, ARRAY, STRING, NUMBER, LITERAL] = [0, 1, 2, 3, 4]
const NUMBER_TEXT = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const LITERAL_TEXT = /true|false|null/y
const SPACE = /[ \t\n\r]*/y

function wider<Column extends Uint8Array | Uint32Array | Int32Array>(column: Column): Column {
  const grown = new (column.constructor as new (length: number) => Column)(column.length * 2)
  grown.set(column)
  return grown
}

class Columns {
  length = 0
  kind = new Uint8Array(FIRST_CAPACITY)
  start = new Uint32Array(FIRST_CAPACITY)
  end = new Uint32Array(FIRST_CAPACITY)
  keyStart = new Uint32Array(FIRST_CAPACITY)
  keyEnd = new Uint32Array(FIRST_CAPACITY)
  parent = new Int32Array(FIRST_CAPACITY)
  next = new Uint32Array(FIRST_CAPACITY)
  count = new Uint32Array(FIRST_CAPACITY)
  place = new Uint32Array(FIRST_CAPACITY)
  depth = new Uint32Array(FIRST_CAPACITY)

  add(kind: number, start: number, end: number, parent: number, keyStart: number, keyEnd: number): number {
    const at = this.length
    if (at === this.kind.length) this.grow()
    this.kind[at] = kind
    this.start[at] = start
    this.end[at] = end
    this.keyStart[at] = keyStart
    this.keyEnd[at] = keyEnd
    this.parent[at] = parent
    this.next[at] = at + 1
    if (parent >= 0) {
      this.place[at] = this.count[parent] ?? 0
      this.count[parent] = (this.count[parent] ?? 0) + 1
      this.depth[at] = (this.depth[parent] ?? 0) + 1
    }
    this.length = at + 1
    return at
  }

  private grow(): void {
    this.kind = wider(this.kind)
    this.start = wider(this.start)
    this.end = wider(this.end)
    this.keyStart = wider(this.keyStart)
    this.keyEnd = wider(this.keyEnd)
    this.parent = wider(this.parent)
    this.next = wider(this.next)
    this.count = wider(this.count)
    this.place = wider(this.place)
    this.depth = wider(this.depth)
  }
}

/** Never throws. Several values one after the other (NDJSON) are all at the top. */
export function indexJson(text: string, maxValues = MAX_VALUES): JsonIndex {
  const columns = new Columns()
  let fault: JsonFault | undefined
  let at = 0
  let open = -1
  let keyStart = 0
  let keyEnd = 0

  const skipSpace = () => {
    SPACE.lastIndex = at
    SPACE.test(text)
    at = SPACE.lastIndex
  }
  const fail = (reason: JsonFault['reason'] = 'syntax') => {
    fault ??= { reason, at }
  }
  const add = (kind: number, end: number) => {
    const added = columns.add(kind, at, end, open, keyStart, keyEnd)
    keyStart = keyEnd = 0
    at = end
    return added
  }
  const close = () => {
    columns.end[open] = at
    columns.next[open] = columns.length
    open = columns.parent[open] ?? -1
  }

  /** True: a value was read or a container opened. */
  const readValue = (): boolean => {
    if (columns.length === maxValues) {
      fail('limit')
      return false
    }
    const character = text[at]
    if (character === '{' || character === '[') {
      open = add(character === '{' ? OBJECT : ARRAY, at + 1)
      return true
    }
    const [kind, end] = scalarAt(text, at)
    if (end === -1) {
      // What was cut off within a text is still worth seeing.
      if (character === '"') add(STRING, text.length)
      fail()
      return false
    }
    add(kind, end)
    return true
  }
  const readKey = (): boolean => {
    skipSpace()
    const end = text[at] === '"' ? stringEnd(text, at) : -1
    if (end === -1) return false
    keyStart = at
    keyEnd = at = end
    skipSpace()
    if (text[at] !== ':') return false
    at += 1
    return true
  }

  skipSpace()
  for (;;) {
    if (fault !== undefined || (open === -1 && at >= text.length)) break
    const kind = open === -1 ? -1 : columns.kind[open]
    const isFirst = open === -1 || columns.count[open] === 0
    const closing = kind === OBJECT ? '}' : ']'
    skipSpace()
    if (open !== -1 && text[at] === closing) {
      at += 1
      close()
    } else {
      if (open !== -1 && !isFirst) {
        if (text[at] === ',') at += 1
        else {
          fail()
          break
        }
      }
      if (kind === OBJECT && !readKey()) {
        fail()
        break
      }
      skipSpace()
      if (!readValue()) break
    }
    skipSpace()
  }
  if (open !== -1) fail()
  for (; open !== -1; open = columns.parent[open] ?? -1) {
    columns.end[open] = at
    columns.next[open] = columns.length
  }
  return trimmed(columns, fault)
}

/** Kind and end of a text, number or literal; -1: there is none here. */
function scalarAt(text: string, at: number): readonly [kind: number, end: number] {
  if (text[at] === '"') return [STRING, stringEnd(text, at)]
  for (const [kind, pattern] of [
    [NUMBER, NUMBER_TEXT],
    [LITERAL, LITERAL_TEXT],
  ] as const) {
    pattern.lastIndex = at
    if (pattern.test(text)) return isWordEnd(text, pattern.lastIndex) ? [kind, pattern.lastIndex] : [kind, -1]
  }
  return [LITERAL, -1]
}

const isWordEnd = (text: string, at: number) => !/[\w.+]/.test(text.charAt(at))

/** Behind the closing quote of the text that begins at `at`; -1: it never ends. */
export function stringEnd(text: string, at: number): number {
  let quote = at
  for (;;) {
    quote = text.indexOf('"', quote + 1)
    if (quote === -1) return -1
    let slashes = 0
    while (text.charCodeAt(quote - 1 - slashes) === 0x5c) slashes += 1
    if (slashes % 2 === 0) return quote + 1
  }
}

function trimmed(columns: Columns, fault: JsonFault | undefined): JsonIndex {
  const { length } = columns
  return {
    length,
    kind: columns.kind.slice(0, length),
    start: columns.start.slice(0, length),
    end: columns.end.slice(0, length),
    keyStart: columns.keyStart.slice(0, length),
    keyEnd: columns.keyEnd.slice(0, length),
    parent: columns.parent.slice(0, length),
    next: columns.next.slice(0, length),
    count: columns.count.slice(0, length),
    place: columns.place.slice(0, length),
    depth: columns.depth.slice(0, length),
    fault,
  }
}

/** Everything that moves to another thread with the table. */
export function buffersOf(index: JsonIndex): ArrayBuffer[] {
  const { kind, start, end, keyStart, keyEnd, parent, next, count, place, depth } = index
  return [kind, start, end, keyStart, keyEnd, parent, next, count, place, depth].map(
    (column) => column.buffer as ArrayBuffer,
  )
}
