/** The only place that touches localStorage: it may be absent, full or forbidden, and then nothing is kept. */

const PREFIX = 'clueline.'
export type PreferenceName =
  | 'columns'
  | 'language'
  | 'theme'
  | 'density'
  | 'recent-commands'
  | 'event-width'
  | 'event-height'
  | 'recent-queries'
  | 'saved-queries'
  | 'facets'
  | 'card'
  | 'find-searches'

export function readPreference(name: PreferenceName): string | undefined {
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined
  } catch {
    return undefined
  }
}

export function writePreference(name: PreferenceName, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value)
  } catch {
    // A preference that cannot be kept lasts until the page is closed.
  }
}
