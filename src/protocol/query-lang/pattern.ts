/** Whether the text is the parts in order with anything, or nothing, in place of each star. */
export function matchesWhole(text: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? ''
  const last = parts.at(-1) ?? ''
  if (text.length < first.length + last.length) return false
  if (!text.startsWith(first) || !text.endsWith(last)) return false
  return matchesInside(text.slice(first.length, text.length - last.length), parts.slice(1, -1))
}

/** Whether the parts stand in the text in order, without touching each other's characters. */
export function matchesInside(text: string, parts: readonly string[]): boolean {
  let from = 0
  for (const part of parts) {
    const found = text.indexOf(part, from)
    if (found < 0) return false
    from = found + part.length
  }
  return true
}
