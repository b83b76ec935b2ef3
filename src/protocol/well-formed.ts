/** With the `u` flag a pair counts as one character, so this finds halves only. */
const LONE_SURROGATES = /\p{Surrogate}/gu
/** Without the flag: any half at all, paired or not. Cheap, and false for nearly every text. */
const ANY_SURROGATE = /[\uD800-\uDFFF]/

/** Halves of surrogate pairs that stand alone cannot be stored as UTF-8; they become U+FFFD. */
export function wellFormed(text: string): string {
  return ANY_SURROGATE.test(text) ? text.replace(LONE_SURROGATES, '\uFFFD') : text
}

/** Cuts to at most `chars` UTF-16 units and never between the halves of a pair. */
export function cutText(text: string, chars: number): string {
  if (text.length <= chars) return text
  const last = text.charCodeAt(chars - 1)
  const splitsPair = last >= 0xd8_00 && last <= 0xdb_ff
  return text.slice(0, splitsPair ? chars - 1 : chars)
}

/** Bytes of the text in UTF-8; a lone surrogate counts three, as the U+FFFD it becomes. */
export function utf8Bytes(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) continue
    if (unit < 0x8_00) {
      bytes += 1
      continue
    }
    bytes += 2
    const next = unit >= 0xd8_00 && unit <= 0xdb_ff ? text.charCodeAt(i + 1) : 0
    if (next >= 0xdc_00 && next <= 0xdf_ff) i++
  }
  return bytes
}
