/** What was there at a moment: `at` in milliseconds of a monotonic clock. */
export interface Sample {
  readonly at: number
  readonly count: number
}

/** Long enough to be steady, short enough to notice that a flood has ended. */
const WINDOW_MS = 10_000

/** The samples that still count, with the new one; a count that fell (another list, a deletion) begins anew. */
export function addSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const last = samples.at(-1)
  if (last && sample.count < last.count) return [sample]
  return [...samples.filter(({ at }) => at >= sample.at - WINDOW_MS), sample]
}

/** Rows per second over the window; undefined until two samples tell. */
export function rateOf(samples: readonly Sample[]): number | undefined {
  const first = samples[0]
  const last = samples.at(-1)
  if (!first || !last || last.at <= first.at) return undefined
  return ((last.count - first.count) * 1_000) / (last.at - first.at)
}
