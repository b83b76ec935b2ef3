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
