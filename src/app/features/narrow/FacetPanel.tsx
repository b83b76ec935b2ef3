/** The most frequent values of each field, to include or exclude. */
export function FacetPanel() {
  return null
}
