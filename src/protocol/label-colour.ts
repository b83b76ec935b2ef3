/** Hues from here on, so that no label looks like a warning (amber) or an error (red). */
const FIRST_HUE = 100
const HUES = 255
/** Lightness and chroma (OKLCH) that read at 4.5:1 or better on the grounds of either theme. */
const ON_LIGHT = { lightness: 0.5, chroma: 0.09 }
const ON_DARK = { lightness: 0.78, chroma: 0.09 }

/** FNV-1a over UTF-16 code units, 32 bits: the same in a console, in the viewer and in any year. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  // Names that differ in the last letter only should not be neighbours.
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d)
  return (value ^ (value >>> 13)) >>> 0
}

/** Degrees on the OKLCH circle, 100 to 354. */
export function labelHue(label: string): number {
  return FIRST_HUE + (hash(label) % HUES)
}

/** CSS colour of a label's text; the same hue in console and viewer. */
export function labelColour(label: string, theme: 'light' | 'dark'): string {
  const { lightness, chroma } = theme === 'light' ? ON_LIGHT : ON_DARK
  return `oklch(${lightness} ${chroma} ${labelHue(label)})`
}
