/** One line is enough in a list; the rest is in the event. */
const MAX_CHARS = 2_000

/**
 * Log text for one line of a list: control, zero-width and direction-changing characters are shown by their code,
 * so that no log can reorder, hide or break what stands beside it. `a\u202eb` → `a⟨U+202E⟩b`, newline → `⏎`.
 */
export function readableText(text: string): string {
  const cut = text.length > MAX_CHARS ? `${text.slice(0, MAX_CHARS)}…` : text
  return shown(cut.replaceAll(/\r?\n/g, ' ⏎ ').replaceAll('\t', ' '))
}

/** The same for a text of many lines, whole: newlines and tabs stay, a carriage return before a newline goes. */
export function readableLines(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
      code,
    )
}

function shown(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, code)
}

const code = (character: string) =>
  `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`
