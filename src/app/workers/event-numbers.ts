import type { StoredEvent } from '#protocol/event.ts'
import {
  findNumberQueries,
  lastFour,
  normaliseNumber,
  readNumberQuery,
  type NumberQuery,
} from '#protocol/phone-number.ts'
import type { NumberKeysOf } from '#protocol/query-lang/matcher.ts'
import { isNumberAttribute } from '#protocol/vocabulary/lookup.ts'

/** Nothing is hidden from who opened the file himself: keys are the digits. */
const fullKey = (number: string) => `=${number}`
const last4Key = (last4: string) => `~${last4}`

/** Keys of every phone number in an event: what `queriedNumberKeys` gives for a query is compared with them. */
export function numberKeysIn(event: StoredEvent, payload: string): readonly string[] {
  const keys = new Set<string>()
  const marked = Object.entries(event.attrs).filter(([name]) => isNumberAttribute(name))
  for (const [, value] of marked) {
    const number = normaliseNumber(value)
    const query = number ? ({ kind: 'full', number } as const) : readNumberQuery(value)
    if (query) addKeys(keys, query)
  }
  const texts = [
    event.name,
    event.label ?? '',
    event.message ?? '',
    event.source?.name ?? '',
    ...Object.values(event.attrs),
    payload,
  ]
  for (const text of texts) for (const query of findNumberQueries(text)) addKeys(keys, query)
  return [...keys]
}

/** A whole number is found by itself, four digits or a masked number by the last four. */
export const queriedNumberKeys: NumberKeysOf = (written) => {
  const query = readNumberQuery(written)
  if (query === undefined) return []
  if (query.kind === 'full') return [fullKey(query.number)]
  if (query.kind === 'masked') return [last4Key(query.last4)]
  const extension = normaliseNumber(query.last4)
  return [last4Key(query.last4), ...(extension ? [fullKey(extension)] : [])]
}

function addKeys(keys: Set<string>, query: NumberQuery): void {
  if (query.kind === 'full') {
    keys.add(fullKey(query.number))
    if (lastFour(query.number).length === 4) keys.add(last4Key(lastFour(query.number)))
  } else keys.add(last4Key(query.last4))
}
