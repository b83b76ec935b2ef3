export interface DiffLine {
  readonly change: 'same' | 'added' | 'removed'
  readonly text: string
}

/** Tables of more cells than this would stall the page; then whole texts are compared as blocks. */
const MAX_CELLS = 4_000_000

const same = (text: string): DiffLine => ({ change: 'same', text })
const added = (text: string): DiffLine => ({ change: 'added', text })
const removed = (text: string): DiffLine => ({ change: 'removed', text })

/** Lines of `after` against those of `before`: the longest common ones stay. */
export function diffLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1
  let tail = 0
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail += 1
  }
  return [
    ...after.slice(0, head).map(same),
    ...diffMiddle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...after.slice(after.length - tail).map(same),
  ]
}

function diffMiddle(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const [rows, columns] = [before.length, after.length]
  if (rows * columns > MAX_CELLS) return [...before.map(removed), ...after.map(added)]
  // common[row][column]: length of the longest common lines from there to the ends.
  const width = columns + 1
  const common = new Uint32Array((rows + 1) * width)
  const at = (row: number, column: number) => common[row * width + column] ?? 0
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      common[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const diff: DiffLine[] = []
  let [row, column] = [0, 0]
  while (row < rows || column < columns) {
    const [old, now] = [before[row], after[column]]
    if (old !== undefined && old === now) {
      diff.push({ change: 'same', text: old })
      row += 1
      column += 1
    } else if (old !== undefined && (now === undefined || at(row + 1, column) >= at(row, column + 1))) {
      diff.push(removed(old))
      row += 1
    } else if (now !== undefined) {
      diff.push(added(now))
      column += 1
    }
  }
  return diff
}
