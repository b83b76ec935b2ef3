/** One line is enough in a list; the rest is in the event. */
const MAX_CHARS = 2_000

/**
 * Log text for one line of a list: control, zero-width and direction-changing characters are shown by their code,
 * so that no log can reorder, hide or break what stands beside it. `a\u202eb` → `a⟨U+202E⟩b`, newline → `⏎`.
 */
export function readableText(text: string): string {
  const cut = text.length > MAX_CHARS ? `${text.slice(0, MAX_CHARS)}…` : text
  return cut
    .replaceAll(/\r?\n/g, ' ⏎ ')
    .replaceAll('\t', ' ')
    .replaceAll(
      /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
      (it) => `⟨U+${it.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
    )
}
