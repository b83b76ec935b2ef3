/** Gives equal strings one small number. Number 0 is the empty string, which columns use for "absent". */
export interface StringPool {
  readonly size: number
  /** The number of `text`, given at its first sight. */
  intern(text: string): number
  /** The number of `text`, or -1 when it was never seen. */
  find(text: string): number
  /** Throws a RangeError for a number that was never given. */
  text(index: number): string
}

export function createStringPool(): StringPool {
  const texts = ['']
  const numbers = new Map([['', 0]])
  return {
    get size() {
      return texts.length
    },
    intern(text) {
      const known = numbers.get(text)
      if (known !== undefined) return known
      const index = texts.length
      texts.push(text)
      numbers.set(text, index)
      return index
    },
    find: (text) => numbers.get(text) ?? -1,
    text(index) {
      const text = texts[index]
      if (text === undefined) throw new RangeError(`no string has number ${index}`)
      return text
    },
  }
}
