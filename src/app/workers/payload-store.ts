/**
 * Keeps the payloads of an opened file outside of the script's memory: a browser holds blobs in another process and
 * moves them to disk when they are many. Texts are well-formed, so UTF-8 keeps them exactly.
 */
export interface PayloadStore {
  /** The next row's payload; rows are given in their order, an absent one as the empty text. */
  append(payload: string): void
  /** Bytes of a row's payload, 0 = none. */
  bytesOf(row: number): number
  /** Payloads of `rows` consecutive rows from `first`. */
  read(first: number, rows: number): Promise<readonly string[]>
}

/** Many small blobs cost more than they save; one that grows by its whole would copy it each time. */
const PART_BYTES = 4 * 1024 * 1024

export function createPayloadStore(): PayloadStore {
  const encoder = new TextEncoder()
  /** Where each row's payload begins; one longer than the rows. */
  const starts: number[] = [0]
  let sealed = new Blob([])
  let open: Uint8Array<ArrayBuffer>[] = []
  let openBytes = 0
  let end = 0

  function seal(): void {
    if (openBytes === 0) return
    sealed = new Blob([sealed, ...open])
    open = []
    openBytes = 0
  }

  const bytesOf = (row: number) => (starts[row + 1] ?? 0) - (starts[row] ?? 0)

  return {
    append(payload) {
      if (payload !== '') {
        const bytes = encoder.encode(payload)
        open.push(bytes)
        openBytes += bytes.length
        end += bytes.length
        if (openBytes >= PART_BYTES) seal()
      }
      starts.push(end)
    },
    bytesOf,
    async read(first, rows) {
      seal()
      const from = starts[first] ?? 0
      const to = starts[first + rows] ?? end
      if (from === to) return Array.from({ length: rows }, () => '')
      const bytes = new Uint8Array(await sealed.slice(from, to).arrayBuffer())
      const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
      return Array.from({ length: rows }, (_, index) => {
        const start = (starts[first + index] ?? 0) - from
        return decoder.decode(bytes.subarray(start, start + bytesOf(first + index)))
      })
    },
  }
}
