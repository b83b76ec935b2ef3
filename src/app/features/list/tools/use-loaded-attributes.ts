import { useMemo } from 'react'
import { useLoadedEvents } from './use-loaded-events.ts'

/** More cannot be looked through. */
const MAX_KEYS = 300

/** Keys of attributes that loaded rows of the list have, the most frequent first; read when first asked. */
export function useLoadedAttributes(): readonly string[] {
  const loadedEvents = useLoadedEvents()
  return useMemo(() => {
    const counts = new Map<string, number>()
    for (const { attrs } of loadedEvents())
      for (const name of Object.keys(attrs)) counts.set(name, (counts.get(name) ?? 0) + 1)
    return [...counts]
      .sort(([a, some], [b, more]) => more - some || (a < b ? -1 : 1))
      .slice(0, MAX_KEYS)
      .map(([name]) => name)
  }, [loadedEvents])
}
