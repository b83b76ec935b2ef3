/** A number, an id or a pasted sentence; recent calls and sessions. */
export function FindPage() {
  return null
}
