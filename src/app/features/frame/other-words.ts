type Words = { readonly [key: string]: unknown }

const isWords = (value: unknown): value is Words => typeof value === 'object' && value !== null

/**
 * What the texts of one language are in another, key by key; texts that are made of values are left out. So that a
 * command is found by its name in either language.
 */
export function otherWords(
  present: Words,
  other: Words,
  found = new Map<string, string>(),
): Map<string, string> {
  for (const [key, value] of Object.entries(present)) {
    const twin = other[key]
    if (typeof value === 'string' && typeof twin === 'string') found.set(value, twin)
    else if (isWords(value) && isWords(twin)) otherWords(value, twin, found)
  }
  return found
}

/** Shorter ones stand inside other words by chance. */
const MIN_PHRASE = 2

/** A title in the other language: as a whole where it is known, else with the known phrases in it exchanged. */
export function titleTranslator(words: ReadonlyMap<string, string>): (title: string) => string | undefined {
  const phrases = [...words.keys()]
    .filter((it) => it.length >= MIN_PHRASE)
    .sort((a, b) => b.length - a.length)
  const known = new Map<string, string | undefined>()
  const translate = (title: string): string | undefined => {
    const whole = words.get(title)
    if (whole !== undefined) return whole
    const phrase = phrases.find((it) => isWithin(title, it))
    if (phrase === undefined) return undefined
    return title
      .split(phrase)
      .map((rest) => translate(rest) ?? rest)
      .join(words.get(phrase))
  }
  return (title) => {
    if (!known.has(title)) known.set(title, translate(title))
    return known.get(title)
  }
}

/** As words of its own: `log` is not in `Go to Logs`. Chinese has no gaps between words. */
function isWithin(title: string, phrase: string): boolean {
  const at = title.indexOf(phrase)
  if (at < 0) return false
  const isLetter = (index: number) => /[a-z]/i.test(title.charAt(index))
  return (
    !(isLetter(at - 1) && isLetter(at)) && !(isLetter(at + phrase.length - 1) && isLetter(at + phrase.length))
  )
}
