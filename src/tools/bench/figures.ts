/** One line of the benchmark's result. `goal` is kept beside the value, so that a miss cannot be overlooked. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly goal?: { readonly at: 'least' | 'most'; readonly value: number }
  readonly note?: string
}

/** Nearest-rank percentile, `share` in 0…1. NaN for no values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN
}

export function meetsGoal({ value, goal }: Figure): boolean {
  if (!goal) return true
  return goal.at === 'least' ? value >= goal.value : value <= goal.value
}

const rounded = (value: number) =>
  Math.abs(value) >= 100 ? value.toLocaleString('en', { maximumFractionDigits: 0 }) : value.toPrecision(3)

/** Markdown, as it goes into `docs/benchmarks.md`. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map((it) => {
    const goal = it.goal ? `${it.goal.at === 'least' ? '≥' : '≤'} ${rounded(it.goal.value)}` : ''
    const verdict = it.goal ? (meetsGoal(it) ? 'met' : '**missed**') : ''
    return `| ${it.name} | ${rounded(it.value)} ${it.unit} | ${goal} | ${verdict} | ${it.note ?? ''} |`
  })
  return ['| what | measured | goal | | note |', '|---|---|---|---|---|', ...rows].join('\n')
}
