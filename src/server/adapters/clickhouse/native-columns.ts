import { ByteSink } from './byte-sink.ts'

/**
 * Writers of whole columns in ClickHouse's `Native` format (protocol revision 0, as HTTP without a revision reads
 * it): name, type, then the values. Columns instead of rows let the engine take a block nearly as it is.
 */
const LOW_CARDINALITY_VERSION = 1
/** "The keys follow, and replace any dictionary": bits 9 and 10 of the index type. */
const LOW_CARDINALITY_OWN_KEYS = 0x600
const ONE_BYTE_KEYS = 0x100
const TWO_BYTE_KEYS = 0x1_0000

export function writeHeader(sink: ByteSink, columns: number, rows: number): void {
  sink.varint(columns)
  sink.varint(rows)
}

export function writeTexts<Row>(sink: ByteSink, rows: readonly Row[], read: (row: Row) => string): void {
  for (const row of rows) sink.text(read(row))
}

export function writeInt64s<Row>(sink: ByteSink, rows: readonly Row[], read: (row: Row) => number): void {
  for (const row of rows) sink.int64(read(row))
}

export function writeUint32s<Row>(sink: ByteSink, rows: readonly Row[], read: (row: Row) => number): void {
  for (const row of rows) sink.uint32(read(row))
}

export function writeUint8s<Row>(sink: ByteSink, rows: readonly Row[], read: (row: Row) => number): void {
  for (const row of rows) sink.uint8(read(row))
}

/** Collects values of a LowCardinality(String) column: each distinct text is written once. */
class Dictionary {
  private readonly keys = new Map<string, number>()
  private readonly texts = new ByteSink(1024)
  private readonly indexes: number[] = []

  add(value: string): void {
    let index = this.keys.get(value)
    if (index === undefined) {
      index = this.keys.size
      this.keys.set(value, index)
      this.texts.text(value)
    }
    this.indexes.push(index)
  }

  /** Comes before everything else of the column, before the offsets of a Map that holds it too. */
  static writePrefix(sink: ByteSink): void {
    sink.int64(LOW_CARDINALITY_VERSION)
  }

  write(sink: ByteSink): void {
    if (this.indexes.length === 0) return
    const width = this.keys.size <= ONE_BYTE_KEYS ? 0 : this.keys.size <= TWO_BYTE_KEYS ? 1 : 2
    sink.int64(LOW_CARDINALITY_OWN_KEYS + width)
    sink.int64(this.keys.size)
    sink.append(this.texts)
    sink.int64(this.indexes.length)
    for (const index of this.indexes) {
      if (width === 0) sink.uint8(index)
      else if (width === 1) sink.uint16(index)
      else sink.uint32(index)
    }
  }
}

export function writeLowCardinality<Row>(
  sink: ByteSink,
  rows: readonly Row[],
  read: (row: Row) => string,
): void {
  const dictionary = new Dictionary()
  for (const row of rows) dictionary.add(read(row))
  Dictionary.writePrefix(sink)
  dictionary.write(sink)
}

export function writeTextArrays<Row>(
  sink: ByteSink,
  rows: readonly Row[],
  read: (row: Row) => readonly string[],
): void {
  let end = 0
  for (const row of rows) {
    end += read(row).length
    sink.int64(end)
  }
  for (const row of rows) for (const value of read(row)) sink.text(value)
}

/** Map(LowCardinality(String), String). */
export function writeTextMaps<Row>(
  sink: ByteSink,
  rows: readonly Row[],
  read: (row: Row) => readonly (readonly [key: string, value: string])[],
): void {
  const keys = new Dictionary()
  const values = new ByteSink()
  Dictionary.writePrefix(sink)
  let end = 0
  for (const row of rows) {
    const entries = read(row)
    end += entries.length
    sink.int64(end)
    for (const [key, value] of entries) {
      keys.add(key)
      values.text(value)
    }
  }
  keys.write(sink)
  sink.append(values)
}
