import { normaliseNumber, readNumberQuery } from '#protocol/phone-number.ts'
import type { Keyring } from '../../../ports.ts'
import type { TenantNumberKeysOf } from './compile-filter.ts'

/**
 * Finds the stored keys of a number as somebody typed it. A whole number gives its own keys; four digits those of
 * numbers that end in them and of the extension they may be; a masked number those of its last four digits, since
 * the rest of it is nowhere to be compared with.
 */
export function numberKeysFrom(keyring: Keyring): TenantNumberKeysOf {
  return (written, tenant) => {
    const keys = keyring.of(tenant)
    const query = readNumberQuery(written)
    if (query === undefined) return []
    if (query.kind === 'full') return keys.searchKeys(query.number).map(({ full }) => full)
    if (query.kind === 'masked') return keys.last4Keys(query.last4)
    const extension = normaliseNumber(query.last4)
    const own = extension ? keys.searchKeys(extension).map(({ full }) => full) : []
    return [...keys.last4Keys(query.last4), ...own]
  }
}
