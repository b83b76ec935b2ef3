import type { EventKey, StoredEvent } from '#protocol/event.ts'
import { PHASES } from '#protocol/phase.ts'
import { pairSpans } from '#analysis/pairing.ts'

/** Names of BEGINs that an END of this name may close (`protocol/vocabulary`). */
export type Openers = (closer: string) => readonly string[]

/** A half of a pair among the rows that are loaded. */
export interface LoadedHalf {
  readonly event: StoredEvent
  readonly position: number
}

/** BEGIN and END as far as they are loaded; at least one is. */
export interface Pair {
  readonly begin: LoadedHalf | undefined
  readonly end: LoadedHalf | undefined
}

interface Rows {
  readonly eventAt: (position: number) => StoredEvent | undefined
  readonly first: number
  readonly last: number
}

/**
 * The pairs of a row's own source that the row is a half of or lies within, outermost first, among loaded rows.
 * Where a half is not loaded the pair is kept: its other half may be anywhere beyond.
 */
export function pairsAround(rows: Rows, focus: LoadedHalf, openersOf: Openers): readonly Pair[] {
  const halves = halvesOfSource(rows, focus.event)
  const spans = pairSpans(columnsOf(halves), pairNames(halves, openersOf))
  const pairs: Pair[] = []
  for (let index = 0; index < spans.length; index += 1) {
    const begin = halves[spans.beginRow[index] ?? -1]
    const end = halves[spans.endRow[index] ?? -1]
    if (encloses({ begin, end }, focus.event)) pairs.push({ begin, end })
  }
  return pairs
}

/** BEGINs and ENDs of the same source of the same session, in the order of their session. */
function halvesOfSource({ eventAt, first, last }: Rows, focus: StoredEvent): readonly LoadedHalf[] {
  const found: LoadedHalf[] = []
  for (let position = first; position <= last; position += 1) {
    const event = eventAt(position)
    if (!event || event.phase === 'none') continue
    if (event.session === focus.session && event.source?.id === focus.source?.id)
      found.push({ event, position })
  }
  return found.sort((a, b) => a.event.seq - b.event.seq)
}

function columnsOf(halves: readonly LoadedHalf[]) {
  const numbers = new Map<string, number>([['', 0]])
  const numberOf = (text: string) => {
    const known = numbers.get(text)
    if (known !== undefined) return known
    numbers.set(text, numbers.size)
    return numbers.size - 1
  }
  const texts = (of: (event: StoredEvent) => string) =>
    Uint32Array.from(halves, ({ event }) => numberOf(of(event)))
  return {
    length: halves.length,
    phase: Uint8Array.from(halves, ({ event }) => PHASES.indexOf(event.phase)),
    time: Float64Array.from(halves, ({ event }) => event.ts),
    session: texts(({ session }) => session),
    sourceId: texts(({ source }) => source?.id ?? ''),
    name: texts(({ name }) => name),
    span: texts(({ span }) => span ?? ''),
  }
}

/** An END whose name is another than its BEGIN's pairs under the name of the BEGIN that is there. */
function pairNames(halves: readonly LoadedHalf[], openersOf: Openers): (name: number) => number {
  const { name } = columnsOf(halves)
  const begins = new Map<string, number>()
  const opener = new Map<number, number>()
  halves.forEach(({ event }, index) => {
    if (event.phase === 'begin') begins.set(event.name, name[index] ?? 0)
  })
  halves.forEach(({ event }, index) => {
    if (event.phase !== 'end') return
    const from = openersOf(event.name).find((it) => begins.has(it))
    if (from !== undefined) opener.set(name[index] ?? 0, begins.get(from) ?? 0)
  })
  return (it) => opener.get(it) ?? it
}

/** Of one session: its seqs say what lies within what. */
function encloses({ begin, end }: Pair, { seq }: EventKey): boolean {
  const from = begin?.event.seq ?? Number.NEGATIVE_INFINITY
  const to = end?.event.seq ?? Number.POSITIVE_INFINITY
  return seq >= from && seq <= to
}
