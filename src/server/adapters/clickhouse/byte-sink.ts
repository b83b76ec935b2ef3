const FIRST_BYTES = 64 * 1024
/** Below this many characters a loop over ASCII is quicker than a native call. */
const SHORT = 48

/** A growing buffer with the few encodings that ClickHouse's `Native` format is made of. Little endian. */
export class ByteSink {
  private bytes: Buffer<ArrayBuffer>
  private used = 0

  constructor(capacity = FIRST_BYTES) {
    this.bytes = Buffer.allocUnsafe(capacity)
  }

  get length(): number {
    return this.used
  }

  private reserve(count: number): void {
    const needed = this.used + count
    if (needed <= this.bytes.length) return
    const grown = Buffer.allocUnsafe(Math.max(needed, this.bytes.length * 2))
    this.bytes.copy(grown, 0, 0, this.used)
    this.bytes = grown
  }

  uint8(value: number): void {
    this.reserve(1)
    this.bytes[this.used++] = value
  }

  uint16(value: number): void {
    this.reserve(2)
    this.used = this.bytes.writeUInt16LE(value, this.used)
  }

  uint32(value: number): void {
    this.reserve(4)
    this.used = this.bytes.writeUInt32LE(value >>> 0, this.used)
  }

  /** Any safe integer, negative too (two's complement): UInt64, Int64 and DateTime64 alike. */
  int64(value: number): void {
    if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${value}`)
    const high = Math.floor(value / 0x1_0000_0000)
    this.reserve(8)
    this.used = this.bytes.writeUInt32LE(value - high * 0x1_0000_0000, this.used)
    this.used = this.bytes.writeInt32LE(high, this.used)
  }

  /** Of two safe integers, exact also where the difference is none. */
  int64Difference(from: number, subtract: number): void {
    const difference = from - subtract
    if (Number.isSafeInteger(difference)) {
      this.int64(difference)
      return
    }
    this.reserve(8)
    this.used = this.bytes.writeBigInt64LE(BigInt(from) - BigInt(subtract), this.used)
  }

  varint(value: number): void {
    this.reserve(8)
    let rest = value
    while (rest >= 0x80) {
      this.bytes[this.used++] = (rest % 0x80) | 0x80
      rest = Math.floor(rest / 0x80)
    }
    this.bytes[this.used++] = rest
  }

  /** Length in bytes, then UTF-8. NUL is a byte like others; a lone surrogate becomes U+FFFD. */
  text(value: string): void {
    if (value.length < SHORT && this.shortAscii(value)) return
    const size = Buffer.byteLength(value)
    this.varint(size)
    this.reserve(size)
    this.used += this.bytes.write(value, this.used, 'utf8')
  }

  private shortAscii(value: string): boolean {
    this.reserve(SHORT + 1)
    const { bytes } = this
    const start = this.used
    let at = start
    bytes[at++] = value.length
    for (let index = 0; index < value.length; index++) {
      const code = value.charCodeAt(index)
      if (code >= 0x80) return false
      bytes[at++] = code
    }
    this.used = at
    return true
  }

  append(other: ByteSink): void {
    this.reserve(other.used)
    other.bytes.copy(this.bytes, this.used, 0, other.used)
    this.used += other.used
  }

  /** The bytes written so far; a view, so the sink must not be written to afterwards. */
  done(): Buffer {
    return this.bytes.subarray(0, this.used)
  }
}
