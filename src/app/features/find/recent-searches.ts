import { readPreference, writePreference } from '../../state/preferences.ts'

/** As many as one looks through. */
const MAX_KEPT = 8

/** Newest first. Texts are as `rememberable` gives them: no number is in clear. */
export function recentSearches(): readonly string[] {
  return parseKept(readPreference('find-searches'))
}

export function parseKept(kept: string | undefined): readonly string[] {
  try {
    const value: unknown = JSON.parse(kept ?? '[]')
    if (!Array.isArray(value)) return []
    return value.filter((it): it is string => typeof it === 'string').slice(0, MAX_KEPT)
  } catch {
    return []
  }
}

export function rememberSearch(text: string): void {
  const kept = [text, ...recentSearches().filter((it) => it !== text)].slice(0, MAX_KEPT)
  writePreference('find-searches', JSON.stringify(kept))
}

export function forgetSearches(): void {
  writePreference('find-searches', '[]')
}
