type NumberArray = Uint8Array | Uint32Array | Int32Array | Float64Array

/** A typed array that doubles when it is full; an append costs amortised one copy. */
export interface GrowingColumn<Values extends NumberArray> {
  push(value: number): void
  /** The filled part. Shares memory with the column, so take it once, at the end. */
  values(): Values
}

const FIRST_CAPACITY = 1024

export function growingColumn<Values extends NumberArray>(
  allocate: (length: number) => Values,
): GrowingColumn<Values> {
  let array = allocate(FIRST_CAPACITY)
  let length = 0
  return {
    push(value) {
      if (length === array.length) {
        const larger = allocate(array.length * 2)
        larger.set(array)
        array = larger
      }
      array[length++] = value
    },
    values: () => array.subarray(0, length) as Values,
  }
}
