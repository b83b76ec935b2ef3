/**
 * Rows per second at a block size between those that were measured: straight lines between the points.
 * `[[1000, 10], [10000, 100]]` at 5,500 → 55.
 */
export function rateAt(rates: ReadonlyMap<number, number>, rows: number): number {
  const points = [...rates].toSorted(([a], [b]) => a - b)
  const above = points.find(([size]) => size >= rows) ?? points.at(-1)
  const below = points.findLast(([size]) => size <= rows) ?? points[0]
  if (!above || !below) return Number.NaN
  if (above[0] === below[0]) return above[1]
  return below[1] + ((above[1] - below[1]) * (rows - below[0])) / (above[0] - below[0])
}
