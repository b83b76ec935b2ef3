/** FIPS 180-4, piece by piece: the platform's own digest wants the whole file in memory, and https. */
export interface Sha256 {
  update(bytes: Uint8Array): void
  /** Lower-case hex. Nothing can be added afterwards. */
  digest(): string
}

const BLOCK_BYTES = 64
const ROUNDS = 64

const PRIMES = firstPrimes(ROUNDS)
/** First 32 bits of the fractional parts of the cube roots of the first 64 primes. */
const K = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)))
/** Of the square roots of the first eight. */
const START = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))

function fraction(value: number): number {
  return Math.floor((value - Math.floor(value)) * 2 ** 32) | 0
}

function firstPrimes(count: number): number[] {
  const primes: number[] = []
  for (let candidate = 2; primes.length < count; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate)
  }
  return primes
}

export function createSha256(): Sha256 {
  const state = Int32Array.from(START)
  const words = new Int32Array(ROUNDS)
  const pending = new Uint8Array(BLOCK_BYTES)
  let filled = 0
  let length = 0

  function update(bytes: Uint8Array): void {
    length += bytes.length
    let from = 0
    if (filled > 0) {
      const taken = Math.min(BLOCK_BYTES - filled, bytes.length)
      pending.set(bytes.subarray(0, taken), filled)
      filled += taken
      from = taken
      if (filled < BLOCK_BYTES) return
      mixBlock(state, words, pending, 0)
      filled = 0
    }
    for (; from + BLOCK_BYTES <= bytes.length; from += BLOCK_BYTES) mixBlock(state, words, bytes, from)
    pending.set(bytes.subarray(from))
    filled = bytes.length - from
  }

  return {
    update,
    digest() {
      const bits = length * 8
      const padded = new Uint8Array((filled < BLOCK_BYTES - 8 ? BLOCK_BYTES : 2 * BLOCK_BYTES) - filled)
      padded[0] = 0x80
      const view = new DataView(padded.buffer)
      view.setUint32(padded.length - 8, Math.floor(bits / 2 ** 32))
      view.setUint32(padded.length - 4, bits >>> 0)
      update(padded)
      return [...state].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
    },
  }
}

const turned = (word: number, by: number) => (word >>> by) | (word << (32 - by))

const at = (array: Int32Array, index: number) => array[index] as number

/** Letters as in the standard. */
function mixBlock(state: Int32Array, w: Int32Array, bytes: Uint8Array, from: number): void {
  for (let t = 0; t < 16; t++) {
    const i = from + 4 * t
    w[t] =
      ((bytes[i] as number) << 24) |
      ((bytes[i + 1] as number) << 16) |
      ((bytes[i + 2] as number) << 8) |
      (bytes[i + 3] as number)
  }
  for (let t = 16; t < ROUNDS; t++) {
    const [w2, w15] = [at(w, t - 2), at(w, t - 15)]
    const s0 = turned(w15, 7) ^ turned(w15, 18) ^ (w15 >>> 3)
    const s1 = turned(w2, 17) ^ turned(w2, 19) ^ (w2 >>> 10)
    w[t] = (at(w, t - 16) + s0 + at(w, t - 7) + s1) | 0
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  for (let t = 0; t < ROUNDS; t++) {
    const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + at(K, t) + at(w, t)) | 0
    const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  const next = [a, b, c, d, e, f, g, h]
  for (let i = 0; i < next.length; i++) state[i] = (at(state, i) + (next[i] as number)) | 0
}
