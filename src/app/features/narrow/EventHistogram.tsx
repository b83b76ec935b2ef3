/** Rows over time, by level; drag zooms. */
export function EventHistogram() {
  return null
}
