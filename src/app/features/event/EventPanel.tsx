/** The open row, whole, and its context. */
export function EventPanel() {
  return null
}
