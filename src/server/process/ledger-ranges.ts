import type { SeqRange } from '#protocol/envelope.ts'

/** A set of seqs kept as ascending, disjoint, not touching ranges: a session without holes costs one entry. */
export class SeqRanges {
  private readonly from: number[] = []
  private readonly to: number[] = []

  static of(ranges: Iterable<SeqRange>): SeqRanges {
    const set = new SeqRanges()
    for (const [from, to] of ranges) set.add(from, to)
    return set
  }

  /** How many ranges: what the set costs. */
  get pieces(): number {
    return this.from.length
  }

  /** Greatest member; 0 when empty. */
  get greatest(): number {
    return this.to.at(-1) ?? 0
  }

  /** Number of members. */
  get size(): number {
    return this.from.reduce((sum, from, index) => sum + (this.to[index] ?? from) - from + 1, 0)
  }

  /** Index of the first range that ends at or after `seq`. */
  private search(seq: number): number {
    let low = 0
    let high = this.to.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.to[middle] ?? 0) < seq) low = middle + 1
      else high = middle
    }
    return low
  }

  has(seq: number): boolean {
    const from = this.from[this.search(seq)]
    return from !== undefined && from <= seq
  }

  /** Both ends inclusive. */
  add(from: number, to: number = from): void {
    if (to < from) return
    // Ranges that overlap or touch [from, to] become one with it.
    const first = this.search(from - 1)
    let last = first
    let start = from
    let end = to
    while (last < this.from.length && (this.from[last] ?? 0) <= to + 1) {
      start = Math.min(start, this.from[last] ?? start)
      end = Math.max(end, this.to[last] ?? end)
      last++
    }
    this.from.splice(first, last - first, start)
    this.to.splice(first, last - first, end)
  }

  addAll(other: SeqRanges): void {
    for (const [from, to] of other.ranges()) this.add(from, to)
  }

  ranges(): SeqRange[] {
    return this.from.map((from, index): SeqRange => [from, this.to[index] ?? from])
  }

  /** Every seq from 1 up to and with this one is a member; 0: 1 is not. */
  through(): number {
    return this.from[0] === 1 ? (this.to[0] ?? 0) : 0
  }

  /** What of 1 … `highest` is no member, ascending, at most `limit` ranges. */
  gaps(highest: number, limit: number = Number.POSITIVE_INFINITY): SeqRange[] {
    const gaps: SeqRange[] = []
    let next = 1
    for (const [from, to] of this.ranges()) {
      if (from > highest || gaps.length >= limit) break
      if (from > next) gaps.push([next, from - 1])
      next = to + 1
    }
    if (next <= highest && gaps.length < limit) gaps.push([next, highest])
    return gaps
  }

  /** How many of 1 … `highest` are members. */
  countThrough(highest: number): number {
    return this.ranges().reduce(
      (sum, [from, to]) => (from > highest ? sum : sum + Math.min(to, highest) - from + 1),
      0,
    )
  }
}
