import { cutText } from '#protocol/well-formed.ts'
import { MAX_OPEN_SPANS, MAX_REMEMBERED_SOURCES, MAX_SOURCE_NAME_CHARS } from './import-limits.ts'

/** What is known of one source while its events come by. */
export interface RememberedSource {
  name: string
  parent: string
  /** Seqs of the open BEGINs by name, last opened last. */
  open: Map<string, number[]> | undefined
}

/**
 * Remembers the sources seen lately: two generations, so that memory stays bounded in a file of millions of sources.
 * A source silent for longer is forgotten: its later events have no name, and its open spans stay open.
 */
export interface SourceMemory {
  /** What is known of `id`; undefined at its first event. */
  recall(id: string): RememberedSource | undefined
  remember(id: string, source: RememberedSource): void
}

export function createSourceMemory(): SourceMemory {
  let young = new Map<string, RememberedSource>()
  let old = new Map<string, RememberedSource>()
  function remember(id: string, source: RememberedSource): void {
    if (young.size >= MAX_REMEMBERED_SOURCES) {
      old = young
      young = new Map()
    }
    young.set(id, source)
  }
  return {
    remember,
    recall(id) {
      const known = young.get(id)
      if (known) return known
      const aged = old.get(id)
      if (aged) remember(id, aged)
      return aged
    },
  }
}

/** A name as it is remembered and shown: a longer one ends in an ellipsis. */
export function shortName(name: string): string {
  return name.length <= MAX_SOURCE_NAME_CHARS ? name : `${cutText(name, MAX_SOURCE_NAME_CHARS - 1)}…`
}

/** Span id of a BEGIN with this seq: unique in its session, the same at every import. */
const spanId = (seq: number) => `b${seq}`

/** Opens a span; a source with too many open ones forgets the oldest of them. */
export function openSpan(source: RememberedSource, name: string, seq: number): string {
  source.open ??= new Map()
  const seqs = source.open.get(name)
  if (seqs !== undefined) {
    if (seqs.length >= MAX_OPEN_SPANS) seqs.shift()
    seqs.push(seq)
    return spanId(seq)
  }
  const [oldest] = source.open.size >= MAX_OPEN_SPANS ? source.open.keys() : []
  if (oldest !== undefined) source.open.delete(oldest)
  source.open.set(name, [seq])
  return spanId(seq)
}

/**
 * Closes the span that was opened last under one of the names that its END may close;
 * undefined when none is open: its BEGIN is lost.
 */
export function closeSpan(source: RememberedSource, openers: readonly string[]): string | undefined {
  let last: number[] | undefined
  for (const opener of openers) {
    const seqs = source.open?.get(opener)
    if (seqs !== undefined && (seqs.at(-1) ?? 0) > (last?.at(-1) ?? 0)) last = seqs
  }
  const seq = last?.pop()
  return seq === undefined ? undefined : spanId(seq)
}
