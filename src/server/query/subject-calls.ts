import type { Micros } from '#protocol/time.ts'
import type { MediaVerdict, Outcome } from '#protocol/vocabulary/call-outcome.ts'
import { outcomeOfShape, type CallShape } from './call-shape.ts'
import type { Bins, CallGroup } from './subject-reader.ts'

/** Reasons that are listed; more than that nobody reads. */
const MAX_REASONS = 30

type Counts<Key extends string> = Partial<Record<Key, number>>

export interface CallSums {
  readonly count: number
  readonly outcomes: Counts<Outcome>
  readonly media: Counts<MediaVerdict>
  readonly bins: readonly { readonly from: Micros; readonly counts: Counts<Outcome> }[]
  readonly reasons: readonly {
    readonly outcome: Outcome
    readonly reason: string | null
    readonly count: number
  }[]
}

function add<Key extends string>(counts: Counts<Key>, key: Key, amount: number): void {
  counts[key] = (counts[key] ?? 0) + amount
}

/** Groups of like calls, judged by the one rule of outcomes and added up. */
export function sumCalls(groups: readonly CallGroup[], { start, width }: Bins): CallSums {
  const outcomes: Counts<Outcome> = {}
  const media: Counts<MediaVerdict> = {}
  const bins = new Map<number, Counts<Outcome>>()
  const reasons = new Map<string, { outcome: Outcome; reason: string | null; count: number }>()
  let count = 0
  for (const { bin, shape, calls } of groups) {
    const judged = outcomeOfShape(shape)
    count += calls
    add(outcomes, judged.outcome, calls)
    add(media, judged.media, calls)
    const counts = bins.get(bin) ?? {}
    bins.set(bin, counts)
    add(counts, judged.outcome, calls)
    if (judged.outcome !== 'failed' && judged.outcome !== 'dropped') continue
    const key = JSON.stringify([judged.outcome, judged.reason ?? null])
    const known = reasons.get(key)
    if (known) known.count += calls
    else reasons.set(key, { outcome: judged.outcome, reason: judged.reason ?? null, count: calls })
  }
  return {
    count,
    outcomes,
    media,
    bins: [...bins]
      .sort(([a], [b]) => a - b)
      .map(([bin, counts]) => ({ from: (start + bin * width) as Micros, counts })),
    reasons: [...reasons.values()].sort((a, b) => b.count - a.count).slice(0, MAX_REASONS),
  }
}

export interface WantedCalls {
  readonly outcome?: Outcome | undefined
  /** Empty: calls that name none. */
  readonly reason?: string | undefined
}

/** The shapes that come out as wanted, and how many calls they are. */
export function wantedShapes(
  groups: readonly CallGroup[],
  { outcome, reason }: WantedCalls,
): { readonly shapes: readonly CallShape[]; readonly count: number } {
  const shapes = new Map<string, CallShape>()
  let count = 0
  for (const { shape, calls } of groups) {
    const judged = outcomeOfShape(shape)
    if (outcome !== undefined && judged.outcome !== outcome) continue
    if (reason !== undefined && (judged.reason ?? '') !== reason) continue
    shapes.set(JSON.stringify(shape), shape)
    count += calls
  }
  return { shapes: [...shapes.values()], count }
}
