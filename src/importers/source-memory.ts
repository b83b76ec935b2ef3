import { MAX_OPEN_SPANS, MAX_REMEMBERED_SOURCES } from './import-limits.ts'

/** What is known of one source while its events come by. */
export interface RememberedSource {
  name: string
  parent: string
  /** Seqs of the open BEGINs by pair name, last opened last. */
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

/** Span id of a BEGIN with this seq: unique in its session, the same at every import. */
const spanId = (seq: number) => `b${seq}`

/** Opens a span; a source with too many open ones forgets its oldest. */
export function openSpan(source: RememberedSource, pairName: string, seq: number): string {
  source.open ??= new Map()
  const seqs = source.open.get(pairName)
  if (seqs === undefined) source.open.set(pairName, [seq])
  else {
    if (seqs.length >= MAX_OPEN_SPANS) seqs.shift()
    seqs.push(seq)
  }
  return spanId(seq)
}

/** Closes the span that was opened last under this name; undefined when none is open: its BEGIN is lost. */
export function closeSpan(source: RememberedSource, pairName: string): string | undefined {
  const seqs = source.open?.get(pairName)
  const seq = seqs?.pop()
  if (seqs?.length === 0) source.open?.delete(pairName)
  return seq === undefined ? undefined : spanId(seq)
}
