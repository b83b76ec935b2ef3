/**
 * Bytes that have come and are not read yet, in one stretch of memory.
 * Grows by doubling and moves what is left to the front, so that a value over many chunks costs no quadratic copying.
 */
export interface ByteQueue {
  /** The unread bytes; valid until the next `append`. */
  readonly bytes: Uint8Array
  /** Position of `bytes[0]` in the file. */
  readonly offset: number
  append(chunk: Uint8Array): void
  /** Drops `count` bytes from the front. */
  consume(count: number): void
}

const FIRST_CAPACITY = 64 * 1024

export function createByteQueue(): ByteQueue {
  let memory = new Uint8Array(FIRST_CAPACITY)
  let start = 0
  let end = 0
  let offset = 0
  return {
    get bytes() {
      return memory.subarray(start, end)
    },
    get offset() {
      return offset
    },
    append(chunk) {
      const length = end - start
      if (end + chunk.length > memory.length) {
        let capacity = memory.length
        while (capacity < length + chunk.length) capacity *= 2
        // A buffer that once held a giant value is not kept for ever.
        if (length + chunk.length < FIRST_CAPACITY / 2) capacity = FIRST_CAPACITY
        const next = capacity === memory.length ? memory : new Uint8Array(capacity)
        next.set(memory.subarray(start, end))
        memory = next
        start = 0
        end = length
      }
      memory.set(chunk, end)
      end += chunk.length
    },
    consume(count) {
      start += count
      offset += count
      if (start === end) {
        start = 0
        end = 0
      }
    },
  }
}
