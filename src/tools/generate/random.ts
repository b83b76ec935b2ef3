/** Repeatable randomness: the same seed gives the same numbers on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** Whole number, both ends included. */
  int(min: number, max: number): number
  chance(probability: number): boolean
  pick<Item>(items: readonly [Item, ...Item[]]): Item
  /** Weights need not sum to anything. */
  weighted<Item>(items: readonly (readonly [item: Item, weight: number])[]): Item
  /** Around the median, seldom far above: what durations look like. */
  skewed(median: number): number
  hex(digits: number): string
  digits(count: number): string
}

const UINT32 = 4_294_967_296
const HEX = '0123456789abcdef'

/** Mixes the parts of a seed so that neighbouring seeds give unrelated streams (finaliser of MurmurHash3). */
function mix(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** sfc32: small, fast, passes the usual test batteries. */
export function createRandom(seed: number, stream = 0): Random {
  let a = mix(seed)
  let b = mix(stream + 0x9e3779b9)
  let c = mix(seed ^ (stream * 31))
  let counter = 1

  function next32(): number {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return sum >>> 0
  }
  for (let i = 0; i < 12; i += 1) next32()

  const next = () => next32() / UINT32
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    weighted: (items) => {
      const total = items.reduce((sum, [, weight]) => sum + weight, 0)
      let left = next() * total
      for (const [item, weight] of items) {
        left -= weight
        if (left < 0) return item
      }
      const last = items.at(-1)
      if (last === undefined) throw new Error('nothing to choose from')
      return last[0]
    },
    skewed: (median) => median * Math.exp((next() + next() + next() - 1.5) * 1.2),
    hex: (digits) => {
      let text = ''
      while (text.length < digits) {
        let bits = next32()
        for (let i = 0; i < 8 && text.length < digits; i += 1) {
          text += HEX.charAt(bits & 15)
          bits >>>= 4
        }
      }
      return text
    },
    digits: (count) => {
      let text = ''
      while (text.length < count) text += String(next32() % 1_000_000).padStart(6, '0')
      return text.slice(0, count)
    },
  }
}
