/** C0 and C1 controls (escape sequences of terminals among them), and marks that turn the direction of text. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/g

/** Log content on a terminal, as one line: what could move the cursor or pretend to be us is gone. */
export function terminalText(text: string): string {
  return text.replace(UNSAFE, ' ').toWellFormed()
}

/** East Asian wide characters take two columns. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]/u

const columnsOf = (character: string) => (WIDE.test(character) ? 2 : 1)

const widthOf = (text: string) => Array.from(text, columnsOf).reduce((sum, it) => sum + it, 0)

/** Cuts (with a mark) or pads to exactly this many columns of a terminal. */
export function fitColumns(text: string, columns: number): string {
  const width = widthOf(text)
  if (width <= columns) return text + ' '.repeat(columns - width)
  let room = columns - 1
  let kept = ''
  for (const character of text) {
    room -= columnsOf(character)
    if (room < 0) break
    kept += character
  }
  return `${kept}…${' '.repeat(columns - 1 - widthOf(kept))}`
}
